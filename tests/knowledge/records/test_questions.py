"""What was asked, and what people thought of the answers: kept for a while, and nobody's judgement has a name."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from knowledge.records.questions import AskedQuestion, Judged, Questions
from knowledge.records.tables import judgements
from tests.knowledge.introductions.made import ADA, BO, NOW
from tests.records import Records

ASKED = AskedQuestion(
    "Ev1", NOW, "Hva koster det?", "nb", "answered", ("members",), ("a.md",), ADA, "C1", "1.0"
)


@pytest.fixture
def questions(records: Records) -> Questions:
    return Questions(records.open())


def test_a_question_is_kept_as_it_was_and_only_once(questions: Questions):
    questions.record(ASKED)
    questions.record(replace(ASKED, outcome="abstained"))
    assert questions.get("Ev1") == replace(ASKED, outcome="abstained")
    assert questions.get("Ev2") is None


def test_each_persons_latest_word_counts(questions: Questions):
    questions.record(ASKED)
    assert questions.judge("Ev1", "U1", "good", NOW)
    assert questions.judge("Ev1", "U1", "bad", NOW)
    assert questions.judge("Ev1", "U1", "bad", NOW, "old")
    assert questions.judge("Ev1", "U2", "good", NOW)
    assert questions.judged("Ev1") == Judged(1, 1, (("old", 1),))


def test_what_is_not_known_cannot_be_judged(questions: Questions):
    assert not questions.judge("Ev9", "U1", "good", NOW)
    assert questions.judged("Ev9") == Judged(0, 0)


def test_who_judged_is_not_kept(questions: Questions, records: Records):
    questions.record(ASKED)
    questions.record(replace(ASKED, id="Ev2"))
    questions.judge("Ev1", "U123", "good", NOW)
    questions.judge("Ev2", "U123", "good", NOW)
    with records.open().connect() as connection:
        judges = connection.scalars(select(judgements.c.judge)).all()
    assert len(set(judges)) == 2
    assert not [judge for judge in judges if "U123" in judge]


def test_whose_data_is_deleted_leaves_a_question_without_a_name(questions: Questions):
    questions.record(ASKED)
    questions.record(replace(ASKED, id="Ev2", asker=BO))
    questions.forget(ADA)
    assert questions.get("Ev1") == replace(ASKED, asker="", channel="", thread="")
    assert questions.get("Ev2") == replace(ASKED, id="Ev2", asker=BO)
