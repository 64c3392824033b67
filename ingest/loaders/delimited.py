"""Delimited text (.csv, .tsv): one table, with whatever stands above it as paragraphs."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ingest.loaders.encoding import decode
from ingest.loaders.grid import Row, names_columns, table
from knowledge.errors import EmptyFile
from knowledge.models import Block, Document, Paragraph, Place

_DELIMITERS = ";,\t|"
_SAMPLE_CHARACTERS = 65_536
_LONGEST_FIELD = 2**31 - 1  # the standard library's own limit of 128 KB would refuse a file that is only odd

csv.field_size_limit(_LONGEST_FIELD)


@dataclass(frozen=True, slots=True)
class Records:
    """The rows of a delimited file; ``rows[0]`` is row 1 of the sheet that a spreadsheet would show."""

    rows: tuple[Row, ...]
    warnings: tuple[str, ...] = ()


def load(content: bytes, name: str) -> tuple[Document, ...]:
    """One document with one table; rows of uneven length are kept."""
    records = read_records(content)
    blocks = (*_above(records.rows), _table(records.rows))
    return (Document("", blocks, warnings=records.warnings),)


def read_records(content: bytes) -> Records:
    """All rows, empty ones too. Raises EmptyFile or WrongFormat."""
    decoded = decode(content)
    text, delimiter = decoded.text, ""
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) == 5:  # written by Excel
        text, delimiter = "\n" + rest, first[4]
    rows, warnings = _parsed(text, delimiter or _delimiter(text))
    if not any(cell.strip() for row in rows for cell in row):
        raise EmptyFile
    return Records(rows, decoded.warnings + warnings)


def header_index(rows: tuple[Row, ...]) -> int | None:
    """Where the column names stand: the first row as wide as most; None when that row holds values."""
    start = _table_start(rows)
    following = any(any(cell.strip() for cell in row) for row in rows[start + 1 :])
    return start if following and names_columns(rows[start], len(_trimmed(rows[start]))) else None


def _delimiter(text: str) -> str:
    """The one that cuts most rows, and among them the header, into the same number of fields."""
    sample = text[:_SAMPLE_CHARACTERS]
    return max(_DELIMITERS, key=lambda delimiter: _consistency(sample, delimiter))


def _consistency(sample: str, delimiter: str) -> tuple[float, int]:
    widths = [len(row) for row in _reader(sample, delimiter) if any(cell.strip() for cell in row)]
    if not widths:
        return 0.0, 0
    usual, count = (
        Counter(width for width in widths if width > 1).most_common(1)[0] if max(widths) > 1 else (1, 0)
    )
    # A decimal comma cuts the rows evenly too, but not the line with the names.
    names_too = widths[0] == usual or (widths[0] == 1 and usual > 2)
    return count / len(widths) if names_too else count / len(widths) / 2, usual


def _reader(
    text: str, delimiter: str, strict: bool = False, quoting: Literal[0, 1, 2, 3] = csv.QUOTE_MINIMAL
) -> Iterator[list[str]]:
    return csv.reader(
        io.StringIO(text, newline=""),
        delimiter=delimiter,
        strict=strict,
        quoting=quoting,
        skipinitialspace=True,
    )


def _parsed(text: str, delimiter: str) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    try:
        return tuple(tuple(row) for row in _reader(text, delimiter, strict=True)), ()
    except csv.Error as error:
        if "unexpected end" not in str(error):
            return tuple(tuple(row) for row in _reader(text, delimiter)), ()
    rows = tuple(tuple(row) for row in _reader(text, delimiter, quoting=csv.QUOTE_NONE))
    return rows, ("a quotation mark is opened and never closed, so quotation marks were read as text",)


def _trimmed(row: Row) -> Row:
    """A row without the empty cells at its end."""
    width = max((index + 1 for index, cell in enumerate(row) if cell.strip()), default=0)
    return row[:width]


def _table_start(rows: tuple[Row, ...]) -> int:
    """The first row that is not a title line above the table."""
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows]
    usual = Counter(count for count in filled if count).most_common(1)[0][0]
    return next(index for index, count in enumerate(filled) if count > 1 or (usual == 1 and count))


def _above(rows: tuple[Row, ...]) -> tuple[Block, ...]:
    texts = (" ".join(cell.strip() for cell in row if cell.strip()) for row in rows[: _table_start(rows)])
    return tuple(
        Paragraph(text, Place(rows=(number, number))) for number, text in enumerate(texts, start=1) if text
    )


def _table(rows: tuple[Row, ...]) -> Block:
    head = header_index(rows)
    first = _table_start(rows) if head is None else head + 1
    cells = [tuple(cell.strip() for cell in _trimmed(row)) for row in rows[first:]]
    while cells and not any(cells[-1]):
        cells.pop()
    header = None if head is None else tuple(cell.strip() for cell in _trimmed(rows[head]))
    place = Place(rows=(first + 1, first + len(cells)))
    return table(cells, header, place, first_row=first + 1)
