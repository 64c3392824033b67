"""What every query writer promises: with a model, with one that fails, and without."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from knowledge.answers.chat_models import build_chat_model
from knowledge.answers.queries import OwnWords, QueryWriter
from knowledge.answers.query_model import ModelQueryWriter
from knowledge.models import Asker, Question, Turn
from tests.standins.model import FullPurse, ModelStandIn, Refuses, Says

NOW = datetime(2026, 11, 24, tzinfo=UTC)
HISTORY = (Turn("member", "Hva er Energigruppen?"), Turn("assistant", "En gruppe for fornybar energi [1]."))
GOOD = Says("nb: Når møtes Energigruppen?\nen: When does the energy group meet?")
WILD = ("", " ", "???", "😀", "a\0b", "\u2028> hei", "og de? " * 400, "Что это?")


def asked(text: str, history: tuple[Turn, ...] = ()) -> Question:
    return Question(text, Asker(frozenset({"members"})), NOW, history)


@pytest.fixture(params=["own words", "model", "model out of order"])
def writer(request: pytest.FixtureRequest) -> Iterator[QueryWriter]:
    if request.param == "own words":
        yield OwnWords()
        return
    replies = [GOOD if request.param == "model" else Refuses(500)] * 2 * len(WILD)
    with ModelStandIn(*replies) as standing:
        model = build_chat_model(
            "openai:stand-in", 5, FullPurse(), api_key="sk-test", base_url=standing.base_url
        )
        yield ModelQueryWriter("stand-in", model, OwnWords(), 5)


def test_a_clear_question_is_searched_for_as_it_was_asked(writer: QueryWriter):
    queries = writer.queries(asked("Hva koster årskontingenten for små bedrifter?", HISTORY))
    assert queries.all == ("Hva koster årskontingenten for små bedrifter?",)


def test_the_original_of_a_follow_up_holds_it_and_the_question_that_it_leans_on(writer: QueryWriter):
    assert (
        writer.queries(asked("og når møtes de?", HISTORY)).original
        == "Hva er Energigruppen? og når møtes de?"
    )


def test_what_the_assistant_said_is_never_searched_for_by_itself(writer: QueryWriter):
    assert "fornybar" not in " ".join(writer.queries(asked("og når møtes de?", HISTORY)).all)


@pytest.mark.parametrize("history", [(), HISTORY])
@pytest.mark.parametrize("text", WILD)
def test_whatever_is_asked_is_in_the_original_and_no_query_beside_it_is_empty(
    writer: QueryWriter, text: str, history: tuple[Turn, ...]
):
    queries = writer.queries(asked(text, history))
    assert queries.original.endswith(text)
    assert all(query.strip() for query in queries.rewritten)
    assert len(set(queries.all)) == len(queries.all) <= 3
