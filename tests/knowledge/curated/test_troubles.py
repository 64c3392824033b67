"""What is told of a curated answer: what is new, has changed, or has come back."""

from __future__ import annotations

from datetime import date, timedelta

from knowledge.curated.regression import AnswerFinding, Complaint
from knowledge.curated.troubles import Trouble, Wrong, troubles_after

DAY = date(2026, 11, 25)
LATER = DAY + timedelta(days=3)


def finding(complaint: Complaint, detail: str = "30") -> AnswerFinding:
    return AnswerFinding("a1", "Hva koster det?", "odd@sandvika.example", complaint, detail, "look")


FIGURES = finding("figures differ")
FIRST = troubles_after({}, [FIGURES], DAY)


def test_what_is_found_first_is_the_first_trouble():
    assert {"a1": Trouble("a1", 1, DAY, (Wrong("figures differ", "30"),))} == FIRST


def test_what_stays_the_same_stays_the_same_trouble():
    assert troubles_after(FIRST, [FIGURES], LATER) == FIRST


def test_another_figure_is_another_trouble():
    assert troubles_after(FIRST, [finding("figures differ", "45")], LATER)["a1"].number == 2


def test_what_is_less_than_before_is_no_new_trouble():
    two = troubles_after({}, [FIGURES, finding("source gone", "a.md")], DAY)
    less = troubles_after(two, [FIGURES], LATER)
    assert less["a1"] == Trouble("a1", 1, DAY, (Wrong("figures differ", "30"),))


def test_what_comes_back_is_a_new_trouble():
    gone = troubles_after(FIRST, [], LATER)
    assert gone["a1"].wrong == ()
    assert troubles_after(gone, [FIGURES], LATER)["a1"] == Trouble(
        "a1", 2, LATER, (Wrong("figures differ", "30"),)
    )


def test_what_could_not_be_tested_is_as_it_was():
    untested = troubles_after(FIRST, [finding("not asked", "Hva koster det?")], LATER)
    assert untested == FIRST


def test_a_review_that_is_due_is_no_trouble():
    assert troubles_after({}, [finding("review due")], DAY) == {}
