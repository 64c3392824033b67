"""What has been between people, as of one moment: what matching needs to know, and what a proposal is judged by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from knowledge.directory.names import folded
from knowledge.introductions.asks import asks_of, benched, parts_of
from knowledge.introductions.hours import same_month
from knowledge.introductions.introduction import UNDER_WAY, Introduction
from knowledge.introductions.limits import OPEN_AT_ONCE
from knowledge.introductions.profile import Profile
from knowledge.matching.past import Pair, Past

# As long as ``matching.barriers`` keeps them apart; a test holds both to the same day.
MET_FREEZE = timedelta(days=183)
DECLINED_FREEZE = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class History:
    """As of ``day`` (the cluster's). People are e-mail addresses, organisations names, all casefolded; who is missing
    from a mapping has nothing there.

    Of ``past``: ``load`` counts the introductions of this calendar month that a person was asked to, or asked for;
    ``met`` and ``organisations_met`` hold the day they were last introduced to each other, ``declined`` the day one of
    them, or a coordinator, last said no; ``benched`` left three asks in a row without an answer and have not returned.
    ``open_asks`` are asks that wait for a person's answer, and proposals of theirs that wait for another's.
    ``under_way`` are pairs with an introduction that is not finished, ``homes_under_way`` those of their organisations.
    """

    day: date
    past: Past = field(default_factory=Past)
    open_asks: Mapping[str, int] = field(default_factory=dict)
    under_way: frozenset[Pair] = frozenset()
    homes_under_way: frozenset[Pair] = frozenset()

    def for_matching(self) -> Past:
        """The past, and what goes on now in its terms: who is being introduced is kept apart as if they had met today,
        and so are their organisations, and who has as many open asks as anybody may have is not to be asked now."""
        busy = frozenset(email for email, count in self.open_asks.items() if count >= OPEN_AT_ONCE)
        met = {**self.past.met, **dict.fromkeys(self.under_way, self.day)}
        homes = {**self.past.organisations_met, **dict.fromkeys(self.homes_under_way, self.day)}
        return replace(self.past, met=met, organisations_met=homes, benched=self.past.benched | busy)

    def met_lately(self, pair: Pair) -> bool:
        last = self.past.met.get(pair)
        return last is not None and self.day - last < MET_FREEZE

    def declined_lately(self, pair: Pair) -> bool:
        last = self.past.declined.get(pair)
        return last is not None and self.day - last < DECLINED_FREEZE

    def will_not_meet(self, person: str, email: str, organisation: str) -> bool:
        """Secret, and never told to anybody, coordinators included."""
        refused = self.past.not_with.get(person, frozenset())
        return email in refused or (organisation != "" and folded(organisation) in map(folded, refused))


def pair_of(introduction: Introduction) -> Pair:
    return frozenset(introduction.parties)


def compiled(
    introductions: Sequence[Introduction], profiles: Iterable[Profile], now: datetime, zone: ZoneInfo
) -> History:
    """What these introductions and profiles come to, now, in the cluster's zone."""
    known = tuple(profiles)
    parts = [part for one in introductions for part in parts_of(one)]
    met = [(one, one.introduced.astimezone(zone).date()) for one in introductions if one.introduced]
    no = [(one, one.since.astimezone(zone).date()) for one in introductions if one.state == "declined"]
    going_on = [one for one in introductions if one.state in UNDER_WAY]
    past = Past(
        load=Counter(part.person for part in parts if same_month(part.since, now, zone)),
        met=_latest((pair_of(one), day) for one, day in met),
        declined=_latest((pair_of(one), day) for one, day in no),
        organisations_met=_latest((homes, day) for one, day in met if len(homes := _homes(one)) == 2),
        benched=benched(
            (ask for one in introductions for ask in asks_of(one)),
            {profile.email: profile.returned for profile in known if profile.returned},
        ),
        not_with={profile.email: secret for profile in known if (secret := _secret(profile))},
    )
    return History(
        day=now.astimezone(zone).date(),
        past=past,
        open_asks=Counter(part.person for part in parts if part.is_open),
        under_way=frozenset(pair_of(one) for one in going_on),
        homes_under_way=frozenset(homes for one in going_on if len(homes := _homes(one)) == 2),
    )


def _latest(dated: Iterable[tuple[Pair, date]]) -> dict[Pair, date]:
    latest: dict[Pair, date] = {}
    for pair, day in dated:
        latest[pair] = max(day, latest.get(pair, day))
    return latest


def _homes(introduction: Introduction) -> Pair:
    """Both organisations, as matching names them; fewer than two where one is not known."""
    names = (introduction.proposal.first_organisation, introduction.proposal.second_organisation)
    return frozenset(name.casefold() for name in names if name)


def _secret(profile: Profile) -> frozenset[str]:
    return frozenset(one.casefold() for one in (*profile.not_with_people, *profile.not_with_organisations))
