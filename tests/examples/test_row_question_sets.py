"""The sets of questions to rows name only what stands in their registers and calendars, and are as promised."""

from __future__ import annotations

import csv
from collections import Counter

import pytest
from icalendar import Calendar

from examples.build_demo.build import DEMO
from knowledge.evaluation.question_set import Expected, read_cases

CASES = list(read_cases((DEMO / "row-questions.jsonl").read_bytes().splitlines()))
LINES = [case.expected for case in CASES if hasattr(case, "expected")]
LEFT = {"Lumen Optikk AS", "Brattvær Trål AS"}


def _column(file: str, name: str) -> set[str]:
    with (DEMO / file).open(encoding="utf-8", newline="") as rows:
        return {row[name] for row in csv.DictReader(rows)}


def _uids() -> set[str]:
    return {str(event["UID"]) for event in Calendar.from_ical((DEMO / "events.ics").read_bytes()).events}


def test_every_line_can_be_read_and_none_is_asked_twice():
    assert (
        len(LINES) == len(CASES) == len({line.question for line in LINES}) == len({line.id for line in LINES})
    )


def test_expected_rows_stand_in_the_files():
    assert {name for line in LINES for name in line.members or ()} == _column("members.csv", "navn") - LEFT
    assert {name for line in LINES for name in line.people or ()} <= _column("people.csv", "e-post")
    assert {event.uid for line in LINES for event in line.events or ()} <= _uids()


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.id)
def test_a_count_is_that_of_the_set_beside_it(line: Expected):
    counted = [answer for answer in line.answers if answer.isdigit()]
    sets = [one for one in (line.members, line.people, line.events) if one is not None]
    grouped = len(sets[0]) == len(_column("members.csv", "navn") - LEFT) and len(line.answers) > 1
    assert len(sets) == 1
    assert grouped or counted in ([], [str(len(sets[0]))])


def test_the_set_is_as_large_and_as_even_as_promised():
    languages = Counter(line.language for line in LINES)
    assert min(languages["nb"], languages["en"]) >= 60
    for name in ("members", "people", "events"):
        expected = [getattr(line, name) for line in LINES if getattr(line, name) is not None]
        assert len(expected) >= 20
        assert any(not one for one in expected)
    assert all(line.now for line in LINES)
