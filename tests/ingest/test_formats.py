"""Which formats are read, and what is said of the others."""

from __future__ import annotations

import io
import zipfile

import docx
import openpyxl
import pytest

from ingest.loaders import loader_for
from knowledge.errors import WrongFormat


@pytest.mark.parametrize(
    ("name", "mend"),
    [
        ("referat.DOC", ".docx"),
        ("budsjett.xls", ".xlsx"),
        ("strategi.ppt", ".pptx"),
        ("notat.odt", ".docx"),
        ("møte.msg", ".eml"),
        ("arkiv.zip", "unpack it"),
        ("skilt.JPG", "OCR"),
        ("program.exe", "remove it"),
        ("uten-endelse", "remove it"),
    ],
)
def test_a_format_that_is_not_read_comes_with_a_mend_of_its_own(name: str, mend: str):
    with pytest.raises(WrongFormat, match=mend):
        loader_for(name, "documents")


def _saved(made: object) -> bytes:
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def _zipped() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "tekst")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", b"bare tekst"),
        ("a.docx", _saved(openpyxl.Workbook())),
        ("a.docx", _zipped()),
        ("a.xlsx", _saved(docx.Document())),
        ("a.pptx", _saved(docx.Document())),
        ("a.pdf", b"bare tekst"),
        ("a.pdf", _saved(docx.Document())),
        ("a.txt", b"%PDF-1.7 x"),
        ("a.md", _saved(docx.Document())),
    ],
)
def test_a_wrong_ending_is_told_as_such_and_not_as_damage(name: str, content: bytes):
    with pytest.raises(WrongFormat):
        loader_for(name, "documents")(content, name)
