"""A week of the cluster for those who look after it: what was asked, what is missing, and what waits for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.digests.periods import Period
from bot.use_cases.measure_introductions import Overview as IntroductionOverview
from knowledge.audiences import AudienceRule
from knowledge.gaps.gap import GapGroup
from knowledge.holdings.holding import Due
from knowledge.holdings.overview import Overview, Shelved
from knowledge.models import MEMBERS, Failure
from knowledge.records.arrivals import Arrival, Arrivals
from knowledge.records.catalogue import Catalogue
from knowledge.records.introductions import Introductions
from knowledge.records.monthly_counts import Asked, MonthlyCounts

_WEEKS_DRAWN = 8
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Week:
    """``drawn`` is how many questions each of the last weeks had, this one last. ``hidden`` counts what is due or
    failed and is not for this reader's eyes. ``begun`` and ``introduced`` are introductions of this week, ``overall``
    how they have gone so far."""

    period: Period
    asked: Asked
    drawn: tuple[int, ...]
    gaps: tuple[GapGroup, ...]
    arrived: tuple[Arrival, ...]
    due: tuple[tuple[Shelved, Due], ...]
    failed: tuple[Failure, ...]
    hidden: int
    begun: int
    introduced: int
    overall: IntroductionOverview

    @property
    def is_empty(self) -> bool:
        waits = (self.gaps, self.arrived, self.due, self.failed, self.hidden, self.begun, self.introduced)
        return not (any(waits) or self.asked.outcomes)


class ListsGaps(Protocol):
    def groups(self, at: datetime) -> tuple[GapGroup, ...]: ...


class Measures(Protocol):
    def overview(self, audiences: frozenset[str], now: datetime) -> IntroductionOverview: ...


@dataclass(frozen=True, slots=True)
class Kept:
    """The records that a week is told from; ``gaps`` and ``measuring`` are heavy, and made when they are wanted."""

    counts: MonthlyCounts
    arrivals: Arrivals
    catalogue: Catalogue
    introductions: Introductions
    overview: Overview
    gaps: Callable[[], ListsGaps]
    measuring: Callable[[], Measures]


class TellWeek:
    """``zone`` is the cluster's."""

    def __init__(self, kept: Kept, rule: AudienceRule, zone: ZoneInfo) -> None:
        self._kept = kept
        self._rule = rule
        self._zone = zone

    def __call__(self, audiences: frozenset[str], period: Period, now: datetime) -> Week:
        """For a coordinator who may read these. Raises EmbeddingFailed."""
        start, end = period.span(self._zone)
        may_read, may_know = self._rule.readable_by(audiences), self._rule.named_to(audiences)
        due, failed = tuple(self._kept.overview.due(now.date())), self._kept.catalogue.failures()
        arrived = self._kept.arrivals.since(period.first, period.last, may_read, self._zone)
        shown_due = tuple(one for one in due if may_know(one[0].source))
        shown_failed = tuple(one for one in failed if may_know(one.source))
        every = self._kept.introductions.every()
        return Week(
            period=period,
            asked=self._kept.counts.asked(start, end),
            drawn=self._drawn(period),
            gaps=tuple(one for one in self._kept.gaps().groups(now) if one.state == "open"),
            arrived=arrived,
            due=shown_due,
            failed=shown_failed,
            hidden=len(due) + len(failed) - len(shown_due) - len(shown_failed),
            begun=_within([one.begun for one in every], start, end),
            introduced=_within([one.introduced for one in every], start, end),
            overall=self._kept.measuring().overview(self._rule.asker_in_audience(MEMBERS).audiences, now),
        )

    def _drawn(self, period: Period) -> tuple[int, ...]:
        spans = [
            Period("", period.first - back * _WEEK, period.last - back * _WEEK, period.ahead).span(self._zone)
            for back in reversed(range(_WEEKS_DRAWN))
        ]
        return tuple(sum(self._kept.counts.asked(*span).outcomes.values()) for span in spans)


def _within(moments: Sequence[datetime | None], start: datetime, end: datetime) -> int:
    return sum(moment is not None and start <= moment < end for moment in moments)
