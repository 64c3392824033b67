"""A list of events, day by day, as a member reads it."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.replies.answer import answer_messages, page_messages
from bot.replies.rows import page_text, rows_text
from knowledge.calendar.occurrences import Occurrence
from tests.bot.exact import OSLO, answer, occurrence

TODAY = date(2027, 2, 1)
NOON = occurrence(
    uid="lunch@x.example",
    title="Lunsj",
    start=datetime(2027, 3, 4, 12, tzinfo=OSLO),
    end=None,
    location="",
)
NEXT_YEAR = occurrence(start=date(2028, 1, 3), end=None, title="Stengt", location="Labben")


def told(*cards: Occurrence, language: str = "nb", today: date | None = TODAY) -> list[str]:
    return rows_text(answer("events", language=language, occurrences=cards, today=today)).split("\n")


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "nb",
            [
                "**Torsdag 4. mars**",
                "- 09:00–10:30: Etikkgruppen, Fyrhuset [1]",
                "- 12:00: Lunsj [1]",
                "",
                "**Mandag 3. januar 2028**",
                "- Hele dagen: Stengt, Labben [1]",
            ],
        ),
        (
            "en",
            [
                "**Thursday 4 March**",
                "- 09:00–10:30: Etikkgruppen, Fyrhuset [1]",
                "- 12:00: Lunsj [1]",
                "",
                "**Monday 3 January 2028**",
                "- All day: Stengt, Labben [1]",
            ],
        ),
    ],
)
def test_events_stand_below_their_day_and_another_year_is_said(language: str, lines: list[str]):
    assert told(occurrence(), NOON, NEXT_YEAR, language=language) == lines


def test_where_nobody_knows_the_year_every_year_is_said():
    assert told(occurrence(), NOON, today=None)[0] == "**Torsdag 4. mars 2027**"


def test_what_lasts_for_days_says_until_when():
    days = occurrence(start=date(2027, 3, 4), end=date(2027, 3, 6), location="")
    nights = occurrence(end=datetime(2027, 3, 5, 14, tzinfo=OSLO), location="")
    assert told(days, nights)[1:] == [
        "- Til og med lørdag 6. mars: Etikkgruppen [1]",
        "- 09:00 – fredag 5. mars kl. 14:00: Etikkgruppen [1]",
    ]
    assert told(days, nights, language="en")[1:] == [
        "- Until and including Saturday 6 March: Etikkgruppen [1]",
        "- 09:00 – Friday 5 March, 14:00: Etikkgruppen [1]",
    ]


def test_in_a_list_too_what_is_cancelled_or_moved_says_so():
    cancelled = occurrence(cancelled=True, title="AVLYST: Etikkgruppen")
    moved = occurrence(moved_from=datetime(2027, 3, 3, 9, tzinfo=OSLO))
    assert told(cancelled, moved)[1:] == [
        "- 09:00–10:30: **Avlyst:** Etikkgruppen, Fyrhuset [1]",
        "- 09:00–10:30: **Flyttet** (fra onsdag 3. mars 2027 kl. 09:00): Etikkgruppen, Fyrhuset [1]",
    ]


def test_how_often_a_series_repeats_is_said_once():
    rule = "Gjentas hver uke, torsdag / Repeats every week, Thursday"
    weeks = [
        occurrence(start=datetime(2027, 3, day, 9, tzinfo=OSLO), end=None, recurrence=rule) for day in (4, 11)
    ]
    assert [line for line in told(*weeks) if line.startswith("-")] == [
        "- 09:00: Etikkgruppen, Fyrhuset (gjentas hver uke, torsdag) [1]",
        "- 09:00: Etikkgruppen, Fyrhuset [1]",
    ]
    assert "(repeats every week, Thursday)" in "".join(told(*weeks, language="en"))


def test_an_event_of_another_zone_says_what_clocks_show_there():
    abroad = occurrence(zone="Europe/Helsinki", location="Tammerfors")
    assert told(abroad, NOON)[1] == "- 09:00–10:30 (10:00–11:30 i Helsingfors): Etikkgruppen, Tammerfors [1]"
    [alone] = told(abroad, language="en")
    assert (
        alone
        == "- Etikkgruppen: Thursday 4 March 2027, 09:00–10:30 (10:00–11:30 in Helsinki), Tammerfors [1]"
    )


def test_the_hour_that_is_there_twice_says_which_it_is():
    twice = datetime(2027, 10, 31, 2, 30, tzinfo=ZoneInfo("Europe/Oslo"))
    first, second = (occurrence(start=twice.replace(fold=fold), end=None) for fold in (0, 1))
    assert [line.split(": ")[0] for line in told(first, second)[1:]] == [
        "- 02:30 (sentraleuropeisk sommertid)",
        "- 02:30 (sentraleuropeisk normaltid)",
    ]


def test_a_further_page_goes_on_by_day():
    cards = [occurrence(start=datetime(2027, 3, day, 9, tzinfo=OSLO), end=None) for day in range(1, 23)]
    rows = answer("events", occurrences=tuple(cards), today=TODAY)
    assert page_text(rows, 1).split("\n")[:4] == [
        "21–22 av 22:",
        "",
        "**Søndag 21. mars**",
        "- 09:00: Etikkgruppen, Fyrhuset [1]",
    ]
    [message] = page_messages(rows, 1)
    assert "*Mandag 22. mars*\n• 09:00: Etikkgruppen" in message.text


def test_in_slack_the_events_of_a_day_stand_close_to_it():
    [message] = answer_messages(answer("events", occurrences=(occurrence(), NOON), today=TODAY), ())
    assert message.text.startswith(
        "*Torsdag 4. mars*\n• 09:00–10:30: Etikkgruppen, Fyrhuset [1]\n• 12:00: Lunsj"
    )


def test_the_address_of_an_event_is_a_link():
    [message] = answer_messages(
        answer("events", occurrences=(occurrence(url="https://x.example/pamelding"),)), ()
    )
    assert "Fyrhuset, <https://x.example/pamelding>" in message.text
