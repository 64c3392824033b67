"""The demo calendar: `content/events.toml` as an iCalendar file (RFC 5545)."""

import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, vRecur

ZONE = ZoneInfo("Europe/Oslo")
STAMP = datetime(2026, 11, 20, 8, tzinfo=UTC)
# Written out, so that the file does not change with the time zone data of the machine.
TIMEZONE = """BEGIN:VTIMEZONE
TZID:Europe/Oslo
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
"""


def render(source: Path) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Fjordklyngen//fiktivt eksempel//NO")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Fjordklyngen (fiktivt eksempel)")
    calendar.add_component(Timezone.from_ical(TIMEZONE))
    for entry in tomllib.loads(source.read_text("utf-8"))["event"]:
        calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def _event(entry: dict[str, Any]) -> Event:
    event = Event()
    event.add("uid", f"{entry['uid']}@fjordklyngen.example")
    event.add("dtstamp", STAMP)
    event.add("dtstart", _zoned(entry["start"]))
    if "end" in entry:
        event.add("dtend", _zoned(entry["end"]))
    event.add("status", entry.get("status", "CONFIRMED"))
    if "recurrence_id" in entry:
        event.add("recurrence-id", _zoned(entry["recurrence_id"]))
        event.add("sequence", 1)
    if "rrule" in entry:
        event.add("rrule", vRecur.from_ical(entry["rrule"]))
    for skipped in entry.get("exdate", []):
        event.add("exdate", _zoned(skipped))
    for name in ("summary", "location", "description", "categories", "url"):
        if name in entry:
            event.add(name, entry[name])
    return event


def _zoned(moment: date) -> date:
    """A time gets the cluster's zone; a date without a time (an all-day event) stays as it is."""
    return moment.replace(tzinfo=ZONE) if isinstance(moment, datetime) else moment
