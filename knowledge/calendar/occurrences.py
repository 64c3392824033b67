"""One time that an event takes place, in the cluster's time zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from knowledge.models import SourceInfo

Moment = datetime | date


@dataclass(frozen=True, slots=True)
class Occurrence:
    """``start`` and ``end`` are aware datetimes, or dates for what lasts all day (``end``: its last day).

    ``moved_from`` is where the series would have had it, where that is another time.
    """

    uid: str
    title: str
    start: Moment
    end: Moment | None
    location: str
    url: str
    description: str
    categories: tuple[str, ...]
    cancelled: bool
    moved_from: Moment | None
    source: SourceInfo

    @property
    def first_day(self) -> date:
        return day_of(self.start)

    @property
    def last_day(self) -> date:
        return day_of(self.end) if self.end is not None else self.first_day


def day_of(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def occurrence(event: Any, uid: str, source: SourceInfo, zone: ZoneInfo) -> Occurrence:
    """From an expanded VEVENT of ``icalendar``. A time without a zone is the cluster's (RFC 5545, floating)."""
    start = local(event["DTSTART"].dt, zone)
    cancelled = text_of(event, "STATUS").upper() == "CANCELLED"
    return Occurrence(
        uid=uid,
        title=text_of(event, "SUMMARY"),
        start=start,
        end=_end(event, start, zone),
        location=text_of(event, "LOCATION"),
        url=text_of(event, "URL"),
        description=text_of(event, "DESCRIPTION"),
        categories=categories_of(event),
        cancelled=cancelled,
        moved_from=_moved_from(event, start, zone),
        source=source,
    )


def local(moment: Moment, zone: ZoneInfo) -> Moment:
    if not isinstance(moment, datetime):
        return moment
    return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)


def text_of(event: Any, name: str) -> str:
    value = event.get(name)
    return " ".join(str(value[0] if isinstance(value, list) else value).split()) if value else ""


def categories_of(event: Any) -> tuple[str, ...]:
    found = event.get("CATEGORIES") or ()
    lists = found if isinstance(found, list) else [found]
    return tuple(str(one).strip() for each in lists for one in getattr(each, "cats", ()) if str(one).strip())


def _end(event: Any, start: Moment, zone: ZoneInfo) -> Moment | None:
    """DTEND excludes itself: a day's event ends on the day before."""
    end = event.get("DTEND")
    if end is None:
        return None
    moment = local(end.dt, zone)
    if isinstance(start, datetime) or isinstance(moment, datetime):
        return moment if isinstance(moment, datetime) and moment != start else None
    last = moment - timedelta(days=1)
    return last if last > start else None


def _moved_from(event: Any, start: Moment, zone: ZoneInfo) -> Moment | None:
    planned = event.get("RECURRENCE-ID")
    before = local(planned.dt, zone) if planned is not None else start
    return before if before != start else None
