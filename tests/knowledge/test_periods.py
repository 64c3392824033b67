"""Periods as people say them, seen from Tuesday 24 November 2026."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.periods import read_period

TODAY = date(2026, 11, 24)
EXAMPLES = [
    ("Hva skjer i dag?", "2026-11-24", "2026-11-24"),
    ("What's on tomorrow?", "2026-11-25", "2026-11-25"),
    ("Hva skjer denne uka?", "2026-11-23", "2026-11-29"),
    ("what is on this week", "2026-11-23", "2026-11-29"),
    ("Hva skjer neste uke?", "2026-11-30", "2026-12-06"),
    ("anything next week?", "2026-11-30", "2026-12-06"),
    ("noe i helga?", "2026-11-28", "2026-11-29"),
    ("this weekend", "2026-11-28", "2026-11-29"),
    ("i mars", "2027-03-01", "2027-03-31"),
    ("in March 2028", "2028-03-01", "2028-03-31"),
    ("møter i desember", "2026-12-01", "2026-12-31"),
    ("What is on in November?", "2026-11-01", "2026-11-30"),
    ("neste måned", "2026-12-01", "2026-12-31"),
    ("uke 12", "2027-03-22", "2027-03-28"),
    ("week 50", "2026-12-07", "2026-12-13"),
    ("uke 53 i 2026", "2026-12-28", "2027-01-03"),
    ("neste torsdag", "2026-11-26", "2026-11-26"),
    ("next Tuesday", "2026-12-01", "2026-12-01"),
    ("på fredag", "2026-11-27", "2026-11-27"),
    ("den 3. desember", "2026-12-03", "2026-12-03"),
    ("on 4 March", "2027-03-04", "2027-03-04"),
    ("on March 4th, 2027", "2027-03-04", "2027-03-04"),
    ("torsdag 4. mars 2027", "2027-03-04", "2027-03-04"),
    ("04.03.2027", "2027-03-04", "2027-03-04"),
    ("2027-03-04", "2027-03-04", "2027-03-04"),
    ("før jul", "2026-11-24", "2026-12-23"),
    ("before Easter", "2026-11-24", "2027-03-27"),
    ("etter påske", "2027-03-30", None),
    ("after New Year", "2027-01-01", None),
    ("hittil i år", "2026-01-01", "2026-11-24"),
    ("so far this year", "2026-01-01", "2026-11-24"),
    ("resten av året", "2026-11-24", "2026-12-31"),
    ("i første kvartal", "2027-01-01", "2027-03-31"),
    ("Q4", "2026-10-01", "2026-12-31"),
    ("de neste 14 dagene", "2026-11-24", "2026-12-08"),
    ("the next two weeks", "2026-11-24", "2026-12-08"),
    ("om tre uker", "2026-12-14", "2026-12-20"),
    ("mellom 1. desember og 15. januar", "2026-12-01", "2027-01-15"),
    ("from 1 December to 10 December", "2026-12-01", "2026-12-10"),
    ("før 15. desember", "2026-11-24", "2026-12-14"),
    ("til våren", "2027-01-01", "2027-06-30"),
    ("høst 2027", "2027-08-01", "2027-12-31"),
    ("this spring", "2027-03-01", "2027-05-31"),
    ("torsdag neste uke", "2026-12-03", "2026-12-03"),
    ("next week Thursday", "2026-12-03", "2026-12-03"),
    ("Thursday of week 12", "2027-03-25", "2027-03-25"),
    ("i 2022", "2022-01-01", "2022-12-31"),
    ("siden 2023", "2023-01-01", None),
    ("before 2022", None, "2021-12-31"),
    ("i fjor", "2025-01-01", "2025-12-31"),
    ("next year", "2027-01-01", "2027-12-31"),
    ("between 14 and 16 December", "2026-12-14", "2026-12-16"),
    ("mellom 11. og 15. januar 2027", "2027-01-11", "2027-01-15"),
    ("14.–16. desember", "2026-12-14", "2026-12-16"),
    ("fra 3. til 5. mars", "2027-03-03", "2027-03-05"),
    ("fra mars til mai 2027", "2027-03-01", "2027-05-31"),
    ("between November and February", "2026-11-01", "2027-02-28"),
    ("mars–mai 2028", "2028-03-01", "2028-05-31"),
    ("innen utgangen av mars", "2026-11-24", "2027-03-31"),
    ("by the end of the year", "2026-11-24", "2026-12-31"),
    ("on Easter Monday 2027", "2027-03-29", "2027-03-29"),
    ("langfredag", "2027-03-26", "2027-03-26"),
    ("Kristi himmelfartsdag", "2027-05-06", "2027-05-06"),
    ("på julaften", "2026-12-24", "2026-12-24"),
    ("New Year's Eve", "2026-12-31", "2026-12-31"),
    ("1. nyttårsdag", "2027-01-01", "2027-01-01"),
    ("17. mai", "2027-05-17", "2027-05-17"),
    ("i påsken", "2027-03-21", "2027-03-29"),
    ("at Christmas", "2026-12-24", "2027-01-01"),
    ("the week after next", "2026-12-07", "2026-12-13"),
    ("første halvår 2027", "2027-01-01", "2027-06-30"),
    ("in early March", "2027-03-01", "2027-03-10"),
    ("i midten av januar", "2027-01-11", "2027-01-20"),
    ("slutten av februar 2027", "2027-02-21", "2027-02-28"),
    ("hittil denne måneden", "2026-11-01", "2026-11-24"),
]


@pytest.mark.parametrize(("words", "first", "last"), EXAMPLES)
def test_a_period_is_read_as_people_mean_it(words, first, last):
    found = read_period(words, TODAY)
    assert found is not None
    assert (found.first and found.first.isoformat(), found.last and found.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "words",
    [
        "Hvem leder gruppen?",
        "May I book a room?",
        "Hvem kan kurse ledelsen vår?",
        "31. februar",
        "9999-12-31",
        "den 01.01.0001",
        "uke 99",
        "versjon 2.5.1 av malen",
        "kl. 09",
        "",
    ],
)
def test_what_names_no_period_gives_none(words):
    assert read_period(words, TODAY) is None


@given(st.text(max_size=60), st.dates())
def test_any_words_on_any_day_are_read_without_a_fault(words, day):
    found = read_period(words, day)
    assert found is None or found.words in words


@given(st.dates(date(2000, 1, 1), date(2099, 12, 20)))
def test_this_week_holds_today_and_next_week_begins_on_a_monday(day):
    this, following = read_period("denne uka", day), read_period("next week", day)
    assert this is not None
    assert this.holds(day)
    assert following is not None
    assert following.first is not None
    assert following.first.isoweekday() == 1
    assert not following.holds(day)
