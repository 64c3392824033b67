"""The events that an asker may see, and when they take place. Expanded by ``recurring-ical-events`` (RFC 5545)."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from knowledge.calendar.occurrences import Occurrence, categories_of, day_of, occurrence, text_of
from knowledge.models import SourceInfo
from knowledge.records.register import Told
from knowledge.rows import TRUST, EventRow

_log = logging.getLogger(__name__)
# A weekly meeting is found in the first window, a yearly one in the last.
_WINDOWS = tuple(timedelta(days=days) for days in (35, 200, 800))


@dataclass(frozen=True, slots=True)
class Series:
    """An event with all its occurrences."""

    uid: str
    title: str
    titles: tuple[str, ...]
    categories: tuple[str, ...]
    source: SourceInfo


class Calendar:
    """Parses an event when it is first asked for. The same UID in two sources is one event: of the more trusted one."""

    def __init__(self, events: Iterable[Told[EventRow]], zone: ZoneInfo) -> None:
        self._told = tuple(events)
        self._zone = zone

    @cached_property
    def series(self) -> tuple[Series, ...]:
        return tuple(_series(told, calendar) for told, calendar in self._parsed)

    def between(self, start: datetime, end: datetime) -> tuple[Occurrence, ...]:
        """What takes place at least in part in [start, end), cancelled or not, by its start."""
        found = (
            one
            for told, calendar in self._parsed
            for one in self._expanded(told, calendar, start, end)
            if _overlaps(one, start, end)
        )
        return tuple(sorted(found, key=lambda one: (_sortable(one, self._zone), one.title)))

    def on(self, day: date) -> tuple[Occurrence, ...]:
        start = datetime.combine(day, time.min, self._zone)
        return self.between(start, datetime.combine(day + timedelta(days=1), time.min, self._zone))

    def upcoming(
        self, after: datetime, wanted: Callable[[Occurrence], bool], limit: int
    ) -> tuple[Occurrence, ...]:
        """The first occurrences that are wanted and have not ended, looked for in ever longer stretches."""
        found: tuple[Occurrence, ...] = ()
        for window in _WINDOWS:
            found = tuple(filter(wanted, self.between(after, after + window)))[:limit]
            if len(found) == limit:
                break
        return found

    @cached_property
    def _parsed(self) -> tuple[tuple[Told[EventRow], Any], ...]:
        # Only who asks for events waits for these libraries.
        from icalendar import Calendar as Parsed

        best: dict[str, Told[EventRow]] = {}
        for told in sorted(self._told, key=lambda one: TRUST.index(one.row.trust)):
            best[told.row.uid] = told
        return tuple((told, Parsed.from_ical(told.row.ical)) for told in best.values())

    def _expanded(
        self, told: Told[EventRow], calendar: Any, start: datetime, end: datetime
    ) -> Iterator[Occurrence]:
        import recurring_ical_events

        try:
            events = recurring_ical_events.of(calendar, components=["VEVENT"]).between(start, end)
            yield from (occurrence(event, told.row.uid, told.source, self._zone) for event in events)
        # Calendars hold what no library foresees; one event that cannot be expanded must not hide the others.
        except Exception:  # noqa: BLE001 - the edge of a library: see above
            _log.warning("an event cannot be expanded: %s", told.source.source, exc_info=True)


def _series(told: Told[EventRow], calendar: Any) -> Series:
    components = list(calendar.walk("VEVENT"))
    titles = tuple(dict.fromkeys(text_of(one, "SUMMARY") for one in components))
    categories = dict.fromkeys(one for component in components for one in categories_of(component))
    return Series(told.row.uid, told.row.title, titles, tuple(categories), told.source)


def _overlaps(one: Occurrence, start: datetime, end: datetime) -> bool:
    """All-day events are compared by their days; what ends as the stretch begins is over."""
    if not isinstance(one.start, datetime):
        return (
            one.first_day < day_of(end - timedelta(microseconds=1)) + timedelta(days=1)
            and one.last_day >= start.date()
        )
    over = one.end if isinstance(one.end, datetime) else one.start
    return one.start < end and (over > start or one.start >= start)


def _sortable(one: Occurrence, zone: ZoneInfo) -> datetime:
    start = one.start if isinstance(one.start, datetime) else datetime.combine(one.start, time.min, zone)
    return start.astimezone(UTC)
