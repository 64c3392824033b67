"""An event to add to one's own calendar, read back."""

from __future__ import annotations

from datetime import UTC, date, datetime

import icalendar

from knowledge.calendar.calendar import Calendar
from knowledge.calendar.export import as_ics
from knowledge.calendar.occurrences import Occurrence
from knowledge.records.register import Told
from knowledge.rows import EventRow
from tests.knowledge.calendar.events import OSLO, calendar, event, found

STAMP = datetime(2026, 11, 25, 8, tzinfo=UTC)
TEXTS = (
    "SUMMARY:Blåbær\\, fløte; og mer",
    "LOCATION:Fyrhuset\\, Moss",
    "URL:https://klyngen.example/a?b=c;d",
)


def _read(*occurrences: Occurrence) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(as_ics(occurrences, STAMP)).walk("VEVENT"))


def test_a_timed_event_keeps_its_moments_and_its_texts():
    (one,) = found(
        calendar(
            event("DTSTART;TZID=Europe/Oslo:20270701T090000", "DURATION:PT90M", *TEXTS, "CATEGORIES:kurs,KI")
        )
    )
    (read,) = _read(one)
    assert (read.start, read.end) == (
        datetime(2027, 7, 1, 7, tzinfo=UTC),
        datetime(2027, 7, 1, 8, 30, tzinfo=UTC),
    )
    assert (str(read["SUMMARY"]), str(read["LOCATION"])) == ("Blåbær, fløte; og mer", "Fyrhuset, Moss")
    assert (str(read["URL"]), list(read.categories)) == ("https://klyngen.example/a?b=c;d", ["kurs", "KI"])
    assert (read["DTSTAMP"].dt, str(read["STATUS"])) == (STAMP, "CONFIRMED")


def test_whole_days_are_dates_with_an_exclusive_end():
    (one,) = found(
        calendar(event("DTSTART;VALUE=DATE:20261125", "DTEND;VALUE=DATE:20261127", "STATUS:CANCELLED"))
    )
    (read,) = _read(one)
    assert (read["DTSTART"].dt, read["DTEND"].dt) == (date(2026, 11, 25), date(2026, 11, 27))
    assert b"DTSTART;VALUE=DATE:20261125" in as_ics([one], STAMP)
    assert str(read["STATUS"]) == "CANCELLED"


def test_occurrences_of_a_series_are_events_of_their_own_and_a_moved_one_stays_the_same():
    weekly = event("DTSTART;TZID=Europe/Oslo:20270318T090000", "RRULE:FREQ=WEEKLY;COUNT=2")
    moved = event(
        "RECURRENCE-ID;TZID=Europe/Oslo:20270325T090000", "DTSTART;TZID=Europe/Oslo:20270326T110000"
    )
    planned = [str(read["UID"]) for read in _read(*found(calendar(weekly)))]
    assert planned == ["a-20270318T080000Z", "a-20270325T080000Z"]
    assert [str(read["UID"]) for read in _read(*found(calendar(weekly, moved)))] == planned


def test_what_is_exported_is_read_again_as_the_same_event():
    (one,) = found(calendar(event("DTSTART;TZID=Europe/Oslo:20270328T013000", "DURATION:PT2H", *TEXTS)))
    row = EventRow("a-20270328T003000Z", one.title, as_ics([one], STAMP).decode())
    (again,) = found(Calendar([Told(row, one.source)], OSLO))
    assert (again.start, again.end, again.title, again.url) == (one.start, one.end, one.title, one.url)
