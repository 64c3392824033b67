"""The text of a demo document, read with the plain format libraries: a second opinion on the loaders."""

import csv
import email
import email.policy
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import icalendar
import openpyxl
from babel.dates import format_date
from docx import Document
from pptx import Presentation
from pypdf import PdfReader

# A day as people write it in either language.
_WRITTEN = (("d. MMMM y", "nb"), ("d MMMM y", "en"))


def source_text(folder: Path, source: str) -> str:
    """The text of what a question set names: a file, a row of a register, or all entries of one event."""
    name, _, fragment = source.partition("#")
    if not fragment:
        return plain_text(folder / name)
    pieces = _events(folder / name, fragment) if name.endswith(".ics") else _rows(folder / name, fragment)
    return " ".join(" ".join(pieces).split())


def plain_text(path: Path) -> str:
    """All text of the file, with every run of white space as one space."""
    return " ".join(" ".join(_pieces(path)).split())


def _pieces(path: Path) -> Iterator[str]:
    match path.suffix:
        case ".docx":
            yield from (
                text.text or "" for text in Document(str(path)).element.body.iter() if _is_word_text(text.tag)
            )
        case ".pptx":
            yield from _slide_texts(path)
        case ".xlsx":
            yield from _cell_texts(path)
        case ".pdf":
            yield from (page.extract_text() for page in PdfReader(path).pages)
        case ".html":
            yield unescape(re.sub(r"<[^>]+>", " ", path.read_text("utf-8")))
        case ".eml":
            message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            yield re.sub(r"^> ?", "", message.get_content(), flags=re.MULTILINE)
        case _:
            yield _decoded(path.read_bytes())


def _is_word_text(tag: object) -> bool:
    return str(tag).endswith(("}t", "}p"))


def _slide_texts(path: Path) -> Iterator[str]:
    for slide in Presentation(str(path)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                yield shape.text_frame.text
            if shape.has_table:
                yield from (cell.text for row in shape.table.rows for cell in row.cells)
        if slide.has_notes_slide:
            yield slide.notes_slide.notes_text_frame.text


def _cell_texts(path: Path) -> Iterator[str]:
    for sheet in openpyxl.load_workbook(path, data_only=True).worksheets:
        for row in sheet.iter_rows(values_only=True):
            # Two cells with a number each are not one number with a space in it.
            yield from (f"{value} |" for value in row if value is not None)


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def _rows(path: Path, fragment: str) -> Iterator[str]:
    for row in csv.DictReader(path.read_text("utf-8").splitlines()):
        if fragment in row.values():
            yield from row.values()


def _events(path: Path, uid: str) -> Iterator[str]:
    for event in icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT"):
        if event["UID"] == uid:
            yield from (str(event.get(key, "")) for key in ("SUMMARY", "DESCRIPTION", "LOCATION"))
            yield f"{event.start:%Y-%m-%d %H:%M}"
            yield from (format_date(event.start, form, locale=locale) for form, locale in _WRITTEN)
