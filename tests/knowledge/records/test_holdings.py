"""What coordinators keep: each change on what it was taken from, with its entry in the log."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine

from knowledge.holdings.holding import Care, Holding, Version
from knowledge.records.audit import Audit
from knowledge.records.holdings import Holdings, Overtaken, Written
from tests.records import Records

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
KARI, OLA = "kari@klynge.example", "ola@klynge.example"
FEE = Holding("added:fee.pdf", "file", "members", Care(KARI, expires_on=date(2027, 1, 31))).with_version(
    Version(0, "d1", "fee.pdf", 10, KARI, NOON, "https://slack.example/f1")
)


@pytest.fixture
def engine(records: Records) -> Engine:
    return records.open()


def _written(outcome: Written | Overtaken) -> Holding:
    assert isinstance(outcome, Written)
    return outcome.holding


def test_what_was_written_is_there_after_a_restart(engine: Engine):
    written = _written(Holdings(engine).write(FEE, "add", KARI, NOON))
    assert written == replace(FEE, revision=1)
    assert Holdings(engine).of(FEE.source) == written
    assert Holdings(engine).every() == {FEE.source: written}


def test_of_two_who_change_the_same_the_second_is_told_and_nothing_of_the_first_is_lost(engine: Engine):
    holdings = Holdings(engine)
    read_by_both = _written(holdings.write(FEE, "add", KARI, NOON))
    first = replace(read_by_both, withdrawn=True)
    second = replace(read_by_both, care=replace(read_by_both.care, owner=OLA))
    assert isinstance(holdings.write(first, "remove", KARI, NOON), Written)
    assert holdings.write(second, "change", OLA, NOON) == Overtaken(replace(first, revision=2))
    assert holdings.of(FEE.source).care.owner == KARI
    assert [entry.what for entry in Audit(engine).entries()] == ["remove", "add"]


def test_of_two_who_add_the_same_name_the_second_is_told(engine: Engine):
    holdings = Holdings(engine)
    assert isinstance(holdings.write(FEE, "add", KARI, NOON), Written)
    assert isinstance(holdings.write(FEE, "add", OLA, NOON), Overtaken)


def test_a_new_version_counts_and_the_old_one_stays(engine: Engine):
    holdings = Holdings(engine)
    first = _written(holdings.write(FEE, "add", KARI, NOON))
    second = first.with_version(Version(0, "d2", "fee.pdf", 11, OLA, NOON))
    there = _written(holdings.write(second, "replace", OLA, NOON))
    assert [(one.number, one.digest) for one in there.versions] == [(1, "d1"), (2, "d2")]
    assert there.content == there.versions[1]
    assert [holdings.holds_content(digest) for digest in ("d1", "d2", "d3")] == [True, True, False]


def test_other_processes_see_a_change_at_once(engine: Engine, records: Records):
    elsewhere = Holdings(records.open())
    assert elsewhere.every() == {}
    added = _written(Holdings(engine).write(FEE, "add", KARI, NOON))
    assert elsewhere.every() == {FEE.source: added}


def test_the_log_says_only_what_differs(engine: Engine):
    holdings = Holdings(engine)
    added = _written(holdings.write(FEE, "add", KARI, NOON))
    holdings.write(replace(added, audience="board"), "change", OLA, NOON)
    latest = Audit(engine).entries(FEE.source)[0]
    assert (latest.by, latest.before, latest.after) == (OLA, {"audience": "members"}, {"audience": "board"})
    assert Audit(engine).entries("added:other.pdf") == ()


@pytest.mark.parametrize(
    ("withdrawn", "day", "standing"),
    [
        (False, date(2027, 1, 31), "held"),
        (False, date(2027, 2, 1), "expired"),
        (True, date(2027, 1, 1), "withdrawn"),
    ],
)
def test_it_holds_to_the_end_of_its_last_day_unless_it_is_withdrawn(
    withdrawn: bool, day: date, standing: str
):
    assert replace(FEE, withdrawn=withdrawn).standing(day) == standing
