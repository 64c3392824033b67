"""A year of the cluster, counted from its records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.reports.activity import event_figures, introduction_figures, question_months
from bot.reports.figures import EventFigures, Figures, KnowledgeFigures, MemberFigures
from bot.reports.membership import member_figures
from bot.reports.namelessness import Nameless
from knowledge.holdings.overview import Overview, Shelved
from knowledge.introductions.introduction import Introduction
from knowledge.records.arrivals import Arrivals
from knowledge.records.introductions import Introductions
from knowledge.records.monthly_counts import Count, MonthlyCounts
from knowledge.records.view import View

_OLDEST = 2


@dataclass(frozen=True, slots=True)
class YearRecords:
    """``curated`` is how many answers somebody in charge has given."""

    view: View
    counts: MonthlyCounts
    introductions: Introductions
    overview: Overview
    arrivals: Arrivals
    curated: Callable[[], int]


class TellYear:
    """Reads as whoever may read everything, since it only counts; ``audiences`` are all there are."""

    def __init__(self, cluster: str, records: YearRecords, audiences: frozenset[str], zone: ZoneInfo) -> None:
        self._cluster = cluster
        self._records = records
        self._audiences = audiences
        self._zone = zone

    def __call__(self, year: int, now: datetime) -> Figures:
        """``now`` is in the cluster's zone, and not before the year."""
        self._records.counts.bring_up_to_date(now)
        first, last = date(year, 1, 1), min(date(year, 12, 31), now.date())
        start, end = self._midnight(first), self._midnight(date(year + 1, 1, 1))
        rows = self._records.view.rows(self._audiences)
        directory, counts = rows.directory, self._records.counts.of_year(year)
        nameless = Nameless(one.name for one in directory.people)
        return Figures(
            cluster=self._cluster,
            year=year,
            day=now.date(),
            begins=self._records.counts.begins(),
            members=_nameless_members(member_figures(directory.organisations, first, last), nameless),
            events=_nameless_events(event_figures(rows.calendar.between(start, end), now, year), nameless),
            questions=tuple(question_months(counts)),
            introductions=introduction_figures(self._proposed(start, end)),
            knowledge=self._knowledge(counts, first, last),
        )

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), self._zone)

    def _proposed(self, start: datetime, end: datetime) -> Sequence[Introduction]:
        every = self._records.introductions.every()
        return [one for one in every if one.begun is not None and start <= one.begun < end]

    def _knowledge(self, counts: Sequence[Count], first: date, last: date) -> KnowledgeFigures:
        every = self._records.overview.every()
        there = [one for one in every if one.state == "answers" and one.kind == "documents"]
        confirmed = [one.holding.care.confirmed_on for one in there]
        arrived = self._records.arrivals.since(first, last, lambda counted: True, self._zone)
        gaps = [one for one in counts if one.noun == "gap"]
        return KnowledgeFigures(
            documents=len(there),
            ages=dict(sorted(Counter(_age(one, last) for one in there).items())),
            new=len(arrived),
            confirmed=sum(day is not None and first <= day <= last for day in confirmed),
            curated=self._records.curated(),
            gaps=sum(one.count for one in gaps),
            paces=_paces(counts),
        )


def _nameless_members(found: MemberFigures, nameless: Nameless) -> MemberFigures:
    types, places, sizes = map(nameless, (found.types, found.places, found.sizes))
    return replace(found, types=types, places=places, sizes=sizes)


def _nameless_events(found: EventFigures, nameless: Nameless) -> EventFigures:
    return replace(found, kinds=nameless(found.kinds))


def _age(one: Shelved, day: date) -> str:
    """In whole years; "2" is that or more, "" where no day is known."""
    return "" if one.updated is None else str(max(0, min(_OLDEST, (day - one.updated).days // 365)))


def _paces(counts: Iterable[Count]) -> dict[str, int]:
    paces: Counter[str] = Counter()
    for one in counts:
        if one.noun == "gap_answered":
            paces[one.kind] += one.count
    return dict(paces)
