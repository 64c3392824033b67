"""An event in words that are searched and quoted, in both languages where it says nothing of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from babel.dates import format_date

from knowledge.calendar.expansion import organizer_of, text_of
from knowledge.calendar.recurrence import in_words


def text_lines(event: Any) -> Iterator[str]:
    """What changes everything comes first: cancelled, moved."""
    start = event["DTSTART"].dt
    if text_of(event, "STATUS").upper() == "CANCELLED":
        yield "Avlyst / Cancelled"
    named = getattr(event.get("RECURRENCE-ID"), "dt", start)
    if type(named) is type(start) and named != start:
        yield f"Flyttet fra {_day(named, 'nb')} / Moved from {_day(named, 'en')}"
    yield f"{text_of(event, 'SUMMARY')}: {_when(event, start)}".removeprefix(": ")
    if rule := in_words(event):
        yield rule
    for text in (*(text_of(event, name) for name in ("LOCATION", "DESCRIPTION", "URL")), organizer_of(event)):
        if text:
            yield text


def _when(event: Any, start: datetime | date) -> str:
    end = _end(event, start)
    return f"{_span(start, end, 'nb')} / {_span(start, end, 'en')}"


def _end(event: Any, start: datetime | date) -> datetime | date:
    """When it is over; of whole days, the last one."""
    end: datetime | date | None = getattr(event.get("DTEND"), "dt", None)
    if end is None and "DURATION" in event:
        end = start + event["DURATION"].dt
    if end is None:
        return start
    if isinstance(start, datetime) and isinstance(end, datetime):
        return end.astimezone(start.tzinfo) if start.tzinfo and end.tzinfo else end
    return max(start, end - timedelta(days=1))


def _span(start: datetime | date, end: datetime | date, locale: str) -> str:
    first, last = _day(start, locale), _day(end, locale)
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        return first if first == last else f"{first} – {last}"
    glue = " kl. " if locale == "nb" else ", "
    zone = " UTC" if str(start.tzinfo) == "UTC" else ""
    begins, ends = f"{start:%H:%M}", f"{end:%H:%M}"
    if first != last:
        return f"{first}{glue}{begins} – {last}{glue}{ends}{zone}"
    return f"{first}{glue}{begins}{'' if start == end else '–' + ends}{zone}"


def _day(moment: datetime | date, locale: str) -> str:
    day = moment.date() if isinstance(moment, datetime) else moment
    return format_date(day, "EEEE d. MMMM y" if locale == "nb" else "EEEE d MMMM y", locale)
