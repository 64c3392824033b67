"""Cells of a register -> values: cleaned, never guessed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from babel import Locale

from ingest.loaders.columns import Columns
from ingest.loaders.grid import Row

T = TypeVar("T")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_DOTTED = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_YES = frozenset({"ja", "j", "yes", "y", "true", "x", "1", "samtykker", "sant"})


class Cells:
    """The cells of one row by the fields they hold. ``unread`` says what was not understood: it stays as text."""

    def __init__(self, columns: Columns, header: Row, cells: Row) -> None:
        self._columns = columns
        self._cells = cells
        self._header = header
        self.unread: list[tuple[str, str]] = []

    def text(self, name: str) -> str:
        return " ".join(self._columns.cell(name, self._cells).split())

    def several(self, name: str) -> tuple[str, ...]:
        """Split at semicolons and line ends."""
        return split_values(self._columns.cell(name, self._cells))

    def words(self, name: str) -> tuple[str, ...]:
        """Split at commas too, which stand in no such value: languages."""
        return split_values(self._columns.cell(name, self._cells).replace(",", ";"))

    def day(self, name: str) -> date | None:
        return self._read(name, read_day)

    def number(self, name: str) -> int | None:
        return self._read(name, _read_number)

    def says_yes(self, name: str) -> bool | None:
        """Only what plainly says yes; None where nothing is said."""
        said = self.text(name).casefold().rstrip(".!")
        return said in _YES if said else None

    def extra(self) -> tuple[tuple[str, str], ...]:
        """Columns that nothing is made for, and cells that could not be understood."""
        unknown = (
            (self._header[n].strip(), " ".join(self._cells[n].split()))
            for n in self._columns.unknown(self._header)
            if n < len(self._cells)
        )
        return (*(pair for pair in unknown if pair[1]), *self.unread)

    def _read(self, name: str, read: Callable[[str], T | None]) -> T | None:
        written = self.text(name)
        value = read(written) if written else None
        if written and value is None:
            place = self._columns.places[name][0]
            self.unread.append((self._header[place].strip(), written))
        return value


def split_values(cell: str) -> tuple[str, ...]:
    """The values of a list in a cell, without doubles, in order."""
    values = (" ".join(value.split()) for value in re.split(r"[;\n]", cell))
    return tuple(dict.fromkeys(value for value in values if value))


def read_day(text: str) -> date | None:
    """An ISO date, or day, month and year with dots or slashes; None for anything else."""
    try:
        if match := _ISO.fullmatch(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _DOTTED.fullmatch(text):
            return date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        return None
    return None


def _read_number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= 3 else None


def language_name(written: str) -> str:
    """The Norwegian name of the language that a tag stands for ("de-AT" -> "tysk"); anything else as it is written."""
    tag = written.strip().replace("_", "-").split("-")[0].lower()
    if tag in ("no", "nb", "nn"):
        return "norsk"
    name = Locale("nb").languages.get(tag) if written.strip().replace("-", "").isalpha() and tag else None
    return name or " ".join(written.split())
