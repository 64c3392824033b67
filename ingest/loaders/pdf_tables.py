"""Ruled tables of a PDF: pdfplumber tells from the lines which cells there are, pdfium what stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pdfplumber.table import TableFinder

from ingest.loaders.grid import Row, first_row_names, joined_names, second_row_names, table
from ingest.loaders.pdf_lines import Cell, Line, shown
from ingest.loaders.pdf_rules import rules_of
from knowledge.models import Place, Table

Box = tuple[float, float, float, float]

_FILLED = 0.5
# What touches a cell's edge is the line itself, or a letter of the cell beside it.
_INSET = 1.0


@dataclass(frozen=True, slots=True)
class RuledTable:
    """Rows of equal width, and the box around them, from the page's lower left corner, in points."""

    rows: tuple[Row, ...]
    left: float
    bottom: float
    right: float
    top: float
    bold_first: bool = False

    def holds(self, x: float, y: float) -> bool:
        return self.left - 1 <= x <= self.right + 1 and self.bottom - 1 <= y <= self.top + 1


@dataclass(frozen=True, slots=True)
class _Page:
    """As much of a page as pdfplumber's table finder looks at."""

    edges: list[dict[str, Any]]


def ruled_tables(page: Any, lines: Sequence[Line]) -> tuple[RuledTable, ...]:
    """The tables of a page that lines are drawn around; ``lines`` of text say how its cells are set."""
    rules = rules_of(page)
    if not rules:
        return ()
    words = page.get_textpage()
    looked_at: Any = _Page(rules)
    found = (_ruled(item, words, lines) for item in TableFinder(looked_at).tables)
    return tuple(item for item in found if _is_table(item))


def _ruled(item: Any, words: Any, lines: Sequence[Line]) -> RuledTable:
    rows = item.rows
    starts = sorted({cell[0] for row in rows for cell in row.cells if cell})
    texts = _filled_down(rows, [_row(row, words, lines, starts) for row in rows])
    heads = [line for line in lines if _is_in(line.x, line.y, rows[0].bbox)]
    names = bool(heads) and all(line.bold for line in heads)
    if len(texts) > 2 and second_row_names(first := _spread(rows[0], texts[0], starts), texts[1]):
        texts, names = [joined_names((first, texts[1])), *texts[2:]], True
    left, top, right, bottom = item.bbox
    return RuledTable(tuple(row for row in texts if any(row)), left, -bottom, right, -top, names)


def _filled_down(rows: Sequence[Any], texts: list[Row]) -> list[Row]:
    """With the text of a cell that reaches down over several rows in each of them."""
    filled: list[Row] = []
    hanging: dict[int, tuple[float, str]] = {}
    for row, cells in zip(rows, texts, strict=True):
        hanging |= {n: (box[3], cells[n]) for n, box in enumerate(row.cells) if box}
        bottoms = (hanging.get(n, (row.bbox[1], ""))[0] for n in range(len(cells)))
        filled.append(
            tuple(
                cell or (hanging[n][1] if row.cells[n] is None and bottom > row.bbox[1] + 1 else "")
                for n, (cell, bottom) in enumerate(zip(cells, bottoms, strict=True))
            )
        )
    return filled


def _spread(row: Any, texts: Row, starts: Sequence[float]) -> Row:
    """With the text of a cell that reaches over several columns in each of them."""
    wide = list(texts)
    for number, box in enumerate(row.cells):
        for further in range(number + 1, len(texts)):
            if box and row.cells[further] is None and starts[further] < box[2] - 1:
                wide[further] = texts[number]
    return tuple(wide)


def _row(row: Any, words: Any, lines: Sequence[Line], starts: Sequence[float]) -> Row:
    texts = [_text(cell, words) if cell else "" for cell in row.cells]
    for number, cell in enumerate(row.cells):
        parts = _parts(cell, lines) if cell and texts[number].count(" ") else []
        columns = [max(n for n, start in enumerate(starts) if start <= part.left + 1) for part in parts]
        if len(set(columns)) == len(columns) > 1:
            # No line divides this row although its table has columns.
            texts[number] = ""
            for column, part in zip(columns, parts, strict=True):
                texts[column] = part.text
    return tuple(texts)


def _parts(box: Box, lines: Sequence[Line]) -> list[Cell]:
    """The cells of the only line of text in a box."""
    inside = [cells for line in lines if (cells := [c for c in line.cells if _is_in(c.left, line.y, box)])]
    return inside[0] if len(inside) == 1 else []


def _text(box: Box, words: Any) -> str:
    left, top, right, bottom = box
    raw = words.get_text_bounded(left + _INSET, _INSET - bottom, right - _INSET, -top - _INSET)
    return shown(raw.replace("\r", " ").replace("\n", " "))


def _is_in(x: float, y: float, box: Box) -> bool:
    left, top, right, bottom = box
    return left - 1 <= x <= right + 1 and top - 1 <= -y <= bottom + 1


def _is_table(item: RuledTable) -> bool:
    cells = [cell for row in item.rows for cell in row]
    return (
        len(item.rows) > 1
        and len(item.rows[0]) > 1
        and sum(1 for cell in cells if cell) >= _FILLED * len(cells)
    )


class TableReader:
    """Tables with their column names; one that goes on over the next page keeps those of its first part."""

    def __init__(self) -> None:
        self._open: Table | None = None

    def read(self, ruled: RuledTable, place: Place, at_top: bool) -> Table:
        rows, width = ruled.rows, len(ruled.rows[0])
        before = self._open if at_top and self._open and len(self._open.header) == width else None
        if before:
            rows = rows[1:] if rows[0] == before.header else rows
            self._open = table(rows, before.header, place)
        elif ruled.bold_first or first_row_names(rows):
            self._open = table(rows[1:], rows[0], place)
        else:
            self._open = table(rows, None, place)
        return self._open
