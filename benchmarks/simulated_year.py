"""A year of introductions in a made cluster: rounds and asks, through the real records, with answers that are made up.

Each working day at nine: what has run out expires, what is due is said under the real limits, and people answer what
they were asked, some days later, or never.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import numpy as np

from benchmarks.choosers import Chooser, may_meet, optimum
from benchmarks.made_cluster import MadeCluster
from knowledge.introductions.asks import asks_of, parts_of
from knowledge.introductions.events import CheckedIn, Clock, Concluded, Introduced, Member, No, Reaction, Yes
from knowledge.introductions.history import History
from knowledge.introductions.hours import is_working_day
from knowledge.introductions.introduction import Introduction, Proposal
from knowledge.introductions.limits import A_MONTH, Allowance
from knowledge.introductions.measures import Measures, measure
from knowledge.introductions.mixing import room, takes_part
from knowledge.introductions.notices import Notice
from knowledge.introductions.policy import Policy
from knowledge.matching.barriers import capacity
from knowledge.matching.candidates import Mixing
from knowledge.matching.rounds import mutual
from knowledge.records.database import open_database, sqlite_url
from knowledge.records.introductions import Introductions
from knowledge.records.notices import Claimed, Notices
from knowledge.records.profiles import Profiles

ZONE = ZoneInfo("Europe/Oslo")
FIRST = date(2026, 1, 1)
_YES, _NO = 0.7, 0.85  # the rest stay silent
_SLOWEST_DAYS = 4
_FREEZE_OF_ORGANISATIONS = timedelta(days=30)


@dataclass(frozen=True)
class Plan:
    """``asks`` are spread over the months evenly, and over the days of each by chance."""

    months: int = 12
    asks: int = 300
    seed: int = 1


@dataclass
class Scores:
    """Of rounds: the sum of scores that was reached and the largest possible, and each one's part of people covered."""

    reached: float = 0.0
    possible: float = 0.0
    covered: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Year:
    """``above_capacity`` counts people and months in which somebody was asked more often than they want, or had more
    than three introductions; ``organisations_again`` introductions of two organisations within a month of another."""

    measures: Measures
    scores: Scores
    held_back: int
    above_capacity: int
    organisations_again: int


