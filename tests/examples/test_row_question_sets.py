"""The sets of questions to rows name only what stands in their registers and calendars, and are as promised."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from icalendar import Calendar

from examples.build_demo.build import DEMO
from knowledge.evaluation.question_set import Case, Expected, read_cases
from tests.examples.otherwise import made


@dataclass(frozen=True)
class Rows:
    """What a cluster's own files hold, read without the product; ``members`` are those that have not left."""

    questions: Path
    members: frozenset[str]
    people: frozenset[str]
    uids: frozenset[str]

    @property
    def lines(self) -> list[Expected]:
        cases = read_cases(self.questions.read_bytes().splitlines())
        return [case.expected for case in cases if isinstance(case, Case)]


def _demo(file: str) -> list[dict[str, str]]:
    with (DEMO / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _uids(calendar: Path) -> frozenset[str]:
    return frozenset(str(event["UID"]) for event in Calendar.from_ical(calendar.read_bytes()).events)


FJORD = Rows(
    DEMO / "row-questions.jsonl",
    frozenset(row["navn"] for row in _demo("members.csv") if row["status"] == "aktiv"),
    frozenset(row["e-post"] for row in _demo("people.csv")),
    _uids(DEMO / "events.ics"),
)
OTHERWISE = Rows(
    made.HERE / "row-questions.jsonl",
    frozenset(row["Company"] for row in made.members() if row["Status"] == "active"),
    frozenset(row["Email"] for row in made.people()),
    _uids(made.HERE / "calendar.ics"),
)
BOTH = pytest.mark.parametrize("rows", [FJORD, OTHERWISE], ids=["demo", "otherwise"])


@BOTH
def test_every_line_can_be_read_and_none_is_asked_twice(rows: Rows):
    written = len(rows.questions.read_text("utf-8").splitlines())
    asked = {(line.question, line.now) for line in rows.lines}
    assert len(rows.lines) == written == len(asked) == len({line.id for line in rows.lines})


@BOTH
def test_expected_rows_stand_in_the_files_and_members_that_left_are_in_no_set(rows: Rows):
    assert {name for line in rows.lines for name in line.members or ()} == rows.members
    assert {name for line in rows.lines for name in line.people or ()} <= rows.people
    assert {event.uid for line in rows.lines for event in line.events or ()} <= rows.uids


@BOTH
def test_a_count_is_that_of_the_set_beside_it(rows: Rows):
    counted = 0
    for line in rows.lines:
        sets = [one for one in (line.members, line.people, line.events) if one is not None]
        if len(line.answers) == 1 and line.answers[0].isdigit():
            counted += 1
            assert [str(len(one)) for one in sets] == list(line.answers), line.id
    assert counted >= 5


@BOTH
def test_each_line_expects_one_set_or_what_is_said_of_a_member_that_left(rows: Rows):
    for line in rows.lines:
        sets = [one for one in (line.members, line.people, line.events) if one is not None]
        assert len(sets) == 1 or (line.kind == "members" and line.answers), line.id


@BOTH
def test_every_kind_has_questions_to_which_there_is_nothing(rows: Rows):
    for name in ("members", "people", "events"):
        expected = [getattr(line, name) for line in rows.lines if getattr(line, name) is not None]
        assert any(not one for one in expected), name


def test_the_sets_are_as_large_and_as_even_as_promised():
    demo = Counter(line.language for line in FJORD.lines)
    other = Counter(line.language for line in OTHERWISE.lines)
    assert min(demo["nb"], demo["en"]) >= 60
    assert min(other["nb"], other["en"]) >= 20
    assert all(line.now for line in (*FJORD.lines, *OTHERWISE.lines))
