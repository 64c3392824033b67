"""Members and people as an asker may know them: what several rows say, put together by how far each is trusted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from knowledge.directory.merging import domain_of, grouped
from knowledge.directory.names import folded
from knowledge.directory.self_told import said_fields, source_of
from knowledge.directory.standing import Standing
from knowledge.introductions.profile import Profile, overlaid, row_of
from knowledge.models import SourceInfo
from knowledge.records.register import Told
from knowledge.rows import TRUST, MemberRow, PersonRow

_RESIGNED = re.compile(
    r"utmeldt|utmeld|meldt seg ut|tidligere|avsluttet|opphørt|inaktiv|slettet"
    r"|resigned|withdrawn|former|inactive|ended|left|closed",
    re.IGNORECASE,
)
_NOT_MERGED = ("name", "trust")
R = TypeVar("R", MemberRow, PersonRow)


@dataclass(frozen=True, slots=True)
class Organisation:
    """``row`` holds the value of each field from the most trusted and newest row that has one, and all values of its
    lists; ``told`` says which source each field was taken from. ``names`` are all its spellings, its own first."""

    row: MemberRow
    names: tuple[str, ...]
    sources: tuple[SourceInfo, ...]
    told: Mapping[str, SourceInfo] = field(compare=False)

    @property
    def name(self) -> str:
        return self.names[0]

    def is_member(self, day: date) -> bool:
        """Not where its status says that it has left, nor after its last day."""
        return not _RESIGNED.search(self.row.status) and (self.row.left is None or self.row.left >= day)


@dataclass(frozen=True, slots=True)
class Person:
    """Likewise of a person. ``organisation`` is the one of the register, where it is known there."""

    row: PersonRow
    sources: tuple[SourceInfo, ...]
    told: Mapping[str, SourceInfo] = field(compare=False)
    organisation: Organisation | None = None

    @property
    def name(self) -> str:
        return self.row.name

    @property
    def organisation_name(self) -> str:
        return self.organisation.name if self.organisation else self.row.organisation

    def is_active(self, day: date) -> bool:
        return not _RESIGNED.search(self.row.status) and (self.row.left is None or self.row.left >= day)


class Directory:
    """``organisations`` and ``people`` hold everybody that was ever in the register; the methods only who is now.

    ``profiles`` are laid over what registers say of people; who is in no register is known by their profile alone.
    """

    def __init__(
        self,
        members: Iterable[Told[MemberRow]],
        people: Iterable[Told[PersonRow]],
        profiles: Iterable[Profile] = (),
    ) -> None:
        self._members = tuple(members)
        self._people = tuple(people)
        self._profiles = {profile.email: profile for profile in profiles}
        # Of the last day that was asked about: most questions are about the same one.
        self._members_on: dict[date, Standing[Organisation]] = {}
        self._people_on: dict[date, Standing[Person]] = {}

    @cached_property
    def organisations(self) -> tuple[Organisation, ...]:
        return tuple(
            _organisation([self._members[place] for place in group.places])
            for group in grouped(self._members)
        )

    @cached_property
    def people(self) -> tuple[Person, ...]:
        together: dict[str, list[Told[PersonRow]]] = {}
        for told in self._people:
            key = told.row.email or f"{folded(told.row.name)} {folded(told.row.organisation)}"
            together.setdefault(key, []).append(told)
        registered = {told.row.email.lower() for told in self._people}
        alone = (one for one in self._profiles.values() if one.stands_alone and one.email not in registered)
        return (*map(self._person, together.values()), *map(self._unregistered, alone))

    def members_on(self, day: date) -> Standing[Organisation]:
        if day not in self._members_on:
            self._members_on = {day: Standing(one for one in self.organisations if one.is_member(day))}
        return self._members_on[day]

    def people_on(self, day: date) -> Standing[Person]:
        """Active people whose organisation has not resigned."""
        if day not in self._people_on:
            there = {id(one) for one in self.members_on(day).all}
            self._people_on = {
                day: Standing(
                    one
                    for one in self.people
                    if one.is_active(day) and (one.organisation is None or id(one.organisation) in there)
                )
            }
        return self._people_on[day]

    def _person(self, told: Sequence[Told[PersonRow]]) -> Person:
        row, by_field, sources = _merged(told)
        person = Person(row, sources, by_field)
        profile = self._profiles.get(row.email.lower())
        return self._at_home(_laid_over(person, profile) if profile else person)

    def _unregistered(self, profile: Profile) -> Person:
        source = source_of(profile)
        told = dict.fromkeys(("name", "email", *said_fields(profile)), source)
        return self._at_home(Person(row_of(profile), (source,), told))

    def _at_home(self, person: Person) -> Person:
        row = person.row
        named = self._by_name.get(folded(row.organisation)) if row.organisation else None
        home = named or (None if row.organisation else self._by_domain.get(domain_of(row.email)))
        return replace(person, organisation=home)

    @cached_property
    def _by_name(self) -> dict[str, Organisation]:
        return {folded(name): one for one in reversed(self.organisations) for name in one.names}

    @cached_property
    def _by_domain(self) -> dict[str, Organisation]:
        known = ((domain_of(one.row.contact_email), one) for one in reversed(self.organisations))
        return {domain: one for domain, one in known if domain}


def _organisation(told: Sequence[Told[MemberRow]]) -> Organisation:
    row, by_field, sources = _merged(told)
    names = (name for one in ranked(told) for name in (one.row.name, *one.row.aliases))
    return Organisation(row, tuple(dict.fromkeys(names)), sources, by_field)


def _laid_over(person: Person, profile: Profile) -> Person:
    """Their own word is the first source of a person of whom it says anything."""
    row, said = overlaid(person.row, profile), said_fields(profile)
    if not said:
        return replace(person, row=row)
    source = source_of(profile)
    return replace(
        person,
        row=row,
        sources=(source, *person.sources),
        told={**person.told, **dict.fromkeys(said, source)},
    )


def _merged(told: Sequence[Told[R]]) -> tuple[R, dict[str, SourceInfo], tuple[SourceInfo, ...]]:
    """One row out of several: scalars from the first that has them, lists together. A no is a value: it goes before a
    yes of whose word counts for less."""
    first = ranked(told)
    values: dict[str, Any] = {}
    by_field: dict[str, SourceInfo] = {"name": first[0].source}
    for name in (one.name for one in fields(first[0].row) if one.name not in _NOT_MERGED):
        filled = [one for one in first if getattr(one.row, name) not in (None, "", ())]
        if filled:
            by_field[name] = filled[0].source
            values[name] = _value([getattr(one.row, name) for one in filled])
    return replace(first[0].row, **values), by_field, tuple(one.source for one in first)


def _value(found: Sequence[Any]) -> Any:
    if not isinstance(found[0], tuple):
        return found[0]
    together = {str(item).casefold(): item for values in reversed(found) for item in reversed(values)}
    return tuple(reversed(together.values()))


def ranked(told: Sequence[Told[R]]) -> list[Told[R]]:
    """The most trusted first, then the newest."""
    return sorted(
        told,
        key=lambda one: (TRUST.index(one.row.trust), one.source.updated or date.min),
        reverse=True,
    )
