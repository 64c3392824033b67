"""Excel: every visible sheet, its tables with their header rows, with openpyxl in read-only mode."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from zipfile import BadZipFile

import openpyxl

from ingest.loaders.archive import checked
from knowledge.errors import Damaged, NoText
from knowledge.models import Block, Document, Heading, Place, Table

_MOST_EMPTY = 1_000


def load(content: bytes, name: str) -> tuple[Document, ...]:
    try:
        book = openpyxl.load_workbook(checked(content), read_only=True, data_only=True)
    except (KeyError, ValueError, BadZipFile) as error:
        raise Damaged from error
    hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
    blocks = tuple(block for sheet in book.worksheets if sheet.title not in hidden for block in _sheet(sheet))
    if not any(isinstance(block, Table) for block in blocks):
        raise NoText
    core = book.properties
    moment = core.modified or core.created
    warnings = tuple(f"the hidden sheet '{title}' is left out" for title in hidden)
    return (Document(core.title or "", blocks, moment.date() if moment else None, warnings=warnings),)


def _sheet(sheet: Any) -> Iterator[Block]:
    place = Place(sheet=sheet.title)
    yield Heading(sheet.title, 1, place)
    for rows in _areas(sheet):
        titles = []
        while len(rows) > 1 and sum(1 for cell in rows[0][1] if cell) == 1 and len(rows[0][1]) > 1:
            titles.append(rows.pop(0))
        for _, cells in titles:
            yield Heading(next(cell for cell in cells if cell), 2, place)
        header = rows[0][1]
        width = max(len(cells) for _, cells in rows)
        body = tuple(cells + ("",) * (width - len(cells)) for _, cells in rows[1:])
        first = rows[1][0] if len(rows) > 1 else rows[0][0] + 1
        yield Table(header + ("",) * (width - len(header)), body, place, first)


def _areas(sheet: Any) -> Iterator[list[tuple[int, tuple[str, ...]]]]:
    """Runs of rows that empty rows divide; far below the last text nothing is looked for."""
    area: list[tuple[int, tuple[str, ...]]] = []
    empty = 0
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = tuple(_shown(cell) for cell in row)
        while cells and not cells[-1]:
            cells = cells[:-1]
        empty = 0 if cells else empty + 1
        if cells:
            area.append((number, cells))
        elif area:
            yield area
            area = []
        if empty > _MOST_EMPTY:
            return
    if area:
        yield area


def _shown(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime):
        return (
            value.date().isoformat()
            if value.time().isoformat() == "00:00:00"
            else value.isoformat(" ", "minutes")
        )
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and "%" in (cell.number_format or ""):
        return f"{value * 100:g} %"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:g}"
    return " ".join(str(value).split())
