"""A model that recites its own rules."""

from __future__ import annotations

from knowledge.answers.prompts import recites, system_prompt
from tests.bot.fakes import now


def test_its_rules_are_known_again_also_in_other_letters_and_marks():
    said = [line for line in system_prompt("X", "nb", now().date()).splitlines() if len(line.split()) > 8]
    assert said
    assert all(recites(f"**{line.upper()}** [1].") for line in said[2:])


def test_an_answer_is_none_of_them():
    assert not recites("The fee for small companies is NOK 11 250 a year, and it is due in March [1].")
