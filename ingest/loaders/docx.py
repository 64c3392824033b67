"""Word documents, with python-docx: it keeps styles, lists and tables in their order, where mammoth keeps HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import docx
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from ingest.loaders.archive import checked
from knowledge.errors import Damaged, NoText
from knowledge.models import Block, Document, Heading, ListItem, Paragraph, Table

_HEADING = re.compile(r"(?:heading|overskrift)\s*(\d)", re.IGNORECASE)
_LIST = re.compile(r"(?:list|liste|punkt)\D*(\d?)", re.IGNORECASE)


def load(content: bytes, name: str) -> tuple[Document, ...]:
    try:
        word = docx.Document(checked(content))
    except (KeyError, ValueError) as error:
        raise Damaged from error
    blocks = tuple(_blocks(word))
    if not blocks:
        raise NoText
    core = word.core_properties
    return (Document(_title(core.title, blocks), blocks, _day(core.modified or core.created)),)


def _blocks(word: Any) -> Iterator[Block]:
    for item in word.iter_inner_content():
        if isinstance(item, WordTable):
            yield _table(item)
        elif item.text.strip():
            yield _paragraph(item)


def _paragraph(item: WordParagraph) -> Block:
    style = (item.style.name or "") if item.style is not None else ""
    text = item.text.strip()
    if heading := _HEADING.match(style):
        return Heading(text, int(heading[1]))
    if style in {"Title", "Tittel"}:
        return Heading(text, 1)
    numbered = item._p.pPr is not None and item._p.pPr.numPr is not None
    if numbered or _LIST.match(style):
        level = _LIST.match(style)
        return ListItem(text, int(level[1]) - 1 if level and level[1] else 0)
    return Paragraph(text)


def _table(item: WordTable) -> Table:
    rows = [tuple(_cells(row)) for row in item.rows]
    width = max(map(len, rows), default=0)
    padded = [row + ("",) * (width - len(row)) for row in rows]
    return Table(padded[0] if padded else (), tuple(padded[1:]), first_row=2)


def _cells(row: Any) -> Iterator[str]:
    seen: set[Any] = set()
    for cell in row.cells:
        # A merged cell is given once for each column that it spans.
        yield "" if cell._tc in seen else cell.text.strip()
        seen.add(cell._tc)


def _title(stated: str | None, blocks: tuple[Block, ...]) -> str:
    if stated and not stated.lower().startswith(("microsoft word", "word document", "untitled")):
        return stated
    return next((block.text for block in blocks if isinstance(block, Heading) and block.level == 1), "")


def _day(moment: Any) -> date | None:
    return moment.date() if moment else None
