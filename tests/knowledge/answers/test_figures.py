"""Numbers of an answer are those of its sources, however they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answers.figures import figures, unfounded

SOURCE = (
    "Kontingenten er 11 250 kroner, og forfaller 1. februar 2027 kl. 09:00. "
    "Tre av fem betaler i tide; 12,5 % aldri."
)


@pytest.mark.parametrize(
    "claim",
    [
        "The fee is NOK 11,250.",
        "Det koster 11.250 kroner.",
        "Det koster 11\u00a0250 kroner.",
        "It is due on 1 February 2027 at 9:00.",
        "Three of 5 pay in time, 12.5 per cent never.",
        "Due on 01.02.2027.",
        "Ingen tall her.",
    ],
)
def test_a_number_may_be_written_otherwise_than_in_the_source(claim: str):
    assert unfounded(claim, SOURCE) == frozenset()


@pytest.mark.parametrize(
    ("claim", "invented"),
    [
        ("Det er 12 250 kroner.", {"12 250"}),
        ("There are four of them.", {"four"}),
        ("Det er sju av dem i 2027.", {"sju"}),
        ("Due on 4 February 2027", {"4"}),
    ],
)
def test_a_number_that_the_source_does_not_hold_is_named(claim: str, invented: set[str]):
    assert unfounded(claim, SOURCE) == invented


@given(st.text(max_size=60))
def test_whatever_a_text_says_its_numbers_stand_in_itself(text: str):
    assert unfounded(text, text) == frozenset()
    assert all(number.isdigit() for number in figures(text))
