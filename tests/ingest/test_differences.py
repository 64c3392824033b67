"""Which rows of a register are new, gone or changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ingest.differences import row_changes
from knowledge.reports import FieldChange, RowChanges
from knowledge.rows import EventRow, MemberRow, PersonRow

HAVN = MemberRow("Havn", place="Moss", tags=("is", "båt"), joined=date(2024, 5, 1))


def changes(before, after):
    return row_changes("m.csv", {f"m.csv#{k}": v for k, v in before.items()}, _sources(after))


def _sources(rows):
    return {f"m.csv#{name}": row for name, row in rows.items()}


def test_each_changed_value_is_told_as_it_was_and_is():
    now = replace(HAVN, place="Halden", tags=("is",), joined=None, extra=(("Lag", "3"),))
    told = changes({"Havn": HAVN, "Elv": MemberRow("Elv")}, {"Havn": now, "Elv": MemberRow("Elv")})
    assert told.changed == (
        FieldChange("m.csv#Havn", "place", "Moss", "Halden"),
        FieldChange("m.csv#Havn", "tags", "is; båt", "is"),
        FieldChange("m.csv#Havn", "joined", "2024-05-01", ""),
        FieldChange("m.csv#Havn", "Lag", "", "3"),
    )
    assert (told.added, told.removed, told.changed_rows, told.same) == ((), (), 1, 1)


def test_consent_that_is_given_is_told():
    before, after = PersonRow("Runa", "r@x.example"), PersonRow("Runa", "r@x.example", consents=True)
    assert changes({"r": before}, {"r": after}).changed == (FieldChange("m.csv#r", "consents", "", "yes"),)


def test_rows_of_one_name_that_change_places_are_the_same():
    other = MemberRow("Havn", place="Bodø")
    told = changes({"Havn": HAVN, "Havn (2)": other}, {"Havn": other, "Havn (2)": HAVN})
    assert told == RowChanges("m.csv", same=2)


def test_of_rows_of_one_name_the_changed_one_is_told_and_the_missing_one_is_gone():
    other, third = MemberRow("Havn", place="Bodø"), MemberRow("Havn", place="Narvik")
    told = changes(
        {"Havn": HAVN, "Havn (2)": other}, {"Havn": other, "Havn (2)": replace(HAVN, place="Oslo")}
    )
    assert told.changed == (FieldChange("m.csv#Havn (2)", "place", "Moss", "Oslo"),)
    told = changes({"Havn": HAVN, "Havn (2)": other, "Havn (3)": third}, {"Havn": third, "Havn (2)": HAVN})
    assert (told.removed, told.changed, told.same) == (("m.csv#Havn (2)",), (), 2)


def _event(place: str, stamp: str, extra: str = "") -> EventRow:
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "BEGIN:VEVENT", "UID:1", f"DTSTAMP:{stamp}",
        f"SEQUENCE:{stamp[7]}",
        "DTSTART;TZID=Europe/Oslo:20270304T090000", f"LOCATION:{place}", "RRULE:FREQ=WEEKLY", "END:VEVENT", extra,
        "END:VCALENDAR",
    ]  # fmt: skip
    return EventRow("1", "Frokost", "\r\n".join(line for line in lines if line))


def test_an_event_that_was_only_exported_again_is_the_same():
    told = changes({"1": _event("Moss", "20260101T000000Z")}, {"1": _event("Moss", "20260202T000000Z")})
    assert told == RowChanges("m.csv", same=1)


def test_what_is_changed_of_an_event_and_of_one_of_its_days_is_told_by_property():
    moved = (
        "BEGIN:VEVENT\r\nUID:1\r\nRECURRENCE-ID:20270311T080000Z\r\n"
        "DTSTART;TZID=Europe/Oslo:20270312T090000\r\nEND:VEVENT"
    )
    told = changes(
        {"1": _event("Moss", "20260101T000000Z")}, {"1": _event("Hangar 4", "20260101T000000Z", moved)}
    )
    assert told.changed == (
        FieldChange("m.csv#1", "LOCATION", "Moss", "Hangar 4"),
        FieldChange("m.csv#1", "20270311T080000Z RECURRENCE-ID", "", "20270311T080000Z"),
        FieldChange("m.csv#1", "20270311T080000Z DTSTART", "", "20270312T090000 Europe/Oslo"),
    )


ROWS = st.dictionaries(
    st.sampled_from(["A", "A (2)", "A (3)", "B", "C"]),
    st.builds(MemberRow, st.sampled_from("ABC"), place=st.sampled_from(["", "Moss", "Halden"])),
)


@given(ROWS, ROWS)
def test_every_row_is_counted_once(before, after):
    told = changes(before, after)
    assert len(after) == told.same + told.changed_rows + len(told.added)
    assert len(before) == told.same + told.changed_rows + len(told.removed)


@given(ROWS)
def test_nothing_is_told_where_nothing_is_changed(rows):
    assert changes(rows, rows) == RowChanges("m.csv", same=len(rows))
