"""Events of linked data mean the time that they meant, and say what has become of them."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.loaders import loader_for
from knowledge.calendar.calendar import Calendar
from knowledge.calendar.occurrences import Occurrence
from knowledge.errors import WrongFormat
from knowledge.models import Document, SourceInfo
from knowledge.records.register import Told
from knowledge.rows import EventRow

OSLO = ZoneInfo("Europe/Oslo")
NINE = datetime(2027, 3, 4, 9, tzinfo=OSLO)


def _read(*events: dict[str, Any]) -> tuple[Document, ...]:
    graph = [{"@type": "Event", **event} for event in events]
    return loader_for("a.jsonld", "events")(json.dumps({"@graph": graph}).encode(), "a.jsonld")


def _occurrences(*events: dict[str, Any]) -> list[Occurrence]:
    told = []
    for document in _read(*events):
        assert isinstance(document.row, EventRow)
        told.append(Told(document.row, SourceInfo(document.fragment, document.title, "events", "members")))
    found = Calendar(told, OSLO).between(datetime(2027, 1, 1, tzinfo=OSLO), datetime(2028, 1, 1, tzinfo=OSLO))
    return list(found)


def _one(**event: Any) -> Occurrence:
    (occurrence,) = _occurrences({"name": "Møte", **event})
    return occurrence


def _warnings(documents: tuple[Document, ...]) -> str:
    return "\n".join(warning for document in documents for warning in document.warnings)


@pytest.mark.parametrize(
    ("start", "end", "times"),
    [
        ("2027-03-04T09:00", "2027-03-04T11:00", (NINE, NINE + timedelta(hours=2))),
        ("2027-03-04T09:00:00+01:00", "2027-03-04T10:00:00Z", (NINE, NINE + timedelta(hours=2))),
        ("2027-03-04T03:00-05:00", "", (NINE, None)),
        ("2027-03-04", "", (date(2027, 3, 4), None)),
        ("2027-03-04", "2027-03-06", (date(2027, 3, 4), date(2027, 3, 6))),
    ],
)
def test_an_event_is_when_it_says(start: str, end: str, times: tuple[Any, Any]):
    found = _one(startDate=start, **({"endDate": end} if end else {}))
    assert (found.start, found.end) == times


_OFFSETS = st.integers(-12 * 4, 14 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))


@given(st.datetimes(datetime(2027, 1, 2), datetime(2027, 12, 30), timezones=_OFFSETS))
def test_every_instant_is_the_same_instant_here(moment: datetime):
    start = moment.replace(second=0, microsecond=0)
    assert _one(startDate=start.isoformat()).start == start


def test_an_event_says_where_who_and_what():
    found = _one(
        startDate="2027-03-04T09:00",
        duration="PT1H30M",
        description="<p>Kom, og ta med <b>kake</b>; vi koker kaffe.</p>",
        url="https://k.example/m",
        organizer={"@type": "Organization", "name": "Klyngen", "email": "post@k.example"},
        location={
            "@type": "Place",
            "name": "Salen",
            "address": {"streetAddress": "Gate 1", "addressLocality": "Moss"},
        },
        keywords="kaffe, kake",
    )
    assert found.end == NINE + timedelta(hours=1, minutes=30)
    assert (found.location, found.url, found.organizer) == (
        "Salen, Gate 1, Moss",
        "https://k.example/m",
        "Klyngen",
    )
    assert found.description == "Kom, og ta med kake ; vi koker kaffe."
    assert found.categories == ("kaffe", "kake")


@pytest.mark.parametrize(
    ("location", "shown"),
    [
        ("Salen, Moss", "Salen, Moss"),
        ({"@type": "Place", "name": "Salen", "address": "Gate 1, Moss"}, "Salen, Gate 1, Moss"),
        ({"@type": "VirtualLocation", "url": "https://meet.example/x"}, "https://meet.example/x"),
        (
            [
                {"@type": "VirtualLocation", "url": "https://meet.example/x"},
                {"@type": "Place", "name": "Salen"},
            ],
            "Salen",
        ),
    ],
)
def test_the_place_or_else_the_link(location: Any, shown: str):
    assert _one(startDate="2027-03-04", location=location).location == shown


@pytest.mark.parametrize(
    "status", ["EventCancelled", "https://schema.org/EventCancelled", "schema:EventCancelled",
               {"@id": "http://schema.org/EventCancelled"}]
)  # fmt: skip
def test_what_is_cancelled_is_cancelled(status: Any):
    assert _one(startDate="2027-03-04", eventStatus=status).cancelled


def test_what_is_put_off_does_not_take_place_then_and_says_so():
    found = _one(startDate="2027-03-04", eventStatus="EventPostponed", description="Vi ses.")
    assert found.cancelled
    assert found.description.splitlines()[0].startswith("Utsatt")


def test_what_is_moved_says_from_when():
    status = {"eventStatus": "https://schema.org/EventRescheduled"}
    found = _one(startDate="2027-03-04T09:00", previousStartDate="2027-03-02T10:00", **status)
    assert (found.start, found.moved_from) == (NINE, datetime(2027, 3, 2, 10, tzinfo=OSLO))
    by_day = _one(startDate="2027-03-04T09:00", previousStartDate="2027-03-02", **status)
    assert (by_day.start, by_day.moved_from) == (NINE, None)
    assert "Moved from 2027-03-02" in by_day.description


def test_events_that_share_an_address_stay_two_and_the_others_keep_theirs():
    page = "https://k.example/kalender"
    documents = _read(
        {"name": "A", "startDate": "2027-03-04", "url": page},
        {"name": "B", "startDate": "2027-03-05", "url": page},
        {"name": "C", "startDate": "2027-03-05", "url": page + "/c"},
        {"name": "D", "startDate": "2027-03-05", "@id": "#d"},
        {"name": "E", "startDate": "2027-03-05"},
    )
    assert [document.fragment for document in documents[:4]] == [
        f"{page}/2027-03-04",
        f"{page}/2027-03-05",
        f"{page}/c",
        "d",
    ]
    assert documents[4].fragment.startswith("event-")


def test_an_event_inside_another_is_an_event_of_its_own():
    whole = {"name": "Dagene", "startDate": "2027-03-04", "endDate": "2027-03-05"}
    part = {"@type": "schema:SocialEvent", "name": "Middag", "startDate": "2027-03-04T19:00"}
    assert [one.title for one in _occurrences({**whole, "subEvent": [part]})] == ["Dagene", "Middag"]


@pytest.mark.parametrize(
    ("event", "words"),
    [
        ({"startDate": "snart"}, ("“M” (@graph 1) was not read", "“snart”", "2027-03-04T09:00")),
        ({}, ("no startDate",)),
        ({"eventSchedule": {"repeatFrequency": "P1W"}}, ("no startDate", "schedule is not read")),
        (
            {"startDate": "2027-03-04", "eventSchedule": {"repeatFrequency": "P1W"}},
            ("“M” (@graph 1): its schedule",),
        ),
        ({"startDate": "2027-03-04", "endDate": "senere"}, ("“senere”", "the end was left out")),
        ({"startDate": "2027-03-04", "endDate": "2027-03-03"}, ("ends before it starts",)),
        ({"startDate": "2027-03-04", "endDate": "2027-03-04T10:00"}, ("its end is a day",)),
        ({"startDate": "2027-03-04", "duration": "lenge"}, ("“lenge”",)),
        ({"startDate": "2027-03-04", "offers": {"price": 10}}, ("not read: offers",)),
    ],
)
def test_what_is_not_understood_is_told_with_where(event: dict[str, Any], words: tuple[str, ...]):
    told = _warnings(_read({"name": "M", **event}, {"name": "God", "startDate": "2027-03-04"}))
    assert [word for word in words if word not in told] == []


def test_a_file_without_an_event_that_can_be_read_says_why():
    with pytest.raises(WrongFormat, match="snart"):
        _read({"name": "M", "startDate": "snart"})
