"""Three people for somebody who is new: one who can help, one with a like challenge, one who knows the cluster."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Literal

from knowledge.directory.directory import Person
from knowledge.matching.affinities import sought
from knowledge.matching.barriers import between, capacity, of_person
from knowledge.matching.likeness import Asked, Fit, Likeness
from knowledge.matching.past import Past
from knowledge.matching.suggestions import Meeting, Shared, UnknownAsker, named, shared_by, suits
from knowledge.models import Asker
from knowledge.reading.concepts import kinds_of
from knowledge.records.view import View

Role = Literal["helper", "peer", "host"]
ROLES: tuple[Role, ...] = ("helper", "peer", "host")
# Of how many for each role the three are chosen together.
_LOOKED_AT = 10
_PRICE_OF_LOAD = 0.1
_YEAR = 365
# Who has been here for as long knows the cluster, and more years say little more.
_SETTLED_YEARS, _YEARS_THAT_COUNT = 1.0, 5.0
_MEETINGS_THAT_COUNT = 5
_ACQUAINTED = 2
# What a host is chosen by, and how much each may weigh.
_TENURE, _ACQUAINTANCE, _WILLING, _PLACE, _KIND = 0.4, 0.2, 0.2, 0.1, 0.1


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to meet and as what. ``fit`` is the pair of values that says why, None for a host; ``since`` is when a
    host's organisation joined, where that is known."""

    role: Role
    person: Person
    score: float
    fit: Fit | None = None
    since: date | None = None
    shared: tuple[Shared, ...] = ()


@dataclass(frozen=True, slots=True)
class Company:
    """At most one contact for each role, in their order, each of another organisation."""

    newcomer: Person
    contacts: tuple[Contact, ...]


class Newcomers:
    def __init__(self, view: View, likeness: Likeness) -> None:
        self._view = view
        self._likeness = likeness

    def company(self, email: str, reader: Asker, day: date, past: Past) -> Company | UnknownAsker:
        """``reader`` is as whom the registers are read. Raises EmbeddingFailed."""
        rows = self._view.rows(reader.audiences)
        newcomer = named(email, rows)
        if newcomer is None or not newcomer.is_active(day):
            return UnknownAsker(email)
        meeting = Meeting(newcomer, reader, day, past)
        there = [one for one in rows.directory.people_on(day).all if _may_meet(one, meeting)]
        helpers = self._likeness.helpers(_each(sought(newcomer)), there)
        on_their_mind = (*newcomer.row.needs, *newcomer.row.topics)
        peers = self._likeness.seekers(_each(on_their_mind), there)
        contacts = (
            *_by_fit("helper", there, helpers, meeting),
            *_by_fit("peer", there, peers, meeting),
            *_hosts(there, meeting),
        )
        return Company(newcomer, _together(contacts))


def _each(texts: Iterable[str]) -> tuple[Asked, ...]:
    return tuple(Asked(text, (text,)) for text in texts)


def _may_meet(one: Person, meeting: Meeting) -> bool:
    day, past = meeting.day, meeting.past
    return of_person(one, day, past) is None and between(meeting.asker, one, day, past) is None


def _by_fit(
    role: Role, there: Iterable[Person], fits: Mapping[str, Fit], meeting: Meeting
) -> Iterator[Contact]:
    for one in there:
        fit = fits.get(one.row.email)
        if fit and suits(fit):
            shared = tuple(shared_by(one, meeting.asker))
            yield Contact(role, one, fit.score - _price(one, meeting.past), fit, shared=shared)


def _hosts(there: Iterable[Person], meeting: Meeting) -> Iterator[Contact]:
    """Whose organisation has been here for a year, or who has met others through introductions already."""
    met = _acquainted(meeting.past)
    for one in there:
        joined = one.organisation.row.joined if one.organisation else None
        years = (meeting.day - joined).days / _YEAR if joined else 0.0
        count = met.get(one.row.email.lower(), 0)
        if years >= _SETTLED_YEARS or count >= _ACQUAINTED:
            shared = tuple(each for each in shared_by(one, meeting.asker) if each != "complement")
            score = _welcome(one, years, count, meeting) - _price(one, meeting.past)
            yield Contact("host", one, score, since=joined, shared=shared)


def _welcome(one: Person, years: float, count: int, meeting: Meeting) -> float:
    """How good a host somebody is, at most 1."""
    newcomer = meeting.asker
    homes = one.organisation, newcomer.organisation
    kinds = [kinds_of(home.row.type) if home else frozenset() for home in homes]
    return (
        _TENURE * min(years / _YEARS_THAT_COUNT, 1.0)
        + _ACQUAINTANCE * min(count / _MEETINGS_THAT_COUNT, 1.0)
        + _WILLING * min(capacity(one) / 4, 1.0)
        + _PLACE * ("place" in shared_by(one, newcomer))
        + _KIND * bool(kinds[0] & kinds[1])
    )


def _acquainted(past: Past) -> Mapping[str, int]:
    """How many others each has met through introductions."""
    met: dict[str, int] = {}
    for pair in past.met:
        for person in pair:
            met[person] = met.get(person, 0) + 1
    return met


def _price(one: Person, past: Past) -> float:
    """Who has had much of what they want this month is left to others."""
    return _PRICE_OF_LOAD * past.load.get(one.row.email.lower(), 0) / max(1, capacity(one))


def _together(contacts: Sequence[Contact]) -> tuple[Contact, ...]:
    """One for each role, as many roles as can be, and the best of those."""
    likely: list[tuple[Contact | None, ...]] = []
    for role in ROLES:
        those = [one for one in contacts if one.role == role]
        those.sort(key=lambda one: (-one.score, one.person.row.email))
        likely.append((*_of_each_home(those)[:_LOOKED_AT], None))
    choices = (tuple(one for one in choice if one) for choice in product(*likely))
    return max(
        filter(_are_of_three_homes, choices), key=lambda one: (len(one), sum(each.score for each in one))
    )


def _of_each_home(ordered: Sequence[Contact]) -> list[Contact]:
    """The best two of each organisation: the second where the first has another role."""
    kept: dict[str, list[Contact]] = {}
    for one in ordered:
        if len(kept.setdefault(_home(one), [])) < 2:
            kept[_home(one)].append(one)
    return [one for one in ordered if any(one is each for each in kept[_home(one)])]


def _are_of_three_homes(choice: Sequence[Contact]) -> bool:
    return len({_home(one) for one in choice}) == len(choice)


def _home(one: Contact) -> str:
    return one.person.organisation_name.casefold() or one.person.row.email.lower()
