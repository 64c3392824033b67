"""Office files are zip archives: packed again so that the same content gives the same bytes."""

import io
import re
import zipfile
from datetime import datetime


def repack(archive: bytes, written: datetime) -> bytes:
    """The same archive with fixed entry times and a fixed modification date."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(packed, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "docProps/core.xml":
                data = _with_modification_date(data, written)
            fixed = zipfile.ZipInfo(entry.filename, date_time=written.timetuple()[:6])
            new.writestr(fixed, data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _with_modification_date(core: bytes, written: datetime) -> bytes:
    """openpyxl writes the present time here, whatever the workbook's properties say."""
    stamp = f"{written:%Y-%m-%dT%H:%M:%SZ}".encode()
    return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, core)
