"""What the components of an event say, property by property, to be compared and shown.

Not covered: a time zone whose rules are changed under the same name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from icalendar import Calendar

# A calendar system writes these anew with each export, whatever was changed.
_BOOKKEEPING = frozenset(["UID", "DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE"])


def properties(ical: str) -> dict[str, str]:
    """'LOCATION' -> 'Hangar 4'; of an occurrence that is unlike the others: '20270304T090000 LOCATION'."""
    events = Calendar.from_ical(ical).walk("VEVENT")
    return {name: text for event in events for name, text in _of(event)}


def _of(event: Any) -> Iterator[tuple[str, str]]:
    own = event.get("RECURRENCE-ID")
    prefix = f"{_text(own)} " if own is not None else ""
    for name, value in event.items():
        if name not in _BOOKKEEPING:
            yield f"{prefix}{name}", _text(value)


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(map(_text, value))
    written = str(value) if isinstance(value, str) else value.to_ical().decode("utf-8", "replace")
    zone = getattr(value, "params", {}).get("TZID", "")
    return f"{written} {zone}".strip()
