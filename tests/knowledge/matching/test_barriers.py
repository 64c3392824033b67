"""Who may never be introduced to whom. Everybody here is fictional."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.directory.directory import Directory, Person
from knowledge.matching.barriers import between, of_person
from knowledge.matching.past import Past
from knowledge.models import SourceInfo
from knowledge.records.register import Told
from knowledge.rows import MemberRow, PersonRow

DAY = date(2026, 11, 24)
MEMBERS = (MemberRow("Tjeld AS"), MemberRow("Alke AS"), MemberRow("Gammel AS", left=date(2026, 6, 30)))


def people(*rows: PersonRow) -> tuple[Person, ...]:
    members = [Told(row, SourceInfo(f"m.csv#{row.name}", row.name, "members", "members")) for row in MEMBERS]
    told = [Told(row, SourceInfo(f"p.csv#{row.email}", row.name, "people", "members")) for row in rows]
    return Directory(members, told).people


def person(name: str = "kari", organisation: str = "Tjeld AS", **values) -> Person:
    row = PersonRow(name, f"{name}@x.example", organisation, **({"consents": True, "willing": 2} | values))
    return people(row)[0]


PAIR = frozenset({"kari@x.example", "odd@x.example"})


@pytest.mark.parametrize(
    ("values", "barrier"),
    [
        ({}, None),
        ({"consents": None}, "no consent"),
        ({"consents": False}, "no consent"),
        ({"paused_until": DAY}, "paused"),
        ({"paused_until": DAY - timedelta(days=1)}, None),
        ({"willing": 0}, "no capacity"),
        ({"willing": None}, None),
        ({"status": "utmeldt"}, "left"),
        ({"left": DAY - timedelta(days=1)}, "left"),
        ({"organisation": "Gammel AS"}, "left"),
    ],
)
def test_nobody_is_asked_who_has_not_agreed_or_cannot(values, barrier):
    assert of_person(person(**values), DAY, Past()) == barrier


def test_who_has_had_as_many_as_they_want_this_month_is_left_in_peace():
    assert of_person(person(), DAY, Past(load={"kari@x.example": 1})) is None
    assert of_person(person(), DAY, Past(load={"kari@x.example": 2})) == "no capacity"
    assert of_person(person(), DAY, Past(benched=frozenset({"kari@x.example"}))) == "benched"


@pytest.mark.parametrize(
    ("past", "barrier"),
    [
        (Past(), None),
        (Past(met={PAIR: DAY - timedelta(days=100)}), "met"),
        (Past(met={PAIR: DAY - timedelta(days=200)}), None),
        (Past(declined={PAIR: DAY - timedelta(days=300)}), "declined"),
        (Past(declined={PAIR: DAY - timedelta(days=400)}), None),
        (Past(organisations_met={frozenset({"tjeld as", "alke as"}): DAY}), "organisations met"),
        (Past(not_with={"kari@x.example": frozenset({"Alke AS"})}), "not with"),
        (Past(not_with={"odd@x.example": frozenset({"KARI@x.example"})}), "not with"),
    ],
)
def test_two_are_kept_apart_by_what_was_and_by_what_either_wants(past, barrier):
    kari, odd = person(), person("odd", "Alke AS")
    assert between(kari, odd, DAY, past) == barrier
    assert between(odd, kari, DAY, past) == barrier


def test_colleagues_meet_only_where_that_is_asked_for():
    kari, odd = person(), person("odd")
    assert between(kari, odd, DAY, Past()) == "same organisation"
    assert between(kari, odd, DAY, Past(), colleagues=True) is None
    assert between(kari, kari, DAY, Past(), colleagues=True) == "themselves"


@given(
    st.sampled_from(["Tjeld AS", "Alke AS", "", "Ukjent AS"]),
    st.sampled_from(["Tjeld AS", "Alke AS", "", "Ukjent AS"]),
    st.dates(date(2025, 1, 1), DAY),
    st.booleans(),
)
def test_a_barrier_between_two_is_the_same_from_either_side(one, other, met, colleagues):
    past = Past(met={PAIR: met})
    kari, odd = person(organisation=one), person("odd", other)
    there = between(kari, odd, DAY, past, colleagues=colleagues)
    assert there == between(odd, kari, DAY, past, colleagues=colleagues)
    assert there is not None or DAY - met >= timedelta(days=183)
