"""A curated answer as members read it: marked with the day on which somebody stood by it, its text inert."""

from __future__ import annotations

from datetime import date

import pytest

from bot.replies.answer import answer_messages
from bot.replies.plain import source_lines
from knowledge.outcomes import Answered, Citation


def _answered(language: str) -> Answered:
    own = Citation(
        1, "answers#a1", "", "Hva koster det?", "", updated=date(2027, 3, 3), confirmed=date(2027, 3, 3)
    )
    return Answered(
        "Ti kroner, @channel. Se [her](https://sted.example). [1]", language, (own,), "extractive"
    )


@pytest.mark.parametrize(
    ("language", "mark"), [("nb", "bekreftet 3. mars 2027"), ("en", "confirmed 3 March 2027")]
)
def test_a_curated_answer_says_when_it_was_confirmed(language: str, mark: str):
    answer = _answered(language)
    assert list(source_lines(answer)) == [f"  [1] Hva koster det? · {mark}"]
    [message] = answer_messages(answer, ())
    assert mark in str(message.blocks)


def test_the_text_of_a_curated_answer_pings_nobody_and_brings_no_link_of_its_own():
    [message] = answer_messages(_answered("nb"), ())
    said = str(message.blocks)
    assert "@channel" not in said
    assert "<https://sted.example" not in said
