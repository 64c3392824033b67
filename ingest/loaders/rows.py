"""Registers of members and people (.csv, .tsv, .xlsx): one document for each row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from ingest.loaders.columns import Columns, member_columns, person_columns
from ingest.loaders.grid import Row
from ingest.loaders.said import TELLING, Said, distinct
from ingest.loaders.sheets import Sheet, read_sheets
from ingest.loaders.values import Cells, split_values
from knowledge.errors import EmptyFile, WrongFormat
from knowledge.models import Document, Fields, Place
from knowledge.rows import MemberRow, PersonRow

_HEADER_WITHIN = 20  # rows: a title and a remark may stand above the column names
Recognise = Callable[[Row], Columns]


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


def load_members(content: bytes, name: str, columns: Mapping[str, str]) -> tuple[Document, ...]:
    """One document for each organisation; its fragment is the organisation's name. ``columns`` is what cluster.toml
    says of the columns: their name in the file -> the field that they hold."""
    sheets, told = read_sheets(content, name)
    return member_documents(sheets, told, columns)


def load_people(content: bytes, name: str, columns: Mapping[str, str]) -> tuple[Document, ...]:
    """One document for each person; its fragment is the e-mail address, or the name of who has none."""
    sheets, told = read_sheets(content, name)
    return person_documents(sheets, told, columns)


def member_documents(
    sheets: Sequence[Sheet], told: Sequence[str], columns: Mapping[str, str]
) -> tuple[Document, ...]:
    """Likewise of sheets that are read already; ``told`` are warnings of the whole file."""
    return _documents(sheets, told, partial(member_columns, mapping=columns), _member)


def person_documents(
    sheets: Sequence[Sheet], told: Sequence[str], columns: Mapping[str, str]
) -> tuple[Document, ...]:
    return _documents(sheets, told, partial(person_columns, mapping=columns), _person)


def _member(columns: Columns, header: Row, cells: Row) -> tuple[Said | None, Cells]:
    found = Cells(columns, header, cells)
    name = columns.name_in(cells)
    row = MemberRow(
        name=name,
        type=found.text("type"),
        place=found.text("place"),
        website=found.text("website"),
        description=found.text("description"),
        tags=found.several("tags"),
        offers=found.several("offers"),
        needs=found.several("needs"),
        joined=found.day("joined"),
        left=found.day("left"),
        status=found.text("status"),
        contact_name=found.text("contact_name"),
        contact_email=found.text("contact_email").lower(),
        phone=found.text("phone"),
        number=found.text("number"),
        aliases=found.several("aliases"),
    )
    return (Said(name, name, replace(row, extra=found.extra())) if name else None), found


def _person(columns: Columns, header: Row, cells: Row) -> tuple[Said | None, Cells]:
    found = Cells(columns, header, cells)
    name, email = columns.name_in(cells), found.text("email").lower()
    row = PersonRow(
        name=name or email,
        email=email,
        organisation=found.text("organisation"),
        role=found.text("role"),
        place=found.text("place"),
        languages=found.words("languages"),
        topics=found.several("tags"),
        offers=found.several("offers"),
        needs=found.several("needs"),
        willing=found.number("willing"),
        consents=found.says_yes("consents"),
        paused_until=found.day("paused_until"),
        left=found.day("left"),
        status=found.text("status"),
        phone=found.text("phone"),
        website=found.text("website"),
    )
    title = name or email
    return (Said(title, email or title, replace(row, extra=found.extra())) if title else None), found


Say = Callable[[Columns, Row, Row], tuple[Said | None, Cells]]


def _registers(sheets: Sequence[Sheet], recognise: Recognise) -> Iterator[Register]:
    for sheet in sheets:
        for index, header in enumerate(sheet.rows[:_HEADER_WITHIN]):
            columns = recognise(header)
            if columns.name_somebody:
                below = enumerate(sheet.rows[index + 1 :], start=sheet.first + index + 1)
                yield Register(
                    sheet.name, header, columns, tuple(RegisterRow(n, row) for n, row in below if any(row))
                )
                break


def _documents(
    sheets: Sequence[Sheet], told: Sequence[str], recognise: Recognise, say: Say
) -> tuple[Document, ...]:
    """All rows as documents. What the file as a whole must warn of stands with the first of them."""
    registers = tuple(_registers(sheets, recognise))
    _require_names(sheets, registers)
    warnings = [*told, *_unread_sheets(sheets, registers), *_missing_columns(registers)]
    warnings += _unknown_columns(registers)
    documents: list[Document] = []
    used: set[str] = set()
    for register in registers:
        for row in register.rows:
            said, cells = say(register.columns, register.header, row.cells)
            warnings += _not_understood(register, row, cells)
            if said:
                documents.append(
                    _document(register, row, replace(said, fragment=distinct(said.fragment, used)))
                )
            else:
                warnings.append(f"{_where(register, row)} has no name and is not read: {_shortened(row)}")
    if not documents:
        raise WrongFormat("no row has a name", "fill the column with the names")
    documents[0] = replace(documents[0], warnings=tuple(warnings))
    return tuple(documents)


def _require_names(sheets: Sequence[Sheet], registers: tuple[Register, ...]) -> None:
    if not any(any(map(any, sheet.rows)) for sheet in sheets):
        raise EmptyFile()
    if not registers:
        raise WrongFormat("no column tells the name", 'call one column "Navn" or "Name" in the first row')


def _unread_sheets(sheets: Sequence[Sheet], registers: tuple[Register, ...]) -> Iterator[str]:
    named = {register.sheet for register in registers}
    for sheet in sheets:
        if sheet.name not in named and any(map(any, sheet.rows)):
            yield f'sheet "{sheet.name}" has no column with names and is not read'


def _missing_columns(registers: tuple[Register, ...]) -> Iterator[str]:
    """What no sheet has."""
    missing = set.intersection(*(set(register.columns.missing) for register in registers))
    for column in sorted(missing):
        yield f'cluster.toml names a column "{column}", which is not here; correct its name there, or here'


def _unknown_columns(registers: tuple[Register, ...]) -> Iterator[str]:
    for register in registers:
        unknown = [register.header[place].strip() for place in register.columns.unknown(register.header)]
        if unknown:
            yield f"columns that nothing is made for; they are kept and can be searched: {', '.join(unknown)}"


def _not_understood(register: Register, row: RegisterRow, cells: Cells) -> Iterator[str]:
    for column, written in cells.unread:
        yield f'{_where(register, row)}: "{written}" under {column} is not understood and is kept as text'


def _document(register: Register, row: RegisterRow, said: Said) -> Document:
    place = Place(sheet=register.sheet, rows=(row.number, row.number))
    names = register.header + ("",) * len(row.cells)
    pairs = (
        (name.strip().rstrip(":"), split_values(cell)) for name, cell in zip(names, row.cells, strict=False)
    )
    places = register.columns.places
    told = (names[at].strip().rstrip(":") for field in TELLING for at in places.get(field, ()))
    fields = Fields(tuple(pair for pair in pairs if pair[1]), place, frozenset(told))
    return Document(said.title, (fields,), fragment=said.fragment, row=said.row)


def _where(register: Register, row: RegisterRow) -> str:
    return f'row {row.number} of sheet "{register.sheet}"' if register.sheet else f"row {row.number}"


def _shortened(row: RegisterRow) -> str:
    return "; ".join(filter(None, row.cells))[:80]
