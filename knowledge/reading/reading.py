"""What a question says of rows."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.directory.directory import Organisation, Person
from knowledge.reading.stretches import Period


@dataclass(frozen=True, slots=True)
class Reading:
    """``topic`` is what is left when all else is understood; ``signs`` are the phrases of that name that occur.

    ``title`` is the same with kinds and places, which an event may be called after, and without dates;
    ``beyond`` is what is left when also all that a register says of somebody is taken out. ``kinds`` and ``types`` are
    kinds of organisation, by their concept and as the register writes them; ``employer`` is an organisation that only
    people of the register name. ``column`` is one of
    the organisation's own, that nothing is made for and that is asked for. ``elsewhere`` is a place, and ``stranger``
    an organisation, that nobody bears.
    """

    text: str
    signs: frozenset[str]
    title: str
    topic: str
    beyond: str = ""
    period: Period | None = None
    kinds: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    kind_words: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    organisation: Organisation | None = None
    column: str = ""
    employer: str = ""
    person: Person | None = None
    group_by: str = ""
    elsewhere: str = ""
    stranger: str = ""

    def has(self, *signs: str) -> bool:
        return not self.signs.isdisjoint(signs)

    @property
    def names_members(self) -> bool:
        return self.has("member") or self.names_kinds

    @property
    def names_kinds(self) -> bool:
        return bool(self.kinds or self.types)
