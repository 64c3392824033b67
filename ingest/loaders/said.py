"""What is said of an organisation or a person -> documents, for formats that have no columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

from knowledge.errors import WrongFormat
from knowledge.models import Document, Fields
from knowledge.rows import MemberRow, PersonRow

# What is read is in either language, and so are the names that it is found and quoted under.
_LABELS = {
    "name": "Navn / Name",
    "type": "Type",
    "email": "E-post / E-mail",
    "organisation": "Organisasjon / Organisation",
    "role": "Rolle / Role",
    "place": "Sted / Place",
    "website": "Nettsted / Website",
    "description": "Om / About",
    "languages": "Språk / Languages",
    "tags": "Stikkord / Tags",
    "topics": "Emner / Topics",
    "offers": "Tilbyr / Offers",
    "needs": "Ser etter / Needs",
    "joined": "Medlem siden / Member since",
    "left": "Sluttdato / Left",
    "status": "Status",
    "contact_name": "Kontaktperson / Contact",
    "contact_email": "E-post / E-mail",
    "phone": "Telefon / Phone",
    "number": "Organisasjonsnummer / Organisation number",
    "aliases": "Andre navn / Other names",
}
# What others look for, each value by itself; in a table the topics of a person stand under "tags".
TELLING = ("type", "role", "tags", "topics", "offers", "needs", "description")


@dataclass(frozen=True, slots=True)
class Said:
    """Who something is about, and what it says of them."""

    title: str
    fragment: str
    row: MemberRow | PersonRow
    modified: date | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that is not read, in one sentence."""

    sentence: str


def said_member(row: MemberRow, modified: date | None = None, warnings: Sequence[str] = ()) -> Said:
    return Said(row.name, row.name, row, modified, tuple(warnings))


def said_person(row: PersonRow, modified: date | None = None, warnings: Sequence[str] = ()) -> Said:
    """Who has no name is called by the e-mail address."""
    named = row if row.name else replace(row, name=row.email)
    return Said(named.name, row.email or named.name, named, modified, tuple(warnings))


def documents_of(found: Iterable[Said | Refused], told: Sequence[str], nobody: str) -> tuple[Document, ...]:
    """What ``told`` warns of and what is refused stands with the first document. Raises WrongFormat where there is
    none; ``nobody`` then says what is missing."""
    warnings = list(told)
    documents: list[Document] = []
    used: set[str] = set()
    for one in found:
        if isinstance(one, Refused):
            warnings.append(one.sentence)
        else:
            fragment = distinct(one.fragment, used)
            documents.append(
                Document(one.title, (fields_of(one.row),), one.modified, fragment, one.warnings, one.row)
            )
    if not documents:
        raise WrongFormat(
            "; ".join((nobody, *warnings[:1])), "mend it in the program that it comes from, or remove it"
        )
    documents[0] = replace(documents[0], warnings=(*warnings, *documents[0].warnings))
    return tuple(documents)


def distinct(fragment: str, used: set[str]) -> str:
    """The same name again becomes "NAME (2)"."""
    found, count = fragment, 1
    while found in used:
        count += 1
        found = f"{fragment} ({count})"
    used.add(found)
    return found


def fields_of(row: MemberRow | PersonRow) -> Fields:
    """A row as names and values that are searched and quoted."""
    pairs = (*_pairs(row), *((name, (value,)) for name, value in row.extra))
    return Fields(pairs, telling=frozenset(_LABELS[name] for name in TELLING))


def _pairs(row: MemberRow | PersonRow) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name in (field.name for field in fields(row) if field.name in _LABELS):
        value = getattr(row, name)
        if isinstance(value, tuple):
            values = value
        else:
            values = (value.isoformat() if isinstance(value, date) else value,) if value else ()
        if values:
            yield _LABELS[name], values
