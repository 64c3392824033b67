"""Excel: what its reader sees of every sheet, tables with their header rows, with openpyxl."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zipfile import BadZipFile

import openpyxl
from openpyxl.utils import get_column_letter

from ingest.loaders.archive import checked
from ingest.loaders.grid import Row, names_columns, shown_number, table
from knowledge.errors import Damaged, NoText
from knowledge.models import Block, Document, Heading, Paragraph, Place

# Formatting far below the last text makes some sheets a million rows long.
_MOST_EMPTY = 1_000
_CURRENCIES = {"kr": "kr", "nok": "kr", "€": "€", "eur": "€"}


def load(content: bytes, name: str) -> tuple[Document, ...]:
    """One document; raises EmptyFile, Encrypted, Damaged, TooDense, or NoText."""
    try:
        book = openpyxl.load_workbook(checked(content), data_only=True)
    except (KeyError, ValueError, BadZipFile) as error:
        raise Damaged from error
    hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
    shown = [sheet for sheet in book.worksheets if sheet.title not in hidden]
    blocks = tuple(block for sheet in shown for block in _sheet(sheet))
    if all(isinstance(block, Heading) for block in blocks):
        raise NoText
    warnings = (
        *(f"the hidden sheet '{title}' is left out" for title in hidden),
        *(
            f"hidden rows or columns of sheet '{sheet.title}' are left out"
            for sheet in shown
            if _hides(sheet)
        ),
    )
    moment = book.properties.modified or book.properties.created
    return (
        Document(book.properties.title or "", blocks, moment.date() if moment else None, warnings=warnings),
    )


def _sheet(sheet: Any) -> Iterator[Block]:
    place = Place(sheet=sheet.title)
    yield Heading(sheet.title, 1, place)
    for rows in _areas(sheet):
        while len(rows) > 1 and _is_title(rows[0][1], rows):
            yield Heading(next(cell for cell in rows.pop(0)[1] if cell), 2, place)
        cells = [row for _, row in rows]
        if max(map(len, cells)) == 1:
            yield from (Paragraph(row[0], replace(place, rows=(n, n))) for n, row in rows)
            continue
        width = max(map(len, cells))
        if len(rows) > 1 and (names_columns(cells[0], width) or _all_words(cells[0], width)):
            yield table(cells[1:], cells[0], place, rows[1][0])
        else:
            yield table(cells, None, place, rows[0][0])


def _is_title(row: Row, rows: list[tuple[int, Row]]) -> bool:
    """A single text above a table of several columns, or over the one that follows."""
    return sum(1 for cell in row if cell) == 1 and max(len(cells) for _, cells in rows) > 1


def _all_words(row: Row, width: int) -> bool:
    """A first row with a name for most columns and no figure; long names occur in real sheets."""
    filled = [cell for cell in row if cell]
    return len(filled) > width / 2 and not any(cell[0].isdigit() for cell in filled)


def _areas(sheet: Any) -> Iterator[list[tuple[int, Row]]]:
    """Runs of rows that empty rows divide."""
    columns = _shown_columns(sheet)
    spans = _spans(sheet)
    area: list[tuple[int, Row]] = []
    empty = 0
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = () if sheet.row_dimensions[number].hidden else _cells(row, columns, spans)
        empty = 0 if cells else empty + 1
        if cells:
            area.append((number, cells))
        elif area and not sheet.row_dimensions[number].hidden:
            yield area
            area = []
        if empty > _MOST_EMPTY:
            return
    if area:
        yield area


def _cells(row: tuple[Any, ...], columns: list[int], spans: dict[str, Any]) -> Row:
    """The visible cells of a row, without the empty ones at its end."""
    cells = [_shown(spans.get(row[n].coordinate, row[n])) for n in columns]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _spans(sheet: Any) -> dict[str, Any]:
    """Cells that a cell above is merged down over, with that cell: a group's name holds for each of its rows."""
    return {
        f"{get_column_letter(span.min_col)}{row}": sheet.cell(span.min_row, span.min_col)
        for span in sheet.merged_cells.ranges
        for row in range(span.min_row + 1, span.max_row + 1)
    }


def _shown_columns(sheet: Any) -> list[int]:
    hidden: set[int] = set()
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden:
            # A run of equal columns is kept once, with its first and last number.
            hidden.update(range(dimension.min or 1, (dimension.max or dimension.min or 1) + 1))
    return [n for n in range(sheet.max_column) if n + 1 not in hidden]


def _hides(sheet: Any) -> bool:
    return (
        any(row.hidden for row in sheet.row_dimensions.values())
        or len(_shown_columns(sheet)) < sheet.max_column
    )


def _shown(cell: Any) -> str:
    value, pattern = cell.value, (cell.number_format or "").lower()
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime) and value.time() != time():
        return value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, int | float):
        return _figure(value, pattern)
    return str(value) if isinstance(value, timedelta) else " ".join(str(value).split())


def _figure(value: float, pattern: str) -> str:
    """With the sign that its format shows: a bare 0.25 means nothing to a reader who sees 25 %."""
    if "%" in pattern:
        return f"{shown_number(round(value * 100, 4))} %"
    unit = next((unit for sign, unit in _CURRENCIES.items() if sign in pattern), "")
    return f"{shown_number(value)} {unit}".strip()
