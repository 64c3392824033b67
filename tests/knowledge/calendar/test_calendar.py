"""When events take place: rules, exceptions, zones, and what is cancelled or moved."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.calendar.calendar import Calendar
from tests.knowledge.calendar.events import OSLO, at, calendar, event, found, starts, told

WEEKLY = (
    "DTSTART;TZID=Europe/Oslo:20270318T090000",
    "DTEND;TZID=Europe/Oslo:20270318T100000",
    "SUMMARY:Møte",
)
FOUR = event(*WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=4")


def test_the_clock_stays_when_summer_time_begins():
    assert starts(calendar(FOUR)) == [
        "2027-03-18T09:00",
        "2027-03-25T09:00",
        "2027-04-01T09:00",
        "2027-04-08T09:00",
    ]
    assert [one.start.utcoffset().seconds // 3600 for one in found(calendar(FOUR))] == [1, 1, 2, 2]


def test_a_rule_in_utc_stays_in_utc_and_is_told_in_the_clusters_zone():
    utc = event("DTSTART:20270318T080000Z", "RRULE:FREQ=WEEKLY;COUNT=3")
    assert starts(calendar(utc)) == ["2027-03-18T09:00", "2027-03-25T09:00", "2027-04-01T10:00"]


def test_a_time_without_a_zone_is_the_clusters():
    (one,) = found(calendar(event("DTSTART:20270701T120000", "DURATION:PT90M")))
    assert (one.start, one.end) == (at("2027-07-01T12:00"), at("2027-07-01T13:30"))


def test_a_time_that_the_clock_leaps_over_is_the_one_that_it_shows_then():
    assert starts(calendar(event("DTSTART;TZID=Europe/Oslo:20270328T023000"))) == ["2027-03-28T03:30"]


def test_exceptions_are_left_out_and_additions_are_there():
    lines = (
        "RRULE:FREQ=WEEKLY;COUNT=3",
        "EXDATE;TZID=Europe/Oslo:20270325T090000",
        "RDATE;TZID=Europe/Oslo:20270330T120000",
    )
    assert starts(calendar(event(*WEEKLY, *lines))) == [
        "2027-03-18T09:00",
        "2027-03-30T12:00",
        "2027-04-01T09:00",
    ]


def test_a_cancelled_occurrence_is_shown_as_cancelled_and_the_others_are_not():
    gone = event(
        "RECURRENCE-ID;TZID=Europe/Oslo:20270325T090000",
        "DTSTART;TZID=Europe/Oslo:20270325T090000",
        "STATUS:CANCELLED",
    )
    assert [one.cancelled for one in found(calendar(FOUR, gone))] == [False, True, False, False]


def test_a_cancelled_series_is_cancelled_as_a_whole_even_where_an_override_is_not():
    moved = event(
        "RECURRENCE-ID;TZID=Europe/Oslo:20270325T090000", "DTSTART;TZID=Europe/Oslo:20270326T090000"
    )
    whole = calendar(event(*WEEKLY, "STATUS:CANCELLED", "RRULE:FREQ=WEEKLY;COUNT=2"), moved)
    assert [one.cancelled for one in found(whole)] == [True, True]
    assert whole.series[0].cancelled


def test_a_moved_occurrence_knows_where_it_was():
    moved = event(
        "RECURRENCE-ID:20270325T080000Z", "DTSTART;TZID=Europe/Oslo:20270326T113000", "SUMMARY:Flyttet"
    )
    told = {one.title: one.moved_from for one in found(calendar(FOUR, moved))}
    assert told == {"Møte": None, "Flyttet": at("2027-03-25T09:00")}


def test_this_and_future_moves_what_follows_by_as_much():
    later = event(
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Oslo:20270325T090000",
        "DTSTART;TZID=Europe/Oslo:20270326T110000",
    )
    told = [(one.start.isoformat()[:16], one.moved_from) for one in found(calendar(FOUR, later))]
    assert told == [
        ("2027-03-18T09:00", None),
        ("2027-03-26T11:00", at("2027-03-25T09:00")),
        ("2027-04-02T11:00", at("2027-04-01T09:00")),
        ("2027-04-09T11:00", at("2027-04-08T09:00")),
    ]


def test_of_two_overrides_the_higher_sequence_holds():
    name = "RECURRENCE-ID;TZID=Europe/Oslo:20270325T090000"
    new = event(name, "SEQUENCE:3", "DTSTART;TZID=Europe/Oslo:20270327T090000")
    old = event(name, "SEQUENCE:2", "DTSTART;TZID=Europe/Oslo:20270326T090000")
    assert "2027-03-27T09:00" in starts(calendar(FOUR, new, old))
    assert "2027-03-26T09:00" not in starts(calendar(FOUR, new, old))


def test_whole_days_end_with_their_last_day():
    (one,) = found(calendar(event("DTSTART;VALUE=DATE:20261125", "DTEND;VALUE=DATE:20261127")))
    assert (one.start, one.end, one.is_all_day) == (date(2026, 11, 25), date(2026, 11, 26), True)
    assert (one.first_day, one.last_day) == (date(2026, 11, 25), date(2026, 11, 26))


@pytest.mark.parametrize("lines", [("DTSTART;VALUE=DATE:20261125",), ("DTSTART:20261125T120000",)])
def test_one_day_and_a_point_in_time_have_no_end(lines: tuple[str, ...]):
    (one,) = found(calendar(event(*lines)))
    assert (one.end, one.last_day) == (None, date(2026, 11, 25))


def test_on_a_day_is_what_touches_it_in_the_clusters_zone():
    conference = calendar(event("DTSTART;VALUE=DATE:20261125", "DTEND;VALUE=DATE:20261127"))
    assert [len(conference.on(date(2026, 11, day))) for day in (24, 25, 26, 27)] == [0, 1, 1, 0]
    night = calendar(event("DTSTART:20261124T233000Z", "DTEND:20261124T234500Z"))
    assert [len(night.on(date(2026, 11, day))) for day in (24, 25)] == [0, 1]


def test_the_end_of_a_span_and_of_an_event_are_not_part_of_it():
    hour = calendar(event("DTSTART:20261125T120000", "DTEND:20261125T130000"))
    assert starts(hour, "2026-11-25T13:00", "2026-11-25T14:00") == []
    assert starts(hour, "2026-11-25T11:00", "2026-11-25T12:00") == []
    assert len(starts(hour, "2026-11-25T12:59", "2026-11-25T14:00")) == 1


@pytest.mark.parametrize(
    ("start", "until", "last"),
    [
        ("DTSTART;TZID=Europe/Oslo:20270318T090000", "20270401", "2027-04-01T09:00"),
        ("DTSTART;TZID=Europe/Oslo:20270318T090000", "20270401T090000", "2027-04-01T09:00"),
        ("DTSTART:20270318T090000", "20270401T070000Z", "2027-04-01T09:00"),
        ("DTSTART;VALUE=DATE:20270318", "20270331T220000Z", "2027-04-01"),
    ],
)
def test_an_until_of_the_wrong_kind_still_holds_its_last_day(start: str, until: str, last: str):
    assert starts(calendar(event(start, f"RRULE:FREQ=WEEKLY;UNTIL={until}")))[-1] == last


def test_what_comes_next_is_what_has_not_ended_even_years_ahead():
    yearly = told(event("DTSTART:20200229T120000", "DTEND:20200229T140000", "RRULE:FREQ=YEARLY"))
    leap = Calendar([yearly], OSLO)
    assert leap.upcoming(at("2027-03-01"))[0].start == at("2028-02-29T12:00")
    assert leap.upcoming(at("2028-02-29T13:00"))[0].start == at("2028-02-29T12:00")
    assert leap.upcoming(at("2028-02-29T14:00")) == ()
    assert leap.upcoming(at("2028-02-29T14:00"), years=5)[0].start == at("2032-02-29T12:00")


def test_each_occurrence_comes_next_once_and_in_order_and_only_the_matching():
    daily = calendar(
        event("DTSTART;VALUE=DATE:20260101", "DTEND;VALUE=DATE:20260104", "RRULE:FREQ=DAILY;INTERVAL=10")
    )
    many = daily.upcoming(at("2026-01-02"), limit=60)
    assert len({one.start for one in many}) == len(many) == 60
    assert [one.start for one in many] == sorted(one.start for one in many)
    march = daily.upcoming(at("2026-01-02"), lambda one: one.first_day.month == 3, limit=2)
    assert [one.start for one in march] == [date(2026, 3, 2), date(2026, 3, 12)]


def test_a_component_that_cannot_be_read_costs_that_component_alone():
    bad = event("RECURRENCE-ID;TZID=Europe/Oslo:20270325T090000", "SUMMARY:Uten start")
    assert len(starts(calendar(FOUR, bad))) == 4
    assert len(found(Calendar([told("BEGIN:VEVENT\r\nUID:b\r\n", uid="b"), told(FOUR)], OSLO))) == 4


def test_the_same_event_in_two_sources_is_one_and_the_trusted_one():
    feed = told(event(*WEEKLY, "LOCATION:Oslo", "SEQUENCE:9"), trust="website", path="web")
    own = told(event(*WEEKLY, "LOCATION:Moss", "SEQUENCE:1"), trust="coordinator")
    newer = told(event(*WEEKLY, "LOCATION:Halden", "SEQUENCE:2"), trust="coordinator")
    (one,) = found(Calendar([feed, own], OSLO))
    assert (one.location, one.source.source) == ("Moss", "events.ics#a")
    assert [one.location for one in found(Calendar([newer, feed, own], OSLO))] == ["Halden"]


def test_a_series_says_how_it_repeats_in_both_languages():
    lines = (
        "CATEGORIES:gruppe,sikkerhet",
        "DESCRIPTION:Om sikkerhet",
        "RRULE:FREQ=MONTHLY;INTERVAL=2;BYDAY=2TU",
    )
    (series,) = calendar(event(*WEEKLY, *lines)).series
    assert (series.categories, series.description) == (("gruppe", "sikkerhet"), "Om sikkerhet")
    assert series.recurrence == (
        "Gjentas annenhver måned, andre tirsdag / Repeats every other month, second Tuesday"
    )


def test_the_organizer_is_named_or_addressed():
    named = calendar(event(*WEEKLY, "ORGANIZER;CN=Kari Nordmann:mailto:kari@example.org"))
    bare = calendar(event(*WEEKLY, "ORGANIZER:mailto:kari@example.org"))
    assert [found(one)[0].organizer for one in (named, bare)] == ["Kari Nordmann", "kari@example.org"]


@pytest.mark.parametrize(
    ("start", "zone"),
    [
        (";TZID=Europe/Helsinki:20270304T100000", "Europe/Helsinki"),
        (";TZID=Europe/Stockholm:20270304T090000", ""),
        (":20270304T080000Z", ""),
        (":20270304T090000", ""),
        (";VALUE=DATE:20270304", ""),
    ],
)
def test_where_clocks_show_another_time_the_zone_is_kept(start: str, zone: str):
    (one,) = found(calendar(event(f"DTSTART{start}")))
    assert one.zone == zone
    assert one.first_day == date(2027, 3, 4)


def test_each_occurrence_knows_how_often_its_series_repeats():
    assert {one.recurrence.partition(" / ")[0] for one in found(calendar(FOUR))} == {"Gjentas hver uke"}
    assert [one.recurrence for one in found(calendar(event(*WEEKLY)))] == [""]
