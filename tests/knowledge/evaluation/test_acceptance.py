"""An expected text is found whatever its typography, and only as itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.evaluation.acceptance import accepts, normalised


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("Den koster 22\u00a0000 kroner.", "22 000 kroner"),
        ("It costs 22,000 kroner. [1]", "22 000"),
        ("Det koster 22.000\nkroner", "22000 kroner"),
        ("1 234 567 in all", "1,234,567"),
        ("fra 09:00–15:30", "09:00-15:30"),
        ("**Solveig  Marstein** [2] leder den", "solveig marstein"),
        ("The rate is 1,25 times", "1,25"),
        ("Price per GPU hour: 14", "14"),
        ("60 days’ notice", "60 days' notice"),
        ("13:00–14:30", "13:00"),
        ("it is AMBER.", "amber"),
    ],
)
def test_typography_does_not_matter(answer: str, expected: str):
    assert accepts(answer, ["something else", expected])


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("in 2014", "14"),
        ("at 14:30, in room 3.14", "14"),
        ("65 000 kroner", "5 000"),
        ("1 200 000 kroner", "1 200"),
        ("210,000 kroner", "210"),
        ("an answer [14]", "14"),
        ("2026 500 kroner", "2026500"),
        ("kontingenten", "kontingent"),
        ("", "14"),
    ],
)
def test_a_part_of_a_word_or_of_a_number_is_something_else(answer: str, expected: str):
    assert not accepts(answer, [expected])


@given(st.text(max_size=60))
def test_normalising_twice_is_normalising_once(text: str):
    assert normalised(normalised(text)) == normalised(text)
