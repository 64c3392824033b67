"""The rows of a workbook or a delimited file, as texts."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, datetime
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from ingest.loaders.delimited import read_records
from ingest.loaders.encoding import clean
from ingest.loaders.grid import Row
from knowledge.errors import Damaged, EmptyFile


@dataclass(frozen=True, slots=True)
class Sheet:
    """``name`` is '' for a file that has no sheets; ``first`` is the number by which ``rows[0]`` is told."""

    name: str
    rows: tuple[Row, ...]
    first: int = 1


def read_sheets(content: bytes, name: str) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    """The sheets of a workbook, or a delimited file as the only one; and what was not readable."""
    if name.lower().endswith(".xlsx"):
        return _workbook_sheets(content), ()
    records = read_records(content)
    rows = tuple(tuple(clean(cell).text.strip() for cell in row) for row in records.rows)
    return (Sheet("", rows),), records.warnings


def _workbook_sheets(content: bytes) -> tuple[Sheet, ...]:
    if not content:
        raise EmptyFile()
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        return tuple(
            Sheet(sheet.title, tuple(tuple(map(_text, row)) for row in sheet.iter_rows(values_only=True)))
            for sheet in book.worksheets
            if sheet.sheet_state == "visible"
        )
    except (
        BadZipFile,
        InvalidFileException,
        KeyError,
        ValueError,
        TypeError,
        EOFError,
        SyntaxError,
    ) as error:
        raise Damaged() from error


def _text(value: object) -> str:
    """A cell as a person reads it: no time at midnight, no ``.0``."""
    if isinstance(value, datetime):
        return value.date().isoformat() if not (value.hour or value.minute) else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "ja" if value else "nei"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else clean(str(value)).text.strip()
