"""Ruled tables of a PDF, with pdfplumber: pdfium gives their words, but not which cell they stand in."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pdfplumber

from ingest.loaders.grid import Row, first_row_names, table
from knowledge.models import Place, Table

_PATH = 2
# A table is ruled with at least as many lines or boxes.
_FEWEST_PATHS = 4
_FILLED = 0.5


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


class TableFinder:
    """Opens the file a second time only for pages on which lines are drawn."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    @cached_property
    def _pages(self) -> Any:
        return pdfplumber.open(io.BytesIO(self._content)).pages

    def tables(self, page: Any, number: int) -> tuple[RuledTable, ...]:
        """The tables of page ``number`` (from 1), from its top down."""
        if sum(1 for _ in page.get_objects(filter=[_PATH], max_depth=2)) < _FEWEST_PATHS:
            return ()
        plumbed = self._pages[number - 1]
        found = tuple(_ruled(item, plumbed) for item in plumbed.find_tables())
        plumbed.close()
        return tuple(item for item in found if _is_table(item))


def _ruled(item: Any, page: Any) -> RuledTable:
    rows = tuple(tuple(" ".join((cell or "").split()) for cell in row) for row in item.extract())
    left, top, right, bottom = item.bbox
    height = float(page.height)
    fonts = {str(char["fontname"]).lower() for char in page.crop(item.rows[0].bbox, strict=False).chars}
    bold = bool(fonts) and all("bold" in font for font in fonts)
    return RuledTable(
        tuple(row for row in rows if any(row)), left, height - bottom, right, height - top, bold
    )


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
