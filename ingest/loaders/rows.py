"""Registers of members and people (.csv, .tsv, .xlsx): one document for each row."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from ingest.loaders.columns import Columns, recognise
from ingest.loaders.delimited import read_records
from ingest.loaders.grid import Row
from knowledge.errors import Damaged, EmptyFile, WrongFormat
from knowledge.models import Document, Paragraph, Place

_HEADER_WITHIN = 20  # rows: a title and a remark may stand above the column names


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One row with text in it; ``number`` is its row in the sheet, ``cells`` stand under ``Register.header``."""

    number: int
    cells: Row


@dataclass(frozen=True, slots=True)
class Register:
    """One sheet of a register, with the columns that tell whom each row is about."""

    sheet: str
    header: Row
    columns: Columns
    rows: tuple[RegisterRow, ...]


@dataclass(frozen=True, slots=True)
class Registers:
    sheets: tuple[Register, ...]
    warnings: tuple[str, ...] = ()


def load_members(content: bytes, name: str) -> tuple[Document, ...]:
    """One document for each organisation; its fragment is the organisation's name."""
    return _documents(read_registers(content, name), by_email=False)


def load_people(content: bytes, name: str) -> tuple[Document, ...]:
    """One document for each person; its fragment is the e-mail address, or the name of who has none."""
    return _documents(read_registers(content, name), by_email=True)


def read_registers(content: bytes, name: str) -> Registers:
    """The sheets whose columns name somebody. Raises WrongFormat when there is none."""
    sheets, warnings = _sheets(content, name)
    found = tuple(register for sheet, rows in sheets for register in _register(sheet, rows))
    if not any(any(any(row) for row in rows) for _, rows in sheets):
        raise EmptyFile()
    if not found:
        raise WrongFormat("no column tells the name", 'call one column "Navn" or "Name" in the first row')
    named = {register.sheet for register in found}
    unread = (sheet for sheet, rows in sheets if sheet not in named and any(map(any, rows)))
    return Registers(
        found, (*warnings, *(f'sheet "{sheet}" has no column with names and is not read' for sheet in unread))
    )


def _sheets(content: bytes, name: str) -> tuple[list[tuple[str, tuple[Row, ...]]], tuple[str, ...]]:
    if name.lower().endswith(".xlsx"):
        return _workbook_sheets(content), ()
    records = read_records(content)
    return [("", tuple(tuple(cell.strip() for cell in row) for row in records.rows))], records.warnings


def _workbook_sheets(content: bytes) -> list[tuple[str, tuple[Row, ...]]]:
    if not content:
        raise EmptyFile()
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        return [
            (sheet.title, tuple(tuple(map(_text, row)) for row in sheet.iter_rows(values_only=True)))
            for sheet in book.worksheets
            if sheet.sheet_state == "visible"
        ]
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
    return "" if value is None else str(value).strip()


def _register(sheet: str, rows: tuple[Row, ...]) -> Iterator[Register]:
    for index, header in enumerate(rows[:_HEADER_WITHIN]):
        columns = recognise(header)
        if columns.name or columns.email is not None:
            below = enumerate(rows[index + 1 :], start=index + 2)
            yield Register(sheet, header, columns, tuple(RegisterRow(n, row) for n, row in below if any(row)))
            return


def _documents(registers: Registers, by_email: bool) -> tuple[Document, ...]:
    """All rows as documents. What the file as a whole must warn of stands with the first of them."""
    documents: list[Document] = []
    warnings = list(registers.warnings)
    used: set[str] = set()
    for register in registers.sheets:
        for row in register.rows:
            name, email = register.columns.name_in(row.cells), register.columns.email_in(row.cells)
            title = name or (email if by_email else "")
            if title:
                fragment = _distinct((email if by_email else "") or title, used)
                documents.append(_document(register, row, title, fragment))
            else:
                warnings.append(_nameless(register, row))
    if not documents:
        raise WrongFormat("no row has a name", "fill the column with the names")
    documents[0] = replace(documents[0], warnings=tuple(warnings))
    return tuple(documents)


def _document(register: Register, row: RegisterRow, title: str, fragment: str) -> Document:
    place = Place(sheet=register.sheet, rows=(row.number, row.number))
    names = register.header + ("",) * len(row.cells)
    pairs = ((name.strip().rstrip(":"), cell) for name, cell in zip(names, row.cells, strict=False) if cell)
    lines = (f"{name}: {cell}" if name else cell for name, cell in pairs)
    return Document(
        title, (Paragraph("\n".join(" ".join(line.split()) for line in lines), place),), fragment=fragment
    )


def _distinct(fragment: str, used: set[str]) -> str:
    """The same name again becomes "NAME (2)"."""
    distinct, count = fragment, 1
    while distinct in used:
        count += 1
        distinct = f"{fragment} ({count})"
    used.add(distinct)
    return distinct


def _nameless(register: Register, row: RegisterRow) -> str:
    where = f'row {row.number} of sheet "{register.sheet}"' if register.sheet else f"row {row.number}"
    return f"{where} has no name and is not read: {'; '.join(filter(None, row.cells))[:80]}"
