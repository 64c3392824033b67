"""How many introductions a round gives somebody, and who takes part. Everybody here is fictional."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.directory.directory import Person
from knowledge.introductions.history import History
from knowledge.introductions.limits import A_MONTH, OPEN_AT_ONCE
from knowledge.introductions.mixing import room, takes_part
from knowledge.matching.barriers import capacity
from knowledge.matching.past import Past
from knowledge.rows import PersonRow

DAY = date(2026, 11, 2)
EMAIL = "kari@x.example"


def person(willing: int | None, consents: bool | None = True) -> Person:
    return Person(PersonRow("Kari", EMAIL, willing=willing, consents=consents), (), {})


@pytest.mark.parametrize(
    ("willing", "pairs", "threes"), [(0, 0, 0), (1, 1, 1), (2, 1, 2), (3, 2, 2), (5, 2, 2)]
)
def test_a_round_of_pairs_leaves_half_for_those_who_ask(willing, pairs, threes):
    history = History(DAY)
    assert (room(person(willing), history, 2), room(person(willing), history, 3)) == (pairs, threes)


@given(st.integers(0, 5), st.integers(0, 6), st.integers(0, 3), st.sampled_from([2, 3]))
def test_nobody_has_more_room_than_they_want_and_than_the_limits_leave(willing, load, open_asks, size):
    history = History(DAY, Past(load={EMAIL: load}), {EMAIL: open_asks})
    left = room(person(willing), history, size)
    assert left >= 0
    assert left == 0 or load + left <= min(capacity(person(willing)), A_MONTH)
    assert left == 0 or open_asks + left <= OPEN_AT_ONCE


@pytest.mark.parametrize(
    ("willing", "consents", "takes"),
    [(1, True, True), (None, True, False), (0, True, False), (2, None, False)],
)
def test_only_who_says_that_they_want_to_take_part_takes_part(willing, consents, takes):
    assert takes_part(person(willing, consents), History(DAY)) is takes