class Simulation:
    def __init__(self, cluster: MadeCluster, chooser: Chooser, plan: Plan, folder: Path) -> None:
        engine = open_database(sqlite_url(folder / "year.db"))
        numbers = count()
        self._introductions = Introductions(engine, ZONE, lambda: f"{next(numbers):06}")
        self._notices = Notices(engine, ZONE)
        self._cluster = cluster
        self._people = {one.row.email: one for one in cluster.people}
        self._willing = frozenset(
            one.row.email for one in cluster.people if one.row.consents and one.row.willing
        )
        self._mutual = mutual(cluster.directed)
        self._chooser = chooser
        self._plan = plan
        self._random = Random(plan.seed)
        self._answers: list[tuple[datetime, int, str, Reaction]] = []
        self._scores = Scores()
        self._held_back = 0
        for profile in cluster.profiles:
            Profiles(engine).save(profile, datetime.combine(FIRST, time(8), ZONE))

    def run(self) -> Year:
        asks = self._ask_days()
        held: set[int] = set()
        # Two months after the last round, all that was asked is answered or has run out.
        for day in _days(self._plan.months + 2):
            now = datetime.combine(day, time(9), ZONE)
            self._introductions.expire(now)
            self._answer(now)
            month = _month(day)
            if month < self._plan.months and month not in held:
                held.add(month)
                self._hold_round(now)
            for _ in range(asks.pop(day, 0)):
                self._ask(now)
            self._say_what_is_due(now)
        return self._year()

    def _ask_days(self) -> Counter[date]:
        days = list(_days(self._plan.months))
        return Counter(self._random.choices(days, k=self._plan.asks))

    def _mixing(self, history: History) -> Mixing:
        rooms = [room(one, history, 2) if takes_part(one, history) else 0 for one in self._cluster.people]
        return Mixing(
            self._cluster.people, self._mutual, np.array(rooms), history.day, history.for_matching()
        )

    def _hold_round(self, now: datetime) -> None:
        mixing = self._mixing(self._introductions.history(now))
        pairs = self._chooser.pairs(mixing)
        met = {place for pair in pairs for place in pair}
        self._scores.reached += float(sum(self._mutual[pair] for pair in pairs))
        self._scores.possible += optimum(mixing)
        self._scores.covered.append(len(met) / len(self._willing))
        for one, other in pairs:
            self._begin(Clock(), "", one, other, now)

    def _ask(self, now: datetime) -> None:
        """Somebody asks to be introduced: whoever it is, if there is anybody whom they may meet."""
        asker = self._random.randrange(len(self._cluster.people))
        mixing = self._mixing(self._introductions.history(now))
        there = may_meet(asker, mixing)
        if not there:
            self._held_back += 1
            return
        other = self._chooser.partner(asker, mixing, self._cluster.directed, there)
        email = self._cluster.people[asker].row.email
        self._begin(Member(email), email, asker, other, now)

    def _begin(self, by: Clock | Member, asker: str, one: int, other: int, now: datetime) -> None:
        first, second = self._cluster.people[one], self._cluster.people[other]
        homes = first.organisation_name, second.organisation_name
        draft = self._introductions.draft(
            Proposal(asker, first.row.email, second.row.email, "", *homes), by, now
        )
        assert isinstance(draft, Introduction), draft
        begun = self._introductions.begin(draft.id, by, Policy(), now)
        self._held_back += not isinstance(begun, Introduction)

    def _say_what_is_due(self, now: datetime) -> None:
        for due in self._notices.due(now):
            person = self._people.get(due.notice.person)
            allowance = Allowance.of(person, now.date()) if person else Allowance()
            claimed = self._notices.claim(due.notice, allowance, now)
            if isinstance(claimed, Claimed):
                self._notices.sent(claimed.notice, "", now)
                self._react(claimed.notice, now)

    def _react(self, notice: Notice, now: datetime) -> None:
        """What the person who reads this does, or nothing."""
        member, chance = Member(notice.person), self._random.random()
        at = now + timedelta(days=self._random.randrange(_SLOWEST_DAYS), hours=3)
        match notice.kind:
            case "ask" if chance < _NO:
                self._later(at, notice.introduction, Yes(member) if chance < _YES else No(member))
            case "room":
                self._later(now, notice.introduction, Introduced("group_dm"))
            case "check_in" if chance < _YES:
                self._later(at, notice.introduction, CheckedIn(member, "met"))
            case "outcome" if chance < _YES:
                self._later(at, notice.introduction, Concluded(member, "learned"))
            case _:
                pass

    def _later(self, at: datetime, introduction: str, reaction: Reaction) -> None:
        heapq.heappush(
            self._answers, (at, len(self._answers) + self._random.randrange(10**9), introduction, reaction)
        )

    def _answer(self, now: datetime) -> None:
        while self._answers and self._answers[0][0] <= now:
            _, _, introduction, reaction = heapq.heappop(self._answers)
            # Late answers and second ones are refused, as they would be in Slack.
            self._introductions.step(introduction, reaction, now)

    def _year(self) -> Year:
        every = self._introductions.every()
        return Year(
            measure(every, self._willing, {}),
            self._scores,
            self._held_back,
            self._above_capacity(every),
            _organisations_again(every),
        )

    def _above_capacity(self, every: tuple[Introduction, ...]) -> int:
        asked = Counter((ask.person, _month(ask.at.date())) for one in every for ask in asks_of(one))
        parts = Counter((part.person, _month(part.since.date())) for one in every for part in parts_of(one))
        return sum(count > capacity(self._people[person]) for (person, _), count in asked.items()) + sum(
            count > A_MONTH for count in parts.values()
        )


def _organisations_again(every: tuple[Introduction, ...]) -> int:
    last: dict[frozenset[str], datetime] = {}
    again = 0
    for one in sorted(
        (one for one in every if one.introduced), key=lambda one: one.introduced or one.created
    ):
        assert one.introduced is not None
        homes = frozenset({one.proposal.first_organisation, one.proposal.second_organisation})
        again += homes in last and one.introduced - last[homes] < _FREEZE_OF_ORGANISATIONS
        last[homes] = one.introduced
    return again


def _month(day: date) -> int:
    return (day.year - FIRST.year) * 12 + day.month - FIRST.month


def _days(months: int) -> Iterator[date]:
    day = FIRST
    while _month(day) < months:
        if is_working_day(day):
            yield day
        day += timedelta(days=1)
