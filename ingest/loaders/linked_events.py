"""Nodes of linked data -> events, by way of iCalendar: what an event says is then read as it is of a calendar."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Calendar, Event, vCalAddress
from icalendar.prop import vDuration, vText

from ingest.loaders import calendar_feed
from ingest.loaders.linked_nodes import Node, plain_name
from ingest.loaders.linked_rows import left_out
from knowledge.errors import WrongFormat
from knowledge.models import Document

_Duration: Any = vDuration  # the library leaves it untyped
_READ = frozenset(
    [
        *(
            "name",
            "description",
            "url",
            "startDate",
            "endDate",
            "duration",
            "eventStatus",
            "previousStartDate",
        ),
        *(
            "location",
            "organizer",
            "keywords",
            "dateModified",
            "eventSchedule",
            "subEvent",
            "subEvents",
            "superEvent",
        ),
        *("eventAttendanceMode", "doorTime"),
    ]
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOVED = "Flyttet fra {0} / Moved from {0}"
_POSTPONED = "Utsatt, ny dato kommer / Postponed, a new date is to come"
_REPEATS = (
    "its schedule (eventSchedule) is not read, so that only its startDate is known; list each date by itself"
)

Moment = date | datetime


@dataclass(frozen=True, slots=True)
class Made:
    """An event as iCalendar, and what could not be read of it."""

    event: Any
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotMade:
    sentence: str


def event_documents(nodes: Sequence[Node], told: Sequence[str]) -> tuple[Document, ...]:
    """A document for each event. Raises WrongFormat where no event can be read."""
    uids = _uids(nodes)
    made = [_made(node, uid) for node, uid in zip(nodes, uids, strict=True)]
    events = [one.event for one in made if isinstance(one, Made)]
    warnings = [*told, *left_out(nodes, _READ)]
    for one in made:
        warnings += one.warnings if isinstance(one, Made) else (one.sentence,)
    if not events:
        raise WrongFormat(
            "; ".join(("no event in it can be read", *warnings[:1])),
            "mend it there, or export the events as a calendar (.ics)",
        )
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    for event in events:
        calendar.add_component(event)
    first, *others = calendar_feed.load(calendar.to_ical(), "made.ics")
    return (replace(first, warnings=(*warnings, *first.warnings)), *others)


def _uids(nodes: Sequence[Node]) -> list[str]:
    """What an event is called there; where several are called the same, such as by the address of one page, each with
    its start. Where nothing is said, the calendar makes one."""
    names = [_identity(node) for node in nodes]
    several = Counter(names)
    return [
        f"{name}/{node.text('startDate')}" if name and several[name] > 1 else name
        for node, name in zip(nodes, names, strict=True)
    ]


def _identity(node: Node) -> str:
    name = node.text("identifier") or node.text("@id") or node.text("url")
    return "" if name.startswith("_:") else name.lstrip("#")


def _made(node: Node, uid: str) -> Made | NotMade:
    start = _moment(node.text("startDate"))
    if start is None:
        written = node.text("startDate")
        why = f"its startDate (“{written}”) is no date" if written else "it has no startDate"
        schedule = "; its schedule is not read" if node.values.get("eventSchedule") else ""
        return NotMade(f"{node.label} was not read: {why}{schedule}; give it one such as 2027-03-04T09:00")
    event = Event()
    event.add("SUMMARY", node.text("name") or uid)
    event.add("DTSTART", start)
    if uid:
        event.add("UID", uid)
    warnings = [*_add_end(event, node, start), *([_REPEATS] if node.values.get("eventSchedule") else [])]
    remarks = _add_status(event, node, start)
    _add_texts(event, node, remarks)
    return Made(event, tuple(f"{node.label}: {warning}" for warning in warnings))


def _add_end(event: Any, node: Node, start: Moment) -> Iterator[str]:
    written = node.text("endDate")
    end = _moment(written)
    if written and end is None:
        yield f"its endDate (“{written}”) is no date; the end was left out"
    elif end is not None and isinstance(end, datetime) != isinstance(start, datetime):
        yield "its end is a day where its start is a time, or the other way round; the end was left out"
    elif end is not None and _clock(end) < _clock(start):
        yield "it ends before it starts; the end was left out"
    elif end is not None:
        # Of whole days iCalendar names the first one after.
        event.add("DTEND", end if isinstance(end, datetime) else end + timedelta(days=1))
    elif node.text("duration"):
        yield from _add_duration(event, node.text("duration"))


def _add_duration(event: Any, written: str) -> Iterator[str]:
    try:
        lasts = _Duration.from_ical(written)
    except ValueError:
        lasts = timedelta(0)
    if lasts > timedelta(0):
        event.add("DURATION", lasts)
    else:
        yield f"its duration (“{written}”) is not understood and was left out"


def _add_status(event: Any, node: Node, start: Moment) -> list[str]:
    """What an event is no more. One that was put off does not take place then, whenever it will."""
    status = plain_name(node.text("eventStatus"))
    if status in ("EventCancelled", "EventPostponed"):
        event.add("STATUS", "CANCELLED")
        return [_POSTPONED] if status == "EventPostponed" else []
    before = _moment(node.text("previousStartDate"))
    if status != "EventRescheduled" or before is None or before == start:
        return []
    if _like(before, start):
        event.add("RECURRENCE-ID", before)
        return []
    return [_MOVED.format(node.text("previousStartDate"))]


def _add_texts(event: Any, node: Node, remarks: Sequence[str]) -> None:
    texts = {
        "LOCATION": _location(node),
        "DESCRIPTION": "\n".join(filter(None, (*remarks, node.text("description")))),
        "URL": node.text("url"),
    }
    for name, text in texts.items():
        if text:
            event[name] = vText(text)
    words = [word.strip() for text in node.texts("keywords") for word in text.split(",") if word.strip()]
    if words:
        event.add("CATEGORIES", words)
    if node.text("organizer"):
        inviting = node.nodes("organizer")
        address = vCalAddress(
            "mailto:" + (inviting[0].text("email") if inviting else "").removeprefix("mailto:")
        )
        address.params["CN"] = vText(node.text("organizer"))
        event["ORGANIZER"] = address
    changed = _moment(node.text("dateModified"))
    if changed is not None:
        event.add("LAST-MODIFIED", _clock(changed))


def _location(node: Node) -> str:
    """The place with its address; else where to go on the web."""
    there, web = [], []
    for place in node.nodes("location"):
        if "VirtualLocation" in place.types:
            web += [text for text in (place.text("url") or place.text("name"),) if text]
            continue
        address = place.nodes("address")
        parts = (
            place.text("name"),
            *(address[0].texts("streetAddress", "addressLocality") if address else ()),
        )
        there.append(", ".join(dict.fromkeys(filter(None, (*parts, *place.texts("address"))))))
    written = [text for text in node.texts("location") if not node.nodes("location")]
    return "; ".join(filter(None, (*there, *written))) or "; ".join(web)


def _moment(written: str) -> Moment | None:
    """A day, a time on the clock of the place, or an instant in UTC; None for anything else."""
    try:
        if _DAY.fullmatch(written):
            return date.fromisoformat(written)
        moment = datetime.fromisoformat(written)
        return moment.astimezone(UTC) if moment.tzinfo else moment
    except (ValueError, OverflowError):
        return None


def _clock(value: Moment) -> datetime:
    """To be compared and stamped; a day begins at midnight, and a clock without a zone is taken for UTC's."""
    moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _like(one: Moment, other: Moment) -> bool:
    """Whether both are days, both times of a clock, or both instants."""
    if isinstance(one, datetime) and isinstance(other, datetime):
        return (one.tzinfo is None) == (other.tzinfo is None)
    return isinstance(one, datetime) == isinstance(other, datetime)
