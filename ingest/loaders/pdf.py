"""PDF: words with pypdfium2 (milliseconds a page, æøå right), tables by their lines (pdfplumber) or columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pypdfium2
from pypdfium2 import PdfiumError

from ingest.loaders.pdf_blocks import blocks_of
from ingest.loaders.pdf_columns import aligned_tables, unwoven
from ingest.loaders.pdf_furniture import Page
from ingest.loaders.pdf_hidden import leave_out_hidden
from ingest.loaders.pdf_lines import text_of
from ingest.loaders.pdf_tables import ruled_tables
from knowledge.errors import AllHidden, Damaged, EmptyFile, Encrypted, NoText, WrongFormat
from knowledge.models import Block, Document, Heading

_IMAGE = 3
_HEAD_BYTES = 1024  # as much as readers look through for the file's first line
_DATE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
_NO_TITLE = re.compile(
    r"|untitled|\(anonymous\)|microsoft .*|.*\.(docx?|pptx?|xlsx?|indd|pdf)", re.IGNORECASE
)


def load(content: bytes, name: str) -> tuple[Document, ...]:
    """One document; raises EmptyFile, Encrypted, Damaged, AllHidden, or NoText where every page is a picture."""
    if not content:
        raise EmptyFile
    if b"%PDF-" not in content[:_HEAD_BYTES]:
        raise WrongFormat
    try:
        pdf = pypdfium2.PdfDocument(content)
    except PdfiumError as error:
        raise (Encrypted if "password" in str(error).lower() else Damaged) from error
    read_pages = [_page(page, n) for n, page in enumerate(pdf, 1)]
    blocks = tuple(blocks_of([page for page, _ in read_pages]))
    told = tuple(sentence for _, sentences in read_pages for sentence in sentences)
    pictures = tuple(_pictures(pdf, {block.place.page for block in blocks}))
    if not blocks:
        raise AllHidden if told and not pictures else NoText
    meta = pdf.get_metadata_dict()
    modified = _day(meta.get("ModDate") or meta.get("CreationDate") or "")
    warnings = (*told, *pictures)
    return (Document(_title(meta.get("Title", "").strip(), blocks), blocks, modified, "", warnings),)


def _pictures(pdf: Any, read: set[int | None]) -> Iterator[str]:
    """Pages without text but with a picture."""
    for number, page in enumerate(pdf, 1):
        if number not in read and any(page.get_objects(filter=[_IMAGE], max_depth=2)):
            yield f"page {number} is a picture; its text is not read"


def _page(page: Any, number: int) -> tuple[Page, tuple[str, ...]]:
    """What it holds, and what is left out of it."""
    hidden = leave_out_hidden(page)
    text = text_of(page)
    lines = text.lines
    ruled = ruled_tables(page, lines)
    free = [line for line in lines if not any(table.holds(line.x, line.y) for table in ruled)]
    tables = sorted((*ruled, *aligned_tables(free)), key=lambda table: -table.top)
    return Page(number, tuple(unwoven(lines)), page.get_height(), tuple(tables)), (
        *_left_out("hidden text", number, hidden),
        *_left_out("text outside the page", number, text.outside),
    )


def _left_out(what: str, number: int, pieces: int) -> Iterator[str]:
    if pieces:
        yield f"{what} is left out on page {number} ({pieces} {'piece' if pieces == 1 else 'pieces'})"


def _title(stated: str, blocks: tuple[Block, ...]) -> str:
    """What the file states, unless a program wrote it; else the largest heading of the first page."""
    if not _NO_TITLE.fullmatch(stated):
        return stated
    first = blocks[0].place.page
    headings = [b for b in blocks if isinstance(b, Heading) and b.place.page == first]
    return min(headings, key=lambda heading: heading.level).text if headings else ""


def _day(stamp: str) -> date | None:
    match = _DATE.match(stamp)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None
