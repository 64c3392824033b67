"""What bytes are, by how they begin: a server's word for it may be wrong, or meant to mislead."""

from __future__ import annotations

import io
import zipfile

_DOCUMENTS = {b"%PDF-": ".pdf"}
_ROOMS = {"word/": ".docx", "xl/": ".xlsx", "ppt/": ".pptx"}
_FOREIGN = {
    b"MZ": "a program",
    b"\x7fELF": "a program",
    b"\xca\xfe\xba\xbe": "a program",
    b"\xcf\xfa\xed\xfe": "a program",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"OggS": "a recording",
    b"ID3": "a recording",
    b"\x1aE\xdf\xa3": "a film",
    b"Rar!": "an archive",
    b"7z\xbc\xaf": "an archive",
    b"SQLite format 3": "a database",
}


def document_ending(content: bytes) -> str:
    """The usual ending of the document that the bytes are; '' where they do not tell."""
    for signature, ending in _DOCUMENTS.items():
        if content.startswith(signature):
            return ending
    return _office_ending(content) if content.startswith(b"PK\x03\x04") else ""


def foreign_kind(content: bytes) -> str:
    """What the bytes are where nothing in them can be read as text; '' for all else."""
    if content[4:8] == b"ftyp":
        return "a film"
    return next((kind for signature, kind in _FOREIGN.items() if content.startswith(signature)), "")


def _office_ending(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
    except zipfile.BadZipFile:
        return ""
    return next((ending for room, ending in _ROOMS.items() if any(n.startswith(room) for n in names)), "")
