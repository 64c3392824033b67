"""Which column of a register holds what, in Norwegian and English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.loaders.grid import Row

_FULL_NAME = (
    "navn", "name", "fullt navn", "full name", "organisasjon", "organisasjonsnavn", "organisation", "organization",
    "organisation name", "organization name", "bedrift", "bedriftsnavn", "firma", "firmanavn", "foretak", "virksomhet",
    "company", "company name", "medlem", "medlemsnavn", "member", "member name", "person", "deltaker", "participant",
)  # fmt: skip
_FIRST_NAME = ("fornavn", "first name", "given name", "firstname", "givenname")
_LAST_NAME = ("etternavn", "last name", "surname", "family name", "lastname")
_EMAIL = (
    "e-post", "epost", "email", "e-mail", "mail", "e-postadresse", "epostadresse", "email address", "e-mail address",
    "mailadresse",
)  # fmt: skip
_NOISE = re.compile(r"\(.*?\)|[*:]")


@dataclass(frozen=True, slots=True)
class Columns:
    """Positions of the columns that identify a row; ``name`` has two where first and last name stand apart."""

    name: tuple[int, ...] = ()
    email: int | None = None

    def name_in(self, cells: Row) -> str:
        parts = (_cell(cells, index) for index in self.name)
        return " ".join(part for part in parts if part)

    def email_in(self, cells: Row) -> str:
        return _cell(cells, self.email).lower() if self.email is not None else ""


def recognise(header: Row) -> Columns:
    """The columns that a header names. A person's own name goes before that of the organisation."""
    names = [normal_name(cell) for cell in header]
    first, last = _position(names, _FIRST_NAME), _position(names, _LAST_NAME)
    email = _position(names, _EMAIL)
    whole = _position(names, _FULL_NAME)
    own = whole is not None and names[whole] in ("navn", "name", "fullt navn", "full name")
    if first is not None and last is not None and not own:
        return Columns((first, last), email)
    return Columns((whole,) if whole is not None else (), email)


def normal_name(cell: str) -> str:
    """A column name as it is compared: lower case, single spaces, no marks or remarks in brackets."""
    return " ".join(_NOISE.sub(" ", cell).replace("_", " ").casefold().split())


def _position(names: Sequence[str], wanted: Iterable[str]) -> int | None:
    return next((names.index(name) for name in wanted if name in names), None)


def _cell(cells: Row, index: int) -> str:
    return " ".join(cells[index].split()) if index < len(cells) else ""
