"""The kinds of things that fall due: what is due, whose it is, and what can be done about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol

from knowledge.curated.troubles import Wrong
from knowledge.holdings.reminding import Course, Matter, Settled

Choice = Literal["confirm", "extend", "update", "archive", "restore", "edit", "delete", "read"]
# Where something is changed.
Home = Literal["added", "folder", "page", "answer", "profile"]


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands now. ``place`` is where it is, ``choices`` what can be pressed; ``opening`` its first words, for
    who may read ``audience`` ('' is their own). ``wrong`` is what a test of it found."""

    matter: Matter
    title: str
    home: Home
    choices: tuple[Choice, ...]
    place: str = ""
    url: str = ""
    confirmed_on: date | None = None
    confirmed_by: str = ""
    review_on: date | None = None
    expires_on: date | None = None
    opening: str = ""
    audience: str = ""
    wrong: tuple[Wrong, ...] = ()


@dataclass(frozen=True, slots=True)
class Gone:
    """There is nothing of that name any more."""

    subject: str


class Kind(Protocol):
    """One kind of thing; ``name`` is that of its matters. Days and times are in the cluster's zone."""

    @property
    def name(self) -> str: ...

    def due(self, day: date) -> Iterator[Matter]: ...

    def course(self, matter: Matter) -> Course: ...

    def standing(self, matter: Matter) -> Standing | Gone: ...

    def do(self, choice: Choice, matter: Matter, by: str, now: datetime) -> Settled:
        """'overtaken' where it is not any more as ``matter`` has it; nothing is done then."""
        ...
