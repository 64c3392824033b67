"""What has been between people, as of one moment: all that matching needs to know of introductions.

People are named by their e-mail addresses, in lower case throughout; organisations by ``directory.names.folded``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from knowledge.directory.names import folded
from knowledge.introductions.asks import asks_of, benched, parts_of
from knowledge.introductions.hours import same_month
from knowledge.introductions.introduction import UNDER_WAY, Introduction
from knowledge.introductions.profile import Profile

MET_FREEZE = relativedelta(months=6)
ORGANISATIONS_FREEZE = relativedelta(months=1)
DECLINED_FREEZE = relativedelta(months=12)


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """Two people, or two organisations, whichever is named first. Made by ``of`` and ``of_organisations``."""

    one: str
    other: str

    @classmethod
    def of(cls, one: str, other: str) -> Pair:
        return cls(*sorted((one.lower(), other.lower())))

    @classmethod
    def of_organisations(cls, one: str, other: str) -> Pair:
        return cls(*sorted((folded(one), folded(other))))


@dataclass(frozen=True, slots=True)
class NotWith:
    """Whom somebody does not want to meet: secret, and never told to anybody, coordinators included."""

    people: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()

    def covers(self, email: str, organisation: str) -> bool:
        return email.lower() in self.people or folded(organisation) in self.organisations


@dataclass(frozen=True, slots=True)
class History:
    """As of ``day`` (the cluster's). Who is missing from a mapping has nothing there.

    ``load`` counts the introductions of this calendar month that a person was asked to, or asked for; ``open_asks``
    those that wait for their answer, or that they asked for and that wait for another's. ``met`` (pairs of people) and
    ``met_organisations`` hold the day they were last introduced to each other, ``declined`` the day one of them, or a
    coordinator, last said no. ``under_way`` are pairs with an introduction that is not finished. ``benched`` left
    three asks in a row without an answer and have not returned.
    """

    day: date
    load: Mapping[str, int] = field(default_factory=dict)
    open_asks: Mapping[str, int] = field(default_factory=dict)
    met: Mapping[Pair, date] = field(default_factory=dict)
    met_organisations: Mapping[Pair, date] = field(default_factory=dict)
    declined: Mapping[Pair, date] = field(default_factory=dict)
    under_way: frozenset[Pair] = frozenset()
    benched: frozenset[str] = frozenset()
    not_with: Mapping[str, NotWith] = field(default_factory=dict)

    def met_lately(self, pair: Pair) -> bool:
        return pair in self.met and self.day < self.met[pair] + MET_FREEZE

    def organisations_met_lately(self, pair: Pair) -> bool:
        return (
            pair in self.met_organisations and self.day < self.met_organisations[pair] + ORGANISATIONS_FREEZE
        )

    def declined_lately(self, pair: Pair) -> bool:
        return pair in self.declined and self.day < self.declined[pair] + DECLINED_FREEZE


def compiled(
    introductions: Sequence[Introduction], profiles: Iterable[Profile], now: datetime, zone: ZoneInfo
) -> History:
    """What these introductions and profiles come to, now, in the cluster's zone."""
    known = tuple(profiles)
    parts = [part for one in introductions for part in parts_of(one)]
    met = [(one, one.introduced.astimezone(zone).date()) for one in introductions if one.introduced]
    no = [(one, one.since.astimezone(zone).date()) for one in introductions if one.state == "declined"]
    return History(
        day=now.astimezone(zone).date(),
        load=Counter(part.person for part in parts if same_month(part.since, now, zone)),
        open_asks=Counter(part.person for part in parts if part.is_open),
        met=_latest((Pair.of(*one.parties), day) for one, day in met),
        met_organisations=_latest((_houses(one), day) for one, day in met if all(_names(one))),
        declined=_latest((Pair.of(*one.parties), day) for one, day in no),
        under_way=frozenset(Pair.of(*one.parties) for one in introductions if one.state in UNDER_WAY),
        benched=benched(
            (ask for one in introductions for ask in asks_of(one)),
            {profile.email: profile.returned for profile in known if profile.returned},
        ),
        not_with={profile.email: secret for profile in known if (secret := _secret(profile)) != NotWith()},
    )


def _latest(dated: Iterable[tuple[Pair, date]]) -> dict[Pair, date]:
    latest: dict[Pair, date] = {}
    for pair, day in dated:
        latest[pair] = max(day, latest.get(pair, day))
    return latest


def _names(introduction: Introduction) -> tuple[str, str]:
    return introduction.wish.first_organisation, introduction.wish.second_organisation


def _houses(introduction: Introduction) -> Pair:
    return Pair.of_organisations(*_names(introduction))


def _secret(profile: Profile) -> NotWith:
    return NotWith(
        frozenset(email.lower() for email in profile.not_with_people),
        frozenset(name for name in map(folded, profile.not_with_organisations) if name),
    )
