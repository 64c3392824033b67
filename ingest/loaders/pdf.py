"""PDF with pypdfium2: milliseconds a page and æøå right, where pdfplumber takes half a second; tables come as lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

import pypdfium2
from pypdfium2 import PdfiumError

from knowledge.errors import Damaged, EmptyFile, Encrypted, NoText
from knowledge.models import Block, Document, Heading, ListItem, Paragraph, Place

_PAGE_NUMBER = re.compile(r"(?:side|page|s\.|p\.)?\s*\d+\s*(?:(?:av|of|/)\s*\d+)?", re.IGNORECASE)
_BULLET = re.compile(r"^[•▪◦●–*-]\s+")
_NUMBERED = re.compile(r"^(?:§\s*\d+|\d+(?:\.\d+)*\.?)\s+\S")
_DATE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
_HEADING_WORDS = 10
_SHORT_LINE = 0.6


def load(content: bytes, name: str) -> tuple[Document, ...]:
    if not content:
        raise EmptyFile
    try:
        pdf = pypdfium2.PdfDocument(content)
    except PdfiumError as error:
        raise (Encrypted if "password" in str(error).lower() else Damaged) from error
    pages = [page.get_textpage().get_text_bounded().replace("\ufffe", "") for page in pdf]
    lines = _without_furniture([[line.strip() for line in page.splitlines()] for page in pages])
    blocks = tuple(b for number, page in enumerate(lines, 1) for b in _page(page, Place(page=number)))
    if not blocks:
        raise NoText
    empty = tuple(f"page {n} holds no text" for n, page in enumerate(pages, 1) if not page.strip())
    meta = pdf.get_metadata_dict()
    title = meta.get("Title", "").strip()
    modified = _day(meta.get("ModDate") or meta.get("CreationDate") or "")
    return (
        Document("" if title.lower() in {"untitled", "(anonymous)"} else title, blocks, modified, "", empty),
    )


def _without_furniture(pages: list[list[str]]) -> list[list[str]]:
    """Drops first and last lines that repeat on most pages, but for their digits, and page numbers."""
    edges = Counter(_shape(line) for page in pages for line in {*page[:2], *page[-2:]} if line)
    often = {shape for shape, times in edges.items() if len(pages) > 1 and times > len(pages) / 2}
    return [
        [
            line
            for n, line in enumerate(page)
            if 2 <= n < len(page) - 2 or not (_shape(line) in often or _PAGE_NUMBER.fullmatch(line))
        ]
        for page in pages
    ]


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", line)


def _page(lines: list[str], place: Place) -> Iterator[Block]:
    longest = max((len(line) for line in lines), default=0)
    waiting = ""
    for line in lines:
        if _opens_block(line) and waiting:
            yield _block(waiting, place)
            waiting = ""
        if line:
            waiting = _joined(waiting, line)
        if waiting and (not line or len(line) < longest * _SHORT_LINE):
            yield _block(waiting, place)
            waiting = ""
    if waiting:
        yield _block(waiting, place)


def _opens_block(line: str) -> bool:
    return not line or bool(_BULLET.match(line)) or bool(_NUMBERED.match(line))


def _joined(text: str, line: str) -> str:
    if text.endswith("-") and len(text) > 1 and text[-2].isalpha() and line[:1].islower():
        return text[:-1] + line
    return f"{text} {line}" if text else line


def _block(text: str, place: Place) -> Block:
    if _BULLET.match(text):
        return ListItem(_BULLET.sub("", text), 0, place)
    if (
        len(text.split()) <= _HEADING_WORDS
        and text[-1] not in ".,;:!?"
        and text[:1].isupper() | text[:1].isdigit()
    ):
        return Heading(text, 1 if not _NUMBERED.match(text) else 2, place)
    return Paragraph(text, place)


def _day(stamp: str) -> date | None:
    match = _DATE.match(stamp)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None
