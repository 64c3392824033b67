"""iCalendar files: one document an event, its overrides with it. A broken component costs that component."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from icalendar import Calendar

from ingest.loaders.encoding import decode
from knowledge.errors import Damaged, EmptyFile
from knowledge.models import Document, Paragraph
from knowledge.rows import EventRow

_OTHERS = {"VTODO": "a task", "VJOURNAL": "a journal entry", "VFREEBUSY": "busy times"}


def load(content: bytes, name: str) -> tuple[Document, ...]:
    """A document for each UID. Raises EmptyFile and Damaged."""
    if not content.strip():
        raise EmptyFile
    try:
        calendars = Calendar.from_ical(decode(content).text, multiple=True)
    except ValueError as error:
        raise Damaged from error
    events: dict[str, list[Any]] = {}
    zones: dict[str, Any] = {}
    warnings: list[str] = []
    for calendar in calendars:
        zones |= {str(zone.get("TZID")): zone for zone in calendar.walk("VTIMEZONE")}
        warnings += [
            f"{_named(one)} is {what} and is not read"
            for kind, what in _OTHERS.items()
            for one in calendar.walk(kind)
        ]
        for event in calendar.walk("VEVENT"):
            if event.get("DTSTART") is None:
                warnings.append(f"{_named(event)} has no readable start and is not read; mend its DTSTART")
            else:
                events.setdefault(_uid(event), []).append(event)
    return _documents(events, zones, warnings)


def _documents(
    events: dict[str, list[Any]], zones: dict[str, Any], warnings: list[str]
) -> tuple[Document, ...]:
    documents = [_document(uid, components, zones) for uid, components in events.items()]
    if not documents and warnings:
        raise Damaged("; ".join(warnings))
    if not documents:
        return ()
    first = documents[0]
    documents[0] = Document(
        first.title, first.blocks, first.modified, first.fragment, (*warnings, *first.warnings), first.row
    )
    return tuple(documents)


def _uid(event: Any) -> str:
    """Its own, or one made of what it says, the same each time."""
    said = f"{event.get('SUMMARY')}{event['DTSTART'].to_ical()!r}"
    return str(event.get("UID") or "").strip() or f"event-{hashlib.sha256(said.encode()).hexdigest()[:12]}"


def _named(event: Any) -> str:
    return f'"{event.get("SUMMARY") or event.get("UID") or event.name}"'


def _document(uid: str, components: list[Any], zones: dict[str, Any]) -> Document:
    master = next((one for one in components if one.get("RECURRENCE-ID") is None), components[0])
    title = str(master.get("SUMMARY") or uid)
    text = "\n".join("\n".join(_lines(component)) for component in components)
    warnings = tuple(
        f"{uid}: {name}: {fault}" for c in components for name, fault in getattr(c, "errors", ())
    )
    row = EventRow(uid, title, _ical(uid, components, zones))
    return Document(title, (Paragraph(text),), _stamp(components), fragment=uid, warnings=warnings, row=row)


def _ical(uid: str, components: list[Any], zones: dict[str, Any]) -> str:
    """A calendar of these components and the time zones that they name."""
    calendar = Calendar()
    calendar.add("PRODID", "-//Klyngebot//NO")
    calendar.add("VERSION", "2.0")
    said = "".join(component.to_ical().decode("utf-8", "replace") for component in components)
    for name, zone in zones.items():
        if name in said:
            calendar.add_component(zone)
    for component in components:
        component["UID"] = uid
        calendar.add_component(component)
    return str(calendar.to_ical().decode("utf-8", "replace"))


def _stamp(components: list[Any]) -> date | None:
    """When it was last changed, as it says itself."""
    found = [
        getattr(one.get(name), "dt", None) for one in components for name in ("LAST-MODIFIED", "DTSTAMP")
    ]
    days = [moment.date() for moment in found if isinstance(moment, datetime)]
    return max(days, default=None)


def _lines(event: Any) -> Iterator[str]:
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        yield "Avlyst / Cancelled"
    start, end = (_moment(event, field) for field in ("DTSTART", "DTEND"))
    yield f"{event.get('SUMMARY', '')}: {start}" + (f" – {end}" if end else "")
    if rule := event.get("RRULE"):
        rules = rule if isinstance(rule, list) else [rule]
        yield f"Gjentas / Repeats: {'; '.join(one.to_ical().decode() for one in rules)}"
    for field in ("LOCATION", "DESCRIPTION", "URL", "ORGANIZER"):
        if event.get(field):
            yield str(event[field]).removeprefix("mailto:")


def _moment(event: Any, field: str) -> str:
    value = getattr(event.get(field), "dt", None)
    if value is None:
        return ""
    return str(value.strftime("%Y-%m-%d %H:%M") if hasattr(value, "hour") else value.isoformat())
