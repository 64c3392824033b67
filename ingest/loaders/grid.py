"""Rows of cells -> Table: equal widths, and which row names the columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

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


def first_row_names(rows: Sequence[Row]) -> bool:
    """Whether the first of several rows names the columns; of two columns only where figures stand below."""
    width = max(map(len, rows), default=0)
    if len(rows) < 2 or not names_columns(rows[0], width):
        return False
    return width > 2 or (width == 2 and len(rows) > 2 and all(_VALUE.fullmatch(row[-1]) for row in rows[1:]))


def second_row_names(first: Row, second: Row) -> bool:
    """Whether two rows name the columns: ``first``, merged cells repeated, names several of them at once."""
    names = [cell for cell in second if cell]
    several = any(left and left == right for left, right in pairwise(first)) and len(set(first)) > 1
    return several and len(names) > 1 and not any(_VALUE.fullmatch(name) for name in names)


def joined_names(heads: Sequence[Row]) -> Row:
    """One name for each column that several rows name: "2026 Pris"."""
    width = max(map(len, heads))
    columns = ([row[index] for row in heads if index < len(row)] for index in range(width))
    return tuple(" ".join(dict.fromkeys(filter(None, column))) for column in columns)


def shown_number(value: float) -> str:
    """As a reader would write it: no exponent, no zeros at the end, at most ten decimals."""
    shown = f"{Decimal(repr(round(value, 10))):f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown
