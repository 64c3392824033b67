"""Rows of cells -> Table: equal widths, and which row names the columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.models import Place, Table

Row = tuple[str, ...]

# A bare year names a column ("2026") as often as it fills one.
_VALUE = re.compile(
    r"(?!(?:19|20)\d\d$)[\d\s.,:/+%()–-]*\d[\d\s.,:/+%()–-]*(?:kr|nok|eur|€|%)?|\S+@\S+|https?://\S+", re.I
)
_LONGEST_NAME = 60


def table(
    rows: Sequence[Row], header: Row | None = None, place: Place | None = None, first_row: int = 1
) -> Table:
    """A table as wide as its widest row; without a header its columns have empty names."""
    width = max((len(row) for row in (*rows, header or ())), default=0)
    return Table(
        padded(header or (), width), tuple(padded(row, width) for row in rows), place or Place(), first_row
    )


def padded(row: Row, width: int) -> Row:
    return row + ("",) * (width - len(row))


def names_columns(row: Row, width: int) -> bool:
    """Whether a row looks like column names: short words in (nearly) every column, no amounts or addresses."""
    cells = [cell.strip() for cell in row if cell.strip()]
    if len(cells) < max(1, width - 1):
        return False
    distinct = len({cell.casefold() for cell in cells}) == len(cells)
    return distinct and all(len(cell) <= _LONGEST_NAME and not _VALUE.fullmatch(cell) for cell in cells)


def shown_number(value: float) -> str:
    """As a reader would write it: no exponent, no zeros at the end, at most ten decimals."""
    return f"{value:.10f}".rstrip("0").rstrip(".")
