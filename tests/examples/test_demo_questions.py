"""The question set of the demo cluster holds what it promises."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from examples.build_demo.build import DEMO
from examples.build_demo.content import read_all
from knowledge.audiences import AudienceRule
from knowledge.evaluation.acceptance import accepts
from knowledge.evaluation.question_set import Case, Expected, read_cases
from knowledge.settings import load_cluster
from tests.examples.plain_text import plain_text, source_text

LINES = [
    case.expected if isinstance(case, Case) else case
    for case in read_cases((DEMO / "questions.jsonl").read_bytes().splitlines())
]
QUESTIONS = [line for line in LINES if isinstance(line, Expected)]
ANSWERED = [line for line in QUESTIONS if not line.no_answer]
UNANSWERED = [line for line in QUESTIONS if line.no_answer]
SETTINGS = load_cluster(DEMO / "cluster.toml")
RULE = AudienceRule(lambda: SETTINGS)
LANGUAGES = {f"documents/{content.target}": content.language for content in read_all()}
# What others may read, and the asker may not: if a document of the asker's held it, the question had an answer.
KEPT_FROM_THE_ASKER = {
    "q199": "1 140 000",
    "q200": "4,200,000",
    "q201": "79 000",
    "q202": "350,000",
    "q203": "3 900",
    "q204": "Price per GPU hour",
    "q205": "utmelding",
}

text_of = cache(lambda source: source_text(DEMO, source))


def _may_read(line: Expected, source: str) -> bool:
    return RULE.allows(source, RULE.asker_in_audience(line.audience or "members").audiences)


def test_every_line_can_be_read():
    assert LINES == QUESTIONS


@pytest.mark.parametrize("line", ANSWERED, ids=lambda line: line.id)
def test_every_answer_stands_in_a_source_and_every_source_holds_an_answer(line: Expected):
    assert line.answers
    assert all(any(accepts(text_of(source), [answer]) for source in line.sources) for answer in line.answers)
    assert all(accepts(text_of(source), line.answers) for source in line.sources)
    assert any(answer in text_of(source) for answer in line.answers for source in line.sources)


def test_directions_name_the_language_of_question_and_document():
    for line in ANSWERED:
        asked = "nb" if line.language == "nn" else line.language
        spoken = [LANGUAGES[source] for source in line.sources if source in LANGUAGES]
        assert line.direction == f"{asked}-{asked if asked in spoken else spoken[0]}", line.id


def test_sources_are_for_whom_the_line_asks():
    for line in ANSWERED:
        assert all(_may_read(line, source) for source in line.sources), line.id


def test_closed_documents_are_asked_about_and_only_by_their_own_audience():
    for audience, folder in {"board": "documents/board-only/", "partners": "documents/partnere/"}.items():
        closed = {line.id for line in ANSWERED if any(source.startswith(folder) for source in line.sources)}
        assert closed == {line.id for line in ANSWERED if line.audience == audience}
        assert closed


def test_what_is_kept_from_the_asker_stands_only_where_they_may_not_read():
    questions = {line.id: line for line in UNANSWERED}
    for identity, words in KEPT_FROM_THE_ASKER.items():
        holding = [source for source in LANGUAGES if words in plain_text(DEMO / source)]
        assert holding, identity
        assert not any(_may_read(questions[identity], source) for source in holding), identity


def test_the_set_is_as_large_and_as_even_as_promised():
    directions = Counter(line.direction for line in ANSWERED)
    assert len(QUESTIONS) >= 200
    assert (
        len({line.id for line in QUESTIONS}) == len({line.question for line in QUESTIONS}) == len(QUESTIONS)
    )
    assert set(directions) == {"nb-nb", "nb-en", "en-nb", "en-en"}
    assert min(directions.values()) >= 35
    assert min(Counter(line.language for line in UNANSWERED).values()) >= 15
    assert all(line.now for line in QUESTIONS)
