"""Excel: what its reader sees of every sheet, tables with their header rows, with openpyxl."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zipfile import BadZipFile, ZipFile

import openpyxl
from openpyxl.utils import get_column_letter

from ingest.loaders.archive import checked
from ingest.loaders.grid import Row, joined_names, names_columns, second_row_names, shown_number, table
from ingest.loaders.xlsx_hidden import leave_out_hidden
from knowledge.errors import Damaged, NoText
from knowledge.models import Block, Document, Heading, Paragraph, Place, Table

# Formatting far below the last text makes some sheets a million rows long.
_MOST_EMPTY = 1_000
_CURRENCIES = {"kr": "kr", "nok": "kr", "€": "€", "eur": "€"}
# A formula that no program has counted: openpyxl and report generators write such.
_UNCOUNTED = re.compile(rb"(?:</f>|<f[^>]*/>)\s*(?:<v\s*/>|<v></v>|</c>)")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row with text in it. In ``whole`` a cell that is merged over others stands in each of them."""

    number: int
    cells: Row
    whole: Row


def load(content: bytes, name: str) -> tuple[Document, ...]:
    """One document; raises EmptyFile, Encrypted, Damaged, TooDense, or NoText."""
    try:
        book = openpyxl.load_workbook(checked(content, "xl"), data_only=True)
    except (KeyError, ValueError, BadZipFile) as error:
        raise Damaged from error
    hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
    shown = [sheet for sheet in book.worksheets if sheet.title not in hidden]
    told = [sentence for sheet in shown for sentence in _without_hidden(sheet)]
    blocks = tuple(block for sheet in shown for block in _sheet(sheet))
    if all(isinstance(block, Heading) for block in blocks):
        raise NoText("it holds no text", "fill it in, or remove the file")
    warnings = (*_left_out(hidden, shown), *told, *_uncounted(content))
    moment = book.properties.modified or book.properties.created
    return (
        Document(book.properties.title or "", blocks, moment.date() if moment else None, warnings=warnings),
    )


def _left_out(hidden: list[str], shown: list[Any]) -> Iterator[str]:
    yield from (f"the hidden sheet '{title}' is left out" for title in hidden)
    for sheet in shown:
        if _hides(sheet):
            yield f"hidden rows or columns of sheet '{sheet.title}' are left out"


def _without_hidden(sheet: Any) -> Iterator[str]:
    """Empties the cells that nobody sees, and tells it."""
    if count := leave_out_hidden(sheet):
        cells = "cell" if count == 1 else "cells"
        yield f"hidden text is left out of sheet '{sheet.title}' ({count} {cells})"


def _uncounted(content: bytes) -> Iterator[str]:
    """Formulas whose value the file does not hold: what a reader would see there is not known."""
    with ZipFile(io.BytesIO(content)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        count = sum(len(_UNCOUNTED.findall(archive.read(name))) for name in sheets)
    if count:
        yield f"{count} formulas hold no value and are not read; open the file in Excel and save it"


def _sheet(sheet: Any) -> Iterator[Block]:
    place = Place(sheet=sheet.title)
    for number, area in enumerate(_areas(sheet)):
        if not number:
            yield Heading(sheet.title, 1, place)
        rows = _without_margin(area)
        while len(rows) > 1 and _is_title(rows[0].cells, rows):
            yield Heading(next(cell for cell in rows.pop(0).cells if cell), 2, place)
        if max(len(row.cells) for row in rows) == 1:
            yield from (Paragraph(row.cells[0], replace(place, rows=(row.number,) * 2)) for row in rows)
        else:
            yield _table(rows, place)


def _table(rows: list[SheetRow], place: Place) -> Table:
    cells = [row.cells for row in rows]
    width = max(map(len, cells))
    if len(rows) > 2 and second_row_names(rows[0].whole, rows[1].whole):
        return table(cells[2:], joined_names([row.whole for row in rows[:2]]), place, rows[2].number)
    if len(rows) > 1 and (names_columns(cells[0], width) or _all_words(cells[0], width)):
        return table(cells[1:], cells[0], place, rows[1].number)
    return table(cells, None, place, rows[0].number)


def _without_margin(rows: list[SheetRow]) -> list[SheetRow]:
    """The same rows without the columns that are empty in all of them, at their left."""
    left = min(next(n for n, cell in enumerate(row.cells) if cell) for row in rows)
    return [SheetRow(row.number, row.cells[left:], row.whole[left:]) for row in rows]


def _is_title(cells: Row, rows: list[SheetRow]) -> bool:
    """A single text above a table of several columns, or over the one that follows."""
    return sum(1 for cell in cells if cell) == 1 and max(len(row.cells) for row in rows) > 1


def _all_words(row: Row, width: int) -> bool:
    """A first row with a name for most columns and no figure; long names occur in real sheets."""
    filled = [cell for cell in row if cell]
    return len(filled) > width / 2 and not any(cell[0].isdigit() for cell in filled)


def _areas(sheet: Any) -> Iterator[list[SheetRow]]:
    """Runs of rows that empty rows divide."""
    columns = _shown_columns(sheet)
    below, beside = _below(sheet), _beside(sheet)
    area: list[SheetRow] = []
    empty = 0
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = () if sheet.row_dimensions[number].hidden else _cells(row, columns, below)
        empty = 0 if cells else empty + 1
        if cells:
            whole = _cells(row, columns, below | beside[number]) if number in beside else cells
            area.append(SheetRow(number, cells, whole))
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


def _beside(sheet: Any) -> dict[int, dict[str, Any]]:
    """For each row: the cells that one at their left is merged over, with that cell."""
    rows: dict[int, dict[str, Any]] = {}
    for span in sheet.merged_cells.ranges:
        first = sheet.cell(span.min_row, span.min_col)
        for column in range(span.min_col + 1, span.max_col + 1):
            rows.setdefault(span.min_row, {})[f"{get_column_letter(column)}{span.min_row}"] = first
    return rows


def _below(sheet: Any) -> dict[str, Any]:
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
    return _hours(value) if isinstance(value, timedelta) else " ".join(str(value).split())


def _hours(value: timedelta) -> str:
    minutes = round(value.total_seconds() / 60)
    return f"{minutes // 60}:{minutes % 60:02}"


def _figure(value: float, pattern: str) -> str:
    """With the sign that its format shows: a bare 0.25 means nothing to a reader who sees 25 %."""
    if "%" in pattern:
        return f"{shown_number(round(value * 100, 4))} %"
    unit = next((unit for sign, unit in _CURRENCIES.items() if sign in pattern), "")
    return f"{shown_number(value)} {unit}".strip()
