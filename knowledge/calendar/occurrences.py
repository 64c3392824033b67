"""What a calendar gives: an event on the days that it takes place, and a series as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from knowledge.models import SourceInfo


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An event, once. Times are aware and in the cluster's zone; an event of whole days has dates.

    ``end`` is the last day, inclusive, of whole days; None where it is a point in time or one day. ``moved_from`` is
    the start that it would have had by its series' rule, where it has another one. ``zone`` is the IANA name of the one
    that the calendar keeps it in, where clocks there show another time than the cluster's; ``recurrence`` that of its
    series.
    """

    uid: str
    title: str
    start: datetime | date
    end: datetime | date | None
    location: str
    url: str
    description: str
    categories: tuple[str, ...]
    organizer: str
    cancelled: bool
    moved_from: datetime | date | None
    source: SourceInfo
    zone: str = ""
    recurrence: str = ""

    @property
    def is_all_day(self) -> bool:
        return not isinstance(self.start, datetime)

    @property
    def first_day(self) -> date:
        return _day(self.start)

    @property
    def last_day(self) -> date:
        return _day(self.start if self.end is None else self.end)


@dataclass(frozen=True, slots=True)
class Series:
    """An event with all its occurrences. ``recurrence`` says in words when it repeats; "" where it does not.

    ``titles`` is its own title, and those of single occurrences that are called otherwise.
    """

    uid: str
    title: str
    titles: tuple[str, ...]
    categories: tuple[str, ...]
    description: str
    recurrence: str
    cancelled: bool
    source: SourceInfo


def _day(moment: datetime | date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
