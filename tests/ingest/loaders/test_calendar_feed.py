"""Every component of a calendar is read or reported, whatever program wrote it, and means the time that it meant."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.loaders import loader_for
from knowledge.calendar.calendar import Calendar
from knowledge.errors import UnreadableFile
from knowledge.models import Document, Paragraph, SourceInfo
from knowledge.records.register import Told
from knowledge.rows import EventRow

FOLDER = Path(__file__).parent / "calendars"
OSLO = ZoneInfo("Europe/Oslo")
NINE = "2027-03-04T09:00"
SUMMER = "2027-07-01T09:00"
WEEKS = [date(2027, 3, 4) + timedelta(weeks=number) for number in range(9)]

# file: (events read, words that must stand in what is reported, occurrences in 2027; "-" marks a cancelled one)
FILES: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "additional-periods": ("r13", (), (NINE, "2027-03-10T09:00")),
    "alarm": ("a1", (), (NINE,)),
    "blank-lines": ("god", (), (NINE,)),
    "broken-duration": ("b4", ("DURATION", "en time"), (NINE,)),
    "broken-exception": ("r12", ("EXDATE", "i morgen"), (NINE, "2027-03-06T09:00")),
    "broken-line-without-a-space": ("raw", (), (NINE,)),
    "broken-rule": ("r1", ("RRULE", "FREQ=ANNENHVER"), (NINE,)),
    "broken-stamps": ("b8", ("DTSTAMP", "SEQUENCE"), (NINE,)),
    "broken-start": ("god", ("line 11", "DTSTART", "i morgen"), (NINE,)),
    "broken-zone": ("z1", ("Ødelagt", "cluster's own"), (SUMMER,)),
    "byte-order-mark": ("god", (), (NINE,)),
    "cancelled-by-a-message": ("c1", (), (NINE, "-2027-03-11T09:00", "2027-03-18T09:00")),
    "cancelled-series-by-a-message": ("c2", (), ("-" + NINE, "-2027-03-11T09:00", "-2027-03-18T09:00")),
    "carriage-returns-only": ("god", (), (NINE,)),
    "cp1252": ("god", (), (NINE,)),
    "custom-zone-after-its-event": ("o5", (), (SUMMER,)),
    "cut-off-inside-an-event": ("god", ("line 11", "END:VEVENT", "cut off"), (NINE,)),
    "day-and-time": ("b7", ("its end is a day",), (NINE,)),
    "ends-before-it-starts": ("b6", ("ends before it starts",), (NINE,)),
    "excluding-rule": ("r11", ("EXRULE",), (NINE, "2027-03-05T09:00", "2027-03-06T09:00")),
    "floating": ("f1", (), (NINE,)),
    "folded-inside-a-letter": ("fold", (), (NINE,)),
    "folded-with-tabs": ("tab", (), (NINE,)),
    "google-unknown-calendar-zone": ("god", ("Mars/Utopia",), (NINE,)),
    "google": (
        "g1@google.com g2@google.com",
        (),
        (NINE, *(f"2027-{day:%m-%d}T09:00" for day in WEEKS)),
    ),
    "lic-location": ("v2", (), (SUMMER,)),
    "line-feeds-only": ("god", (), (NINE,)),
    "lower-case-names": ("god", (), (NINE,)),
    "negative-duration": ("b5", ("duration is negative",), (NINE,)),
    "no-calendar-around": ("god", (), (NINE,)),
    "no-colon": ("n1", ("line 9", "DESCRIPTION"), (NINE,)),
    "no-end-of-calendar": ("god", ("END:VCALENDAR",), (NINE,)),
    "no-end-of-event": ("god", ("line 4", "END:VEVENT"), (NINE,)),
    "no-events": ("", (), ()),
    "no-start": ("god", ("En gang", "no start"), (NINE,)),
    "no-such-day": ("god", ("line 11", "20270230T090000"), (NINE,)),
    "no-uid": ("event-d6a13da639fb", (), (NINE,)),
    "outlook-custom-zone": ("o4", (), (SUMMER,)),
    "outlook-display-name": ("o2", (), (SUMMER,)),
    "outlook-quoted-zone": ("o3", (), (SUMMER,)),
    "outlook-windows-zone": ("o1", (), (SUMMER,)),
    "override-alone": ("o7", (), (NINE,)),
    "override-by-day": ("o6", (), (NINE, "2027-03-12T09:00")),
    "rule-every-second": ("r4", ("too often",), (NINE,)),
    "rule-that-never-comes": ("r5", ("too often",), ()),
    "rule-until-a-day": ("r7", (), (NINE, "2027-03-11T09:00", "2027-03-18T09:00")),
    "rule-until-a-time-for-days": ("r8", (), ("2027-03-04", "2027-03-11", "2027-03-18")),
    "rule-with-broken-count": ("r10", ("RRULE", "mange"), (NINE,)),
    "rule-with-broken-until": ("r9", ("RRULE", "snart"), (NINE,)),
    "rule-with-count-and-until": ("r6", ("both COUNT and UNTIL",), (NINE, "2027-03-05T09:00", "2027-03-06T09:00")),
    "rule-with-interval-0": ("r3", ("interval",), (NINE,)),
    "rule-without-frequency": ("r2", ("how often",), (NINE,)),
    "same-uid-later-edition": ("e1", (), (NINE,)),
    "same-uid-two-events": ("1", ("“Frokost”", "“Lunsj”", "same UID"), ("2027-04-01T14:00",)),
    "several-calendars": ("god to", (), (NINE, NINE)),
    "simple": ("god", (), (NINE,)),
    "stray-end": ("god", ("line 11",), (NINE,)),
    "tasks-and-notes": ("god", ("VTODO", "Kjøp kaffe", "VJOURNAL", "Dagbok", "VFREEBUSY"), (NINE,)),
    "unknown-component": ("god", ("X-ROOM", "Leia"), (NINE,)),
    "unknown-zone": ("z2", ("Månen", "cluster's own"), (SUMMER,)),
    "utc-with-a-zone-too": ("u2", (), (NINE,)),
    "utc": ("u1", (), (NINE,)),
    "utf-16": ("god", (), (NINE,)),
    "vendor-prefix-zone": ("v1", (), (SUMMER,)),
    "whole-days": ("d1", (), ("2027-03-04",)),
}  # fmt: skip
UNREADABLE = {
    "cancelled-and-unknown": "calls off an event that is not here",
    "empty": "empty",
    "only-tasks": "Kjøp kaffe",
    "web-page": "no calendar",
}


def _load(name: str) -> tuple[Document, ...]:
    return loader_for("a.ics", "events")((FOLDER / f"{name}.ics").read_bytes(), "a.ics")


def _told(document: Document) -> Told[EventRow]:
    assert isinstance(document.row, EventRow)
    return Told(document.row, SourceInfo(f"a.ics#{document.fragment}", document.title, "events", "members"))


def _text(document: Document) -> str:
    return "\n".join(block.text for block in document.blocks if isinstance(block, Paragraph))


def test_every_file_of_the_folder_is_in_the_table():
    assert {path.stem for path in FOLDER.glob("*.ics")} == FILES.keys() | UNREADABLE.keys()


@pytest.mark.parametrize("name", FILES)
def test_every_component_is_read_or_reported(name: str):
    uids, words, occurrences = FILES[name]
    documents = _load(name)
    assert [document.fragment for document in documents] == uids.split()
    warnings = [warning for document in documents for warning in document.warnings]
    assert bool(warnings) == bool(words)
    assert [word for word in words if word not in "\n".join(warnings)] == []
    year = Calendar([_told(document) for document in documents], OSLO).between(
        datetime(2027, 1, 1, tzinfo=OSLO), datetime(2028, 1, 1, tzinfo=OSLO)
    )
    assert tuple("-" * one.cancelled + one.start.isoformat()[:16] for one in year) == occurrences


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_without_an_event_that_can_be_read_says_why(name: str):
    with pytest.raises(UnreadableFile, match=UNREADABLE[name]):
        _load(name)


def test_two_files_may_define_the_same_zone_name_differently():
    oslo = (FOLDER / "outlook-custom-zone.ics").read_text("utf-8")
    tokyo = oslo.replace("TZOFFSETTO:+0100", "TZOFFSETTO:+0900").replace(
        "TZOFFSETTO:+0200", "TZOFFSETTO:+0900"
    )
    load = loader_for("a.ics", "events")
    starts = [
        Calendar([_told(*load(text.encode(), "a.ics"))], OSLO)
        .upcoming(datetime(2027, 1, 1, tzinfo=OSLO))[0]
        .start
        for text in (oslo, tokyo)
    ]
    assert [start.hour for start in starts] == [9, 2]


def test_an_event_is_told_in_words_with_what_changes_it_first():
    (moved,) = _load("cancelled-by-a-message")
    assert "Avlyst / Cancelled\nFrokostmøte" not in _text(moved).partition("Avlyst")[0]
    assert _text(moved).startswith(
        "Frokostmøte: torsdag 4. mars 2027 kl. 09:00 / Thursday 4 March 2027, 09:00\n"
        "Gjentas hver uke / Repeats every week\nAvlyst / Cancelled\n"
    )
    (day,) = _load("whole-days")
    assert (
        "torsdag 4. mars 2027 – fredag 5. mars 2027 / Thursday 4 March 2027 – Friday 5 March 2027"
        in _text(day)
    )
    (override,) = _load("override-alone")
    assert _text(override).startswith("Flyttet fra onsdag 3. mars 2027 / Moved from Wednesday 3 March 2027\n")


def test_a_line_is_told_by_its_number_in_the_file_even_after_folded_ones():
    folded = (FOLDER / "no-colon.ics").read_text("utf-8").replace("SUMMARY:Frokost", "SUMMARY:Fro\n kost")
    (document,) = loader_for("a.ics", "events")(folded.encode(), "a.ics")
    assert "line 10" in document.warnings[0]


def test_text_survives_folds_encodings_and_lines_that_were_broken():
    assert _load("folded-inside-a-letter")[0].title == "Blåbærfrokost på Sørøya"
    assert _load("cp1252")[0].title == _load("utf-16")[0].title == "Frokostmøte"
    assert "Første linje\nog andre linje" in _text(_load("broken-line-without-a-space")[0])


def test_an_event_carries_its_own_day_of_change():
    assert _load("simple")[0].modified == date(2026, 11, 1)
    assert _load("broken-stamps")[0].modified is None


PIECES = st.sampled_from((FOLDER / "google.ics").read_bytes().splitlines(keepends=True)) | st.sampled_from(
    [
        b"RRULE:FREQ=DAILY;BYHOUR=1,2;UNTIL=2\r\n",
        b"EXDATE:\r\n",
        b"DURATION:P\r\n",
        b"RECURRENCE-ID:x\r\n",
        b" x\n",
        b"\0",
    ]
)


@settings(deadline=None, derandomize=True)
@given(st.lists(PIECES | st.binary(max_size=12), max_size=25).map(b"".join))
def test_whatever_bytes_a_calendar_holds_it_becomes_events_or_a_reason(content: bytes):
    try:
        documents = loader_for("a.ics", "events")(content, "a.ics")
    except UnreadableFile:
        return
    Calendar([_told(document) for document in documents], OSLO).upcoming(datetime(2027, 1, 1, tzinfo=OSLO))
