"""Which questions can be searched for as they stand."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from knowledge.answers.clarity import is_vague, leans_back
from knowledge.models import Asker, Question, Turn

NOW = datetime(2026, 11, 24, tzinfo=UTC)
BEFORE = (Turn("member", "Hva er Energigruppen?"),)


def asked(text: str, history: tuple[Turn, ...] = ()) -> Question:
    return Question(text, Asker(frozenset({"members"})), NOW, history)


@pytest.mark.parametrize(
    "text",
    [
        "Prisen?",
        "Hva koster det?",
        "Fortell mer",
        "Kan dere hjelpe meg med noe?",
        "Hva gjør dere?",
        "Hvem?",
        "price",
        "Tell me more, please",
        "What do you do?",
        "What about money?",
        "How do I join?",
    ],
)
def test_a_question_that_says_too_little_is_vague(text: str):
    assert is_vague(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hva koster årskontingenten for små bedrifter?",
        "Hva er Energigruppen?",
        "Hva er besøksadressen?",
        "Hvem er Tuva?",
        "Hva er GPU?",
        "Når er årsmøtet i klyngen?",
        "What happened in 2025?",
        "membership fee",
        "Who is Tuva Lien?",
        "How do I book the drone lab?",
        "???",
        "",
    ],
)
def test_a_question_that_names_its_subject_or_nothing_at_all_is_not(text: str):
    assert not is_vague(text)


@pytest.mark.parametrize(
    "text",
    [
        "og når møtes de?",
        "Hva med små bedrifter?",
        "Hvem leder den?",
        "and when do they meet?",
        "Who runs it?",
    ],
)
def test_a_short_question_that_points_back_leans_on_what_was_said(text: str):
    assert leans_back(asked(text, BEFORE))
    assert not leans_back(asked(text))


@pytest.mark.parametrize(
    "text",
    [
        "Hva koster årskontingenten for små bedrifter?",
        "What does a stand at the autumn fair cost?",
        "Hvordan kan vi som ikke er medlemmer ennå delta på det åpne møtet i Energigruppen i mars?",
    ],
)
def test_a_question_that_points_nowhere_or_says_all_itself_leans_on_nothing(text: str):
    assert not leans_back(asked(text, BEFORE))
