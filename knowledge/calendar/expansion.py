"""One event's components -> its occurrences. The libraries of iCalendar are called here and in ``export``.

What recurring-ical-events does and this relies on: the override with the highest SEQUENCE takes the place of what its
RECURRENCE-ID names; one with RANGE=THISANDFUTURE moves and changes all later ones; EXDATE and RDATE hold for whole
days too; times without a zone are those of the span that is asked for; UTC times of a calendar with X-WR-TIMEZONE are
that zone's. It drops nothing for its STATUS.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events

from knowledge.calendar.occurrences import Occurrence, Series
from knowledge.calendar.recurrence import in_words
from knowledge.models import SourceInfo
from knowledge.rows import EventRow

_log = logging.getLogger(__name__)
# What the libraries raise on components that they cannot make sense of.
FAULTS = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError)
_MARGIN = timedelta(days=2)
_UTC = {"UTC", "Etc/UTC", "GMT", "Etc/GMT", "Zulu"}
_NEVER = datetime.min.replace(tzinfo=UTC)


class Expansion:
    """A component that the libraries cannot read costs that component, with a line in the log."""

    def __init__(self, row: EventRow, source: SourceInfo, zone: ZoneInfo) -> None:
        self.row = row
        self._source = source
        self._zone = zone

    def near(self, start: datetime, end: datetime) -> tuple[Occurrence, ...]:
        """The occurrences between two moments, and perhaps some around them."""
        span = ((start - _MARGIN).astimezone(self._zone), (end + _MARGIN).astimezone(self._zone))
        try:
            return tuple(map(self._occurrence, self._query.between(*span)))
        except FAULTS as fault:
            _log.warning("%s cannot be expanded (%s)", self._source.source, type(fault).__name__)
            return ()

    @cached_property
    def series(self) -> Series:
        event = self._master
        return Series(
            uid=self.row.uid,
            title=self.row.title,
            titles=tuple(dict.fromkeys((self.row.title, *filter(None, self._titles)))),
            categories=_categories(event),
            description=text_of(event, "DESCRIPTION"),
            recurrence=in_words(event),
            cancelled=_is_cancelled(event),
            source=self._source,
        )

    @property
    def _titles(self) -> Iterator[str]:
        return (text_of(event, "SUMMARY") for event in self._events)

    @cached_property
    def sequence(self) -> int:
        """The highest SEQUENCE of its components; -1 where none has one."""
        return max((_number(event.get("SEQUENCE")) for event in self._events), default=-1)

    @cached_property
    def changed(self) -> datetime:
        """When it was last changed, by its own word."""
        return max((_stamp(event) for event in self._events), default=_NEVER)

    @cached_property
    def _calendar(self) -> Any:
        try:
            return icalendar.Calendar.from_ical(self.row.ical)
        except FAULTS as fault:
            _log.warning("%s cannot be parsed (%s)", self._source.source, type(fault).__name__)
            return icalendar.Calendar()

    @cached_property
    def _events(self) -> tuple[Any, ...]:
        events = tuple(self._calendar.walk("VEVENT"))
        for event in events:
            _match_until(event, self._zone)
        return tuple(event for event in events if self._is_sound(event))

    @cached_property
    def _master(self) -> Any:
        """What the series says of itself; of overrides alone, the first."""
        named = [event for event in self._events if "RECURRENCE-ID" not in event] or list(self._events)
        return max(named, key=lambda event: _number(event.get("SEQUENCE")), default=icalendar.Event())

    @cached_property
    def _query(self) -> Any:
        return recurring_ical_events.of(self._with(self._events))

    def _with(self, events: tuple[Any, ...]) -> Any:
        calendar = icalendar.Calendar(self._calendar)
        for zone in self._calendar.walk("VTIMEZONE"):
            calendar.add_component(zone)
        for event in events:
            calendar.add_component(event)
        return calendar

    def _is_sound(self, event: Any) -> bool:
        """Whether the libraries can make sense of a component taken by itself."""
        try:
            start = moment(event["DTSTART"].dt, self._zone)
            recurring_ical_events.of(self._with((event,))).between(start, start + timedelta(days=1))
        except FAULTS as fault:
            _log.warning("a component of %s is left out (%s)", self._source.source, type(fault).__name__)
            return False
        return True

    def _occurrence(self, event: Any) -> Occurrence:
        start = _local(event["DTSTART"].dt, self._zone)
        return Occurrence(
            uid=self.row.uid,
            title=text_of(event, "SUMMARY") or self.row.title,
            start=start,
            end=_end(start, _local(event["DTEND"].dt, self._zone)),
            location=text_of(event, "LOCATION"),
            url=text_of(event, "URL") or text_of(event, "CONFERENCE"),
            description=text_of(event, "DESCRIPTION"),
            categories=_categories(event),
            organizer=organizer_of(event),
            cancelled=_is_cancelled(event) or _is_cancelled(self._master),
            moved_from=self._moved_from(event, start),
            source=self._source,
            zone=_zone_abroad(event["DTSTART"].dt, self._zone),
            recurrence=self.series.recurrence,
        )

    def _moved_from(self, event: Any, start: datetime | date) -> datetime | date | None:
        named = event["RECURRENCE-ID"]
        planned = _local(named.dt, self._zone)
        if named.params.get("RANGE") == "THISANDFUTURE":
            # Later occurrences of such an override carry the name of the first one that it moves.
            planned = _back(event["DTSTART"].dt, self._moves[moment(named.dt, self._zone)], self._zone)
        return planned if planned != start else None

    @cached_property
    def _moves(self) -> dict[datetime, timedelta]:
        """How far each override of what follows moves it, on the wall clock."""
        return {
            moment(named.dt, self._zone): _wall(event["DTSTART"].dt)
            - _wall(_like(named.dt, event["DTSTART"].dt))
            for event in self._events
            if (named := event.get("RECURRENCE-ID")) is not None
        }


def text_of(event: Any, name: str) -> str:
    """A text property; of several with the same name, the first."""
    value = event.get(name, "")
    return str(value[0] if isinstance(value, list) else value).strip()


def organizer_of(event: Any) -> str:
    """The name of who invites, else the address."""
    value = event.get("ORGANIZER", "")
    value = value[0] if isinstance(value, list) else value
    name = str(getattr(value, "params", {}).get("CN", "")).strip()
    return name or str(value).removeprefix("mailto:").removeprefix("MAILTO:").strip()


def moment(value: datetime | date, zone: tzinfo) -> datetime:
    """A time or a day's beginning in UTC; what has no zone is in ``zone``."""
    if not isinstance(value, datetime):
        value = datetime.combine(value, time())
    return (value if value.tzinfo else value.replace(tzinfo=zone)).astimezone(UTC)


