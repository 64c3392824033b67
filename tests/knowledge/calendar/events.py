"""Calendars written line by line, and what they give."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from knowledge.calendar.calendar import Calendar
from knowledge.calendar.occurrences import Occurrence
from knowledge.models import SourceInfo
from knowledge.records.register import Told
from knowledge.rows import EventRow, Trust

OSLO = ZoneInfo("Europe/Oslo")


def event(*lines: str) -> str:
    return "\r\n".join(("BEGIN:VEVENT", "UID:a", *lines, "END:VEVENT", ""))


def told(
    *events: str, uid: str = "a", trust: Trust = "register", path: str = "events.ics", head: str = ""
) -> Told[EventRow]:
    ical = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{head}{''.join(events)}END:VCALENDAR\r\n"
    return Told(EventRow(uid, "Møte", ical, trust), SourceInfo(f"{path}#{uid}", "Møte", "events", "members"))


def calendar(*events: str) -> Calendar:
    return Calendar([told(*events)], OSLO)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=OSLO)


def found(calendar: Calendar, start: str = "2026-01-01", end: str = "2029-01-01") -> tuple[Occurrence, ...]:
    return calendar.between(at(start), at(end))


def starts(calendar: Calendar, start: str = "2026-01-01", end: str = "2029-01-01") -> list[str]:
    return [one.start.isoformat()[:16] for one in found(calendar, start, end)]
