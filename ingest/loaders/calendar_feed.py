"""iCalendar files: one document an event, its overrides with it. A broken component costs that component."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from icalendar.prop import vDDDTypes, vText

from ingest.loaders.calendar_events import ReadEvent, Refused, read_event
from ingest.loaders.calendar_lines import Feed, read_lines
from ingest.loaders.calendar_text import text_lines
from ingest.loaders.calendar_zones import Zones
from knowledge.calendar.expansion import text_of
from knowledge.errors import Damaged
from knowledge.models import Document, Paragraph
from knowledge.rows import EventRow

_MEND = "mend the file in the program that it comes from"


def load(content: bytes, name: str) -> tuple[Document, ...]:
    """Raises Damaged where there is something in the file, but no event that can be read."""
    feed = read_lines(content)
    zones = Zones(c for calendar in feed.calendars for c in calendar.components if c.name == "VTIMEZONE")
    warnings = [*feed.warnings, *zones.faults(), *_not_events(feed)]
    events: dict[str, list[tuple[ReadEvent, str]]] = {}
    for read, zone in _events(feed, zones):
        if isinstance(read, Refused):
            warnings.append(read.sentence)
        else:
            events.setdefault(read.uid, []).append((read, zone))
    documents: list[Document] = []
    for uid, found in events.items():
        kept, told = _one_edition(found)
        warnings += told
        documents += _document(uid, kept)
    if not documents and warnings:
        raise Damaged(f"no event in it can be read: {warnings[0]}", _MEND)
    # The whole file's faults are told once, with its first event.
    return (
        *(replace(first, warnings=(*warnings, *first.warnings)) for first in documents[:1]),
        *documents[1:],
    )


def _events(feed: Feed, zones: Zones) -> Iterator[tuple[ReadEvent | Refused, str]]:
    for calendar in feed.calendars:
        known = zones.named(calendar.zone) if calendar.zone else ()
        zone = known[0].name if known and not known[0].definition else ""
        for component in calendar.components:
            if component.name == "VEVENT":
                yield read_event(component, zones, calendar.method == "CANCEL"), zone


def _not_events(feed: Feed) -> Iterator[str]:
    """One sentence for each kind of component that is something else than an event."""
    others: dict[str, list[str]] = {}
    for calendar in feed.calendars:
        for component in calendar.components:
            if component.name not in ("VEVENT", "VTIMEZONE"):
                others.setdefault(component.name, []).append(component.label)
    for name, labels in others.items():
        yield (
            f"{len(labels)} × {name} not read, only events are: {', '.join(labels[:5])}; "
            "enter it as an event if it is one"
        )
    for calendar in feed.calendars:
        if calendar.zone and not Zones(()).named(calendar.zone):
            yield f"the calendar's time zone “{calendar.zone}” is not known and was passed over; {_MEND}"


def _one_edition(found: Sequence[tuple[ReadEvent, str]]) -> tuple[list[tuple[ReadEvent, str]], list[str]]:
    """Of components that stand for the same, the latest edition; which others of the same edition were left out.

    A series that is called off by a component of its own is cancelled as it stands, with its rule.
    """
    latest: dict[datetime | None, tuple[ReadEvent, str]] = {}
    warnings = []
    for read, zone in sorted(found, key=lambda pair: (pair[0].sequence, _changed(pair[0]))):
        before = latest.get(read.instance)
        if before is not None and "DTSTART" in before[0].event and _only_cancels(read):
            before[0].event["STATUS"] = vText("CANCELLED")
            continue
        if before is not None and before[0].sequence == read.sequence and _differ(before[0], read):
            warnings.append(
                f"{before[0].label} and {read.label} have the same UID, and only the later edition is read; "
                "give each event a UID of its own"
            )
        latest[read.instance] = (read, zone)
    whole = latest.get(None)
    kept = [pair for pair in latest.values() if "DTSTART" in pair[0].event]
    if whole is not None:
        for read, _ in kept:
            _match_day(read.event, whole[0].event)
    if len(kept) < len(latest):
        warnings += [
            f"{read.label} calls off an event that is not here" for read, _ in latest.values() if not kept
        ]
    return kept, warnings


def _only_cancels(read: ReadEvent) -> bool:
    return text_of(read.event, "STATUS").upper() == "CANCELLED" and "RRULE" not in read.event


def _differ(one: ReadEvent, other: ReadEvent) -> bool:
    starts = [getattr(read.event.get("DTSTART"), "dt", None) for read in (one, other)]
    return text_of(one.event, "SUMMARY") != text_of(other.event, "SUMMARY") or starts[0] != starts[1]


def _match_day(event: Any, whole: Any) -> None:
    """An override that names only the day of an occurrence means the one of that day."""
    named, start = event.get("RECURRENCE-ID"), getattr(whole.get("DTSTART"), "dt", None)
    if named is not None and isinstance(start, datetime) and not isinstance(named.dt, datetime):
        event["RECURRENCE-ID"] = vDDDTypes(datetime.combine(named.dt, start.timetz()))


def _document(uid: str, found: Sequence[tuple[ReadEvent, str]]) -> Iterator[Document]:
    """None at all where nothing is known of the event but that it is called off."""
    if not found:
        return
    ordered = sorted(found, key=lambda pair: pair[0].instance is not None)
    reads = [read for read, _ in ordered]
    title = next((name for read in reads if (name := text_of(read.event, "SUMMARY"))), uid)
    changed = max((read.changed for read in reads if read.changed), default=None)
    yield Document(
        title=title,
        blocks=(Paragraph("\n".join("\n".join(text_lines(read.event)) for read in reads)),),
        modified=changed.date() if changed else None,
        fragment=uid,
        warnings=tuple(dict.fromkeys(warning for read in reads for warning in read.warnings)),
        row=EventRow(uid, title, _ical(reads, ordered[0][1])),
    )


def _ical(reads: Sequence[ReadEvent], zone: str) -> str:
    zones = dict.fromkeys(zone.definition for read in reads for zone in read.zones)
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + (f"X-WR-TIMEZONE:{zone}\r\n" if zone else "")
    body = "".join(read.event.to_ical().decode() for read in reads)
    return f"{head}{''.join(zones)}{body}END:VCALENDAR\r\n"


def _changed(read: ReadEvent) -> float:
    return read.changed.timestamp() if read.changed else 0.0
