"""OOXML containers: what is locked, broken or a bomb is told before a parser opens it."""

from __future__ import annotations

import io
import zipfile

from knowledge.errors import Damaged, EmptyFile, Encrypted, TooDense, WrongFormat

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_MOST_UNPACKED = 300_000_000
_MOST_RATIO = 200
_RATIO_COUNTS_FROM = 1_000_000
_MOST_ENTRIES = 20_000


def checked(content: bytes, room: str) -> io.BytesIO:
    """The container, ready for its parser; ``room`` is the folder in it that holds a file of this format."""
    if not content:
        raise EmptyFile
    if content.startswith(_OLE):
        if _LOCKED in content:
            raise Encrypted
        raise WrongFormat(
            "the file is of the old Office format", "save it as .docx, .xlsx or .pptx, and put that file here"
        )
    if not content.startswith(b"PK"):
        raise WrongFormat
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except zipfile.BadZipFile:
        raise Damaged from None
    if len(entries) > _MOST_ENTRIES or sum(entry.file_size for entry in entries) > _MOST_UNPACKED:
        raise TooDense
    if any(_swells(entry) for entry in entries):
        raise TooDense
    if not any(entry.filename.startswith(f"{room}/") for entry in entries):
        raise WrongFormat
    return io.BytesIO(content)


def _swells(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > _RATIO_COUNTS_FROM and entry.file_size > _MOST_RATIO * max(
        1, entry.compress_size
    )
