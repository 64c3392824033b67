"""The events that a reader may see, in time: what is on, and what comes next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from knowledge.calendar.occurrences import Occurrence, Series
from knowledge.records.register import Told
from knowledge.rows import TRUST, EventRow

if TYPE_CHECKING:
    from knowledge.calendar.expansion import Expansion

_FIRST_WINDOW = timedelta(days=31)


class Calendar:
    """Occurrences in the zone of the cluster, in which times without a zone are meant too.

    The libraries that read iCalendar are loaded, and the events parsed, with the first question.
    """

    def __init__(self, events: Iterable[Told[EventRow]], zone: ZoneInfo) -> None:
        self._events = tuple(events)
        self._zone = zone

    def between(self, start: datetime, end: datetime) -> tuple[Occurrence, ...]:
        """What overlaps [start, end), by start. What is cancelled is there too, and marked."""
        found = [
            (span, occurrence)
            for expansion in self._expansions
            for occurrence in expansion.near(start, end)
            if _overlaps(span := self._span(occurrence), start, end)
        ]
        found.sort(key=lambda pair: (pair[0], pair[1].title, pair[1].uid))
        return tuple(occurrence for _, occurrence in found)

    def on(self, day: date) -> tuple[Occurrence, ...]:
        """What takes place on a day of the cluster's zone."""
        return self.between(self._midnight(day), self._midnight(day + timedelta(days=1)))

    def upcoming(
        self,
        after: datetime,
        matching: Callable[[Occurrence], bool] = lambda occurrence: True,
        limit: int = 10,
        years: int = 2,
    ) -> tuple[Occurrence, ...]:
        """The next ones that have not ended, what is on now included, of at most so many years."""
        last = after + timedelta(days=366 * years)
        return tuple(islice(filter(matching, self._one_by_one(after, last)), limit))

    @cached_property
    def series(self) -> tuple[Series, ...]:
        """The events as wholes, in the order of their sources."""
        return tuple(expansion.series for expansion in self._expansions)

    @cached_property
    def _expansions(self) -> tuple[Expansion, ...]:
        from knowledge.calendar.expansion import Expansion

        by_uid: dict[str, list[Expansion]] = {}
        for told in self._events:
            by_uid.setdefault(told.row.uid, []).append(Expansion(told.row, told.source, self._zone))
        return tuple(max(rivals, key=_weight) if len(rivals) > 1 else rivals[0] for rivals in by_uid.values())

    def _one_by_one(self, start: datetime, last: datetime) -> Iterator[Occurrence]:
        """Occurrences in windows that grow, so that a rare event costs little more than a frequent one."""
        before, window = start, _FIRST_WINDOW
        while start < last:
            stop = min(start + window, last)
            for occurrence in self.between(start, stop):
                # What began in an earlier window was told there.
                if start == before or self._span(occurrence)[0] >= start:
                    yield occurrence
            start, window = stop, window * 2

    def _span(self, occurrence: Occurrence) -> tuple[datetime, datetime]:
        """When it begins and when it is over, in UTC: times of one zone are compared by the wall clock otherwise."""
        start = (
            occurrence.start if isinstance(occurrence.start, datetime) else self._midnight(occurrence.start)
        )
        if isinstance(occurrence.end, datetime):
            end = occurrence.end
        elif occurrence.is_all_day:
            end = self._midnight(occurrence.last_day + timedelta(days=1))
        else:
            end = start
        return start.astimezone(UTC), end.astimezone(UTC)

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), self._zone)


def _overlaps(span: tuple[datetime, datetime], start: datetime, end: datetime) -> bool:
    begins, ends = span
    if begins == ends:
        return start <= begins < end
    return begins < end and ends > start


def _weight(expansion: Expansion) -> tuple[int, int, datetime]:
    """Of two sources that tell of the same event: the one trusted more, then the later edition."""
    return TRUST.index(expansion.row.trust), expansion.sequence, expansion.changed
