"""Occurrences as an iCalendar file, for a reader's own calendar."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import icalendar

from knowledge.calendar.occurrences import Occurrence

_MAKER = "-//Klyngebot//Klyngebot//EN"


def as_ics(occurrences: Iterable[Occurrence], stamp: datetime) -> bytes:
    """A VCALENDAR with an event for each occurrence, in UTC; ``stamp`` (aware) is when it is made.

    An occurrence stands by itself: its UID names its first planned day too, so that two of a series are two events,
    and the same one, once more, takes the place of the one before.
    """
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", _MAKER)
    for occurrence in occurrences:
        calendar.add_component(_event(occurrence, stamp))
    return bytes(calendar.to_ical())


def _event(occurrence: Occurrence, stamp: datetime) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", _uid(occurrence))
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("dtstart", _utc(occurrence.start))
    if occurrence.is_all_day:
        event.add("dtend", occurrence.last_day + timedelta(days=1))
    elif occurrence.end is not None:
        event.add("dtend", _utc(occurrence.end))
    event.add("summary", occurrence.title)
    event.add("status", "CANCELLED" if occurrence.cancelled else "CONFIRMED")
    texts = {"location": occurrence.location, "description": occurrence.description, "url": occurrence.url}
    for name, text in texts.items():
        if text:
            event.add(name, text)
    if occurrence.categories:
        event.add("categories", list(occurrence.categories))
    return event


def _uid(occurrence: Occurrence) -> str:
    planned = occurrence.start if occurrence.moved_from is None else occurrence.moved_from
    form = "%Y%m%dT%H%M%SZ" if isinstance(planned, datetime) else "%Y%m%d"
    name, at, maker = occurrence.uid.partition("@")
    return f"{name}-{_utc(planned).strftime(form)}{at}{maker}"


def _utc(moment: datetime | date) -> datetime | date:
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment
