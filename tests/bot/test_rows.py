"""Exact answers in words, in both languages, as a member reads them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from bot.replies.answer import answer_messages
from bot.replies.rows import rows_text
from knowledge.outcomes import MemberCard
from tests.bot.exact import OSLO, RUNA, TJELD, answer, occurrence


def test_a_list_says_how_many_and_by_what_each_is_in_it():
    told = rows_text(answer("members", "count", conditions=("oppstartsbedrifter",), organisations=(TJELD,)))
    assert (
        told == "**1** medlem for «oppstartsbedrifter»:\n- **Tjeld Data AS** (oppstartsbedrift, Larvik) [1]"
    )


def test_a_name_is_not_given_as_the_reason_for_itself():
    told = rows_text(answer("members", organisations=(replace(TJELD, reason="Tjeld Data AS"),)))
    assert told.splitlines()[-1] == "- **Tjeld Data AS** (oppstartsbedrift, Larvik) [1]"


def test_every_number_in_a_list_is_among_the_sources():
    rows = answer("members", organisations=(TJELD, TJELD, TJELD))
    [three] = answer_messages(rows, ())
    assert three.text.endswith("[1–3] members.csv")
    apart = tuple(one for one in rows.citations if one.n != 2)
    [two] = answer_messages(replace(rows, citations=apart), ())
    assert two.text.endswith("[1], [3] members.csv")


def test_one_member_is_a_card_with_what_it_offers_its_website_and_whom_to_talk_to():
    told = rows_text(answer("members", "about", "en", organisations=(TJELD,)))
    assert told.splitlines() == [
        "**Tjeld Data AS**: member since 15 September 2023, oppstartsbedrift, Larvik. [1]",
        "Lager sensorer.",
        "Offers: sensordata; prognoser",
        "Website: https://tjeld.example",
        "Contact: Runa Tveit",
    ]


def test_who_has_left_is_said_to_have_left():
    former = MemberCard("Gammel AS", "members.csv#Gammel AS", former=True, left=date(2026, 6, 30))
    told = rows_text(answer("members", "about", organisations=(former,)))
    assert told.startswith("**Gammel AS** er ikke lenger medlem (til 30. juni 2026).")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nb", "Det er ingen medlemmer som passer til «Molde»."),
        ("en", "There are no members that fit “Molde”."),
    ],
)
def test_nothing_is_said_to_be_nothing(language: str, said: str):
    assert rows_text(answer("members", "list", language, ("Molde",))) == said


def test_what_is_only_the_nearest_is_said_to_be_that():
    told = rows_text(answer("members", "list", "en", ("whaling",), True, organisations=(TJELD,)))
    assert told.startswith("I found none that fit “whaling”. The nearest:\n- **Tjeld Data AS**")


def test_a_count_by_kind_names_each_kind():
    groups = (("SMB", 3), ("offentlig", 1), ("", 1))
    told = rows_text(answer("members", "group", organisations=(TJELD,), groups=groups))
    assert told.splitlines()[1:] == ["- SMB: 3", "- offentlig: 1", "- ikke oppgitt: 1"]


def test_people_are_named_with_role_employer_and_why():
    told = rows_text(answer("people", "list", "en", ("sensor data",), persons=(RUNA,)))
    assert told.splitlines() == [
        "**1** person for “sensor data”:",
        "- **Runa Tveit**, daglig leder, Tjeld Data AS: sensordata · runa@tjeld.example [1]",
    ]


def test_addresses_of_many_people_are_left_out():
    told = rows_text(answer("people", persons=(RUNA,) * 4))
    assert "runa@tjeld.example" not in told


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("nb", "- Etikkgruppen: torsdag 4. mars 2027 kl. 09:00–10:30, Fyrhuset [1]"),
        ("en", "- Etikkgruppen: Thursday 4 March 2027, 09:00–10:30, Fyrhuset [1]"),
    ],
)
def test_an_event_has_day_time_and_place_in_the_readers_language(language: str, line: str):
    assert rows_text(answer("events", "next", language, occurrences=(occurrence(),))) == line


def test_what_is_cancelled_or_moved_is_said_first():
    cancelled = occurrence(cancelled=True, title="AVLYST: Etikkgruppen")
    assert rows_text(answer("events", occurrences=(cancelled,))).startswith(
        "- **Avlyst:** Etikkgruppen: torsdag"
    )
    moved = occurrence(moved_from=datetime(2027, 3, 3, 9, tzinfo=OSLO))
    told = rows_text(answer("events", language="en", occurrences=(moved,)))
    assert told.startswith("- **Moved** (from Wednesday 3 March 2027, 09:00): Etikkgruppen: Thursday 4 March")


def test_whole_days_have_no_times():
    days = occurrence(start=date(2027, 4, 21), end=date(2027, 4, 22), location="")
    told = rows_text(answer("events", occurrences=(days,)))
    assert told == "- Etikkgruppen: onsdag 21. april 2027 – torsdag 22. april 2027 [1]"


def test_an_empty_week_is_told_with_what_comes_next():
    told = rows_text(answer("events", "list", "nb", ("uke 3",), True, occurrences=(occurrence(),)))
    assert told.splitlines()[:2] == [
        "Det står ingenting i kalenderen for «uke 3».",
        "Det neste som skjer:",
    ]


def test_of_a_long_list_the_rest_is_named():
    told = rows_text(answer("members", organisations=(TJELD,) * 22))
    assert told.splitlines()[-1] == "… og 2 til: Tjeld Data AS, Tjeld Data AS."
    events = rows_text(answer("events", language="en", occurrences=(occurrence(),) * 21))
    assert events.splitlines()[-1] == "… and 1 more: Etikkgruppen (4 March 2027)."


def test_of_a_list_beyond_reading_the_number_is_told():
    assert rows_text(answer("members", organisations=(TJELD,) * 300)).splitlines()[-1] == "… og 280 til."