def _local(value: datetime | date, zone: ZoneInfo) -> datetime | date:
    """By way of UTC, so that a time that the clock leaps over becomes the one that it shows then (RFC 5545, 3.3.5)."""
    return moment(value, zone).astimezone(zone) if isinstance(value, datetime) else value


def _zone_abroad(value: datetime | date, zone: ZoneInfo) -> str:
    """The zone of a time whose clocks differ from those of ``zone`` then. UTC is a way of writing, and no place."""
    key = str(getattr(value.tzinfo, "key", "")) if isinstance(value, datetime) else ""
    if not isinstance(value, datetime) or not key or key in _UTC:
        return ""
    return key if value.utcoffset() != value.astimezone(zone).utcoffset() else ""


def _end(start: datetime | date, end: datetime | date) -> datetime | date | None:
    """The library's end is exclusive; that of whole days becomes the last of them."""
    if not isinstance(start, datetime) and not isinstance(end, datetime):
        end -= timedelta(days=1)
        return end if end > start else None
    return end if end != start else None


def _back(value: datetime | date, move: timedelta, zone: ZoneInfo) -> datetime | date:
    return _local(value - move, zone)


def _like(value: datetime | date, other: datetime | date) -> datetime | date:
    """A time in the zone of another one."""
    if isinstance(value, datetime) and value.tzinfo and isinstance(other, datetime) and other.tzinfo:
        return value.astimezone(other.tzinfo)
    return value


def _wall(value: datetime | date) -> datetime:
    """What the clock shows, without the zone."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    return datetime.combine(value, time())


def _match_until(event: Any, zone: ZoneInfo) -> None:
    """Makes UNTIL of the kind of DTSTART, as RFC 5545 demands and programs do not.

    A day ends with its last second, where the library takes its first; a moment ends on the day that it is here.
    """
    start = getattr(event.get("DTSTART"), "dt", None)
    for rule in _rules(event):
        for until in rule.get("UNTIL", ())[:1]:
            rule["UNTIL"] = [_until(start, until, zone)]


def _until(start: datetime | date | None, until: datetime | date, zone: ZoneInfo) -> datetime | date:
    if not isinstance(start, datetime):
        return moment(until, zone).astimezone(zone).date() if isinstance(until, datetime) else until
    if not isinstance(until, datetime):
        until = datetime.combine(until, time(23, 59, 59))
    if start.tzinfo is None:
        return until.astimezone(zone).replace(tzinfo=None) if until.tzinfo else until
    return (until if until.tzinfo else until.replace(tzinfo=start.tzinfo)).astimezone(UTC)


def _rules(event: Any) -> Iterator[Any]:
    rules = event.get("RRULE", ())
    yield from (rule for rule in (rules if isinstance(rules, list) else [rules]) if hasattr(rule, "get"))


def _is_cancelled(event: Any) -> bool:
    return text_of(event, "STATUS").upper() == "CANCELLED"


def _categories(event: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for found in event.categories if (name := str(found).strip())))


def _number(value: Any) -> int:
    return value if isinstance(value, int) else -1


def _stamp(event: Any) -> datetime:
    value = getattr(event.get("LAST-MODIFIED") or event.get("DTSTAMP"), "dt", None)
    return moment(value, UTC) if isinstance(value, date) else _NEVER
