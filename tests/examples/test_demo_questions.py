"""The question set of the demo cluster holds what it promises."""

import json
from collections import Counter
from functools import cache
from typing import Any

import pytest

from examples.build_demo.build import DEMO
from examples.build_demo.content import read_all
from tests.examples.plain_text import plain_text

QUESTIONS: list[dict[str, Any]] = [
    json.loads(line) for line in (DEMO / "questions.jsonl").read_text("utf-8").splitlines()
]
ANSWERED = [row for row in QUESTIONS if not row.get("no_answer")]
UNANSWERED = [row for row in QUESTIONS if row.get("no_answer")]
FOLDER_OF_AUDIENCE = {"board": "documents/board-only/", "partners": "documents/partnere/"}

text_of = cache(plain_text)


@pytest.mark.parametrize("row", ANSWERED, ids=lambda row: row["id"])
def test_every_answer_stands_in_a_source_and_every_source_holds_an_answer(row: dict[str, Any]) -> None:
    texts = [text_of(DEMO / source) for source in row["sources"]]
    assert all(any(answer in text for text in texts) for answer in row["answers"])
    assert texts
    assert all(any(answer in text for answer in row["answers"]) for text in texts)


def test_directions_name_the_language_of_question_and_document() -> None:
    languages = {f"documents/{content.target}": content.language for content in read_all()}
    for row in ANSWERED:
        assert row["direction"] == f"{row['language']}-{languages[row['sources'][0]]}", row["id"]


def test_closed_documents_are_asked_about_only_by_their_own_audience() -> None:
    for row in ANSWERED:
        for audience, folder in FOLDER_OF_AUDIENCE.items():
            closed = [source for source in row["sources"] if source.startswith(folder)]
            assert bool(closed) == (row["audience"] == audience), row["id"]


def test_the_set_is_as_large_and_as_even_as_promised() -> None:
    directions = Counter(row["direction"] for row in ANSWERED)
    assert len(QUESTIONS) >= 130
    assert (
        len({row["id"] for row in QUESTIONS}) == len({row["question"] for row in QUESTIONS}) == len(QUESTIONS)
    )
    assert set(directions) == {"nb-nb", "nb-en", "en-nb", "en-en"}
    assert min(directions.values()) >= 25
    assert len(UNANSWERED) >= 25
    assert not any(row["sources"] or row["answers"] for row in UNANSWERED)
