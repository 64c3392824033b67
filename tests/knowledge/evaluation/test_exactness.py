"""Rows are compared as sets, with the kind and the words of the answer beside them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.evaluation.exactness import compare
from knowledge.evaluation.judgement import Judgement, direction, reply
from knowledge.evaluation.question_set import Case, Expected
from knowledge.evaluation.scoreboard import scoreboard
from knowledge.outcomes import Abstained, Answered

OSLO = ZoneInfo("Europe/Oslo")
PROSE = Answered("There are two: Bark AS and Ask SA. [1]", "en", (), "extractive")
SILENT = Abstained("en", "extractive")
TWO = {"question": "Which members are in Moss?", "members": ["Bark AS", "Ask SA"]}
MEETING = {
    "question": "When is the next one?",
    "events": [{"uid": "board@x.example", "start": "2026-12-03T09:00"}],
}


@dataclass(frozen=True)
class Rows:
    """An answer that tells rows, as the judge sees it."""

    members: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    events: tuple[tuple[str, datetime | date], ...] = ()
    kind: str = "members"
    text: str = ""
    fallback: bool = False


def _words(answer) -> str:
    return answer.text


def _judged(line: dict, outcome) -> Judgement:
    expected = Expected.model_validate(line)
    comparisons = compare(expected, outcome)
    said = reply(expected, outcome, comparisons, _words)
    return Judgement(Case(1, expected), direction(expected, {}), (), said, False, comparisons)


def _values(*judgements: Judgement) -> dict[str, float | None]:
    return {name: value for name, value in scoreboard(judgements)[-1].values.items() if value is not None}


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (("Ask SA", "Bark AS"), "right"),
        (("Ask SA", "Ask SA", "Bark AS"), "right"),
        (("Ask SA",), "wrong"),
        (("Ask SA", "Bark AS", "Gran AS"), "wrong"),
        ((), "wrong"),
        (("ask sa", "Bark AS"), "wrong"),
    ],
)
def test_organisations_are_a_set_and_neither_more_nor_fewer_will_do(told: tuple[str, ...], said: str):
    assert _judged(TWO, Rows(told)).reply == said


@given(st.permutations(["Ask SA", "Bark AS", "Gran AS"]))
def test_the_order_of_rows_makes_no_difference(names: list[str]):
    line = {**TWO, "members": ["Gran AS", "Ask SA", "Bark AS"]}
    assert _judged(line, Rows(tuple(names))).reply == "right"


def test_an_address_is_the_same_in_any_case():
    line = {"question": "Who knows bees?", "people": ["Ada@X.example", "Bo Ek"]}
    assert _judged(line, Rows(people=("Bo Ek", "ada@x.example"))).reply == "right"


@pytest.mark.parametrize(
    ("start", "said"),
    [
        (datetime(2026, 12, 3, 9, tzinfo=OSLO), "right"),
        (datetime(2026, 12, 3, 9), "right"),
        (datetime(2026, 12, 3, 8, tzinfo=OSLO), "wrong"),
        (date(2026, 12, 3), "wrong"),
    ],
)
def test_an_occurrence_starts_at_its_local_time(start: datetime | date, said: str):
    assert _judged(MEETING, Rows(events=(("board@x.example", start),), kind="events")).reply == said


def test_a_day_is_not_midnight():
    line = {**MEETING, "events": [{"uid": "trip@x.example", "start": "2026-12-03"}]}
    assert _judged(line, Rows(events=(("trip@x.example", date(2026, 12, 3)),))).reply == "right"
    assert _judged(line, Rows(events=(("trip@x.example", datetime(2026, 12, 3)),))).reply == "wrong"


def test_what_a_line_does_not_name_is_not_judged():
    assert _judged(TWO, Rows(("Ask SA", "Bark AS"), people=("ada@x.example",))).reply == "right"


def test_an_empty_set_expects_an_answer_that_there_are_none():
    none = {**TWO, "members": []}
    assert _judged(none, Rows()).reply == "right"
    assert _judged(none, Rows(("Ask SA",))).reply == "wrong"
    assert _judged(none, PROSE).reply == "wrong"
    assert _values(_judged(none, SILENT)) == {"answered": 0, "rows": 0, "abstained-wrongly": 1}


def test_a_quotation_is_not_a_row_even_where_it_says_the_same():
    judged = _judged({**TWO, "answers": ["Bark AS"]}, PROSE)
    assert judged.reply == "wrong"
    assert judged.comparisons[0].got is None


def test_every_text_must_stand_beside_the_rows_and_the_rows_are_measured_by_themselves():
    line = {**TWO, "answers": ["2", "Moss"]}
    both = ("Ask SA", "Bark AS")
    assert _judged(line, Rows(both, text="2 in Moss: Ask SA, Bark AS")).reply == "right"
    lacking = _judged(line, Rows(both, text="2: Ask SA, Bark AS"))
    assert lacking.reply == "wrong"
    assert _values(lacking) == {"answered": 0, "rows": 1, "abstained-wrongly": 0}


def test_the_kind_of_an_answer_may_be_demanded():
    assert _judged({**TWO, "kind": "mixed"}, Rows(("Ask SA", "Bark AS"), kind="members")).reply == "wrong"
    site = {"question": "What is the website of Ask SA?", "kind": "members", "answers": ["ask.example"]}
    assert _judged(site, Rows(("Ask SA",), text="ask.example")).reply == "right"
    assert _judged(site, Answered("ask.example [1]", "en", (), "extractive")).reply == "wrong"
    charter = {"question": "Who leads?", "sources": ["a.md"], "direction": "en-en", "kind": "document"}
    assert _judged(charter, PROSE).reply == "right"


def test_where_rows_alone_answer_nothing_is_found_and_the_row_of_the_table_is_their_own():
    judged = _judged(TWO, Rows(("Ask SA", "Bark AS")))
    norwegian = _judged({**TWO, "language": "nn"}, SILENT)
    assert [row.direction for row in scoreboard([norwegian, judged])] == ["nb-rows", "en-rows", "all"]
    assert set(_values(judged)) == {"answered", "rows", "abstained-wrongly"}
