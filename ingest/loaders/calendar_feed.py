"""iCalendar files: one document an event, its overrides with it. A broken component costs that component."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from icalendar import Calendar

from knowledge.errors import Damaged, EmptyFile
from knowledge.models import Document, Paragraph


def load(content: bytes, name: str) -> tuple[Document, ...]:
    if not content.strip():
        raise EmptyFile
    try:
        calendars = Calendar.from_ical(content.decode("utf-8-sig", "replace"), multiple=True)
    except ValueError as error:
        raise Damaged from error
    events: dict[str, list[Any]] = {}
    for calendar in calendars:
        for number, event in enumerate(calendar.walk("VEVENT"), 1):
            events.setdefault(str(event.get("UID", f"event-{number}")), []).append(event)
    return tuple(_document(uid, components) for uid, components in events.items())


def _document(uid: str, components: list[Any]) -> Document:
    title = next((str(c["SUMMARY"]) for c in components if c.get("SUMMARY")), uid)
    text = "\n".join("\n".join(_lines(component)) for component in components)
    warnings = tuple(
        f"{uid}: {name}: {fault}" for c in components for name, fault in getattr(c, "errors", ())
    )
    return Document(title, (Paragraph(text),), fragment=uid, warnings=warnings)


def _lines(event: Any) -> Iterator[str]:
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        yield "Avlyst / Cancelled"
    start, end = (_moment(event, field) for field in ("DTSTART", "DTEND"))
    yield f"{event.get('SUMMARY', '')}: {start}" + (f" – {end}" if end else "")
    if rule := event.get("RRULE"):
        yield f"Gjentas / Repeats: {rule.to_ical().decode()}"
    for field in ("LOCATION", "DESCRIPTION", "URL", "ORGANIZER"):
        if event.get(field):
            yield str(event[field]).removeprefix("mailto:")


def _moment(event: Any, field: str) -> str:
    value = getattr(event.get(field), "dt", None)
    if value is None:
        return ""
    return str(value.strftime("%Y-%m-%d %H:%M") if hasattr(value, "hour") else value.isoformat())
