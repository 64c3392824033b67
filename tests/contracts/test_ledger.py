"""What is noted of a workspace with several clusters, in either database."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from bot.workspaces.ledger import Ledger
from knowledge.records.database import apart, connected, sqlite_url

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
T, U = "T1", "U1"


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    if request.param == "sqlite":
        made = connected(sqlite_url(tmp_path / "slack.db"))
    else:
        made = apart(connected(request.getfixturevalue("postgres").bare()), "slack_installations")
    yield made
    made.dispose()


def test_the_latest_choice_of_a_person_holds_in_that_workspace_for_all_replicas(engine: Engine):
    Ledger(engine).choose(T, U, "ki")
    Ledger(engine).choose(T, U, "energi")
    assert Ledger(engine).chosen(T, U) == "energi"
    assert Ledger(engine).chosen("T2", U) == ""
    assert Ledger(engine).chosen(T, "U2") == ""


def test_a_conversation_is_of_whoever_noted_it_first(engine: Engine):
    Ledger(engine).began(T, "D1", "1.0", "ki")
    Ledger(engine).began(T, "D1", "1.0", "energi")
    assert Ledger(engine).whose(T, "D1", "1.0") == "ki"
    assert Ledger(engine).whose(T, "D1", "2.0") == ""


def test_what_waits_is_held_once_as_it_came_until_it_is_let_go(engine: Engine):
    ledger = Ledger(engine, iter([NOON + timedelta(seconds=n) for n in range(9)]).__next__)
    ledger.hold(T, "Ev2", U, {"text": "først ☕"})
    ledger.hold(T, "Ev1", U, {"text": "så"})
    ledger.hold(T, "Ev2", U, {"text": "igjen"})
    ledger.hold(T, "Ev3", "U2", {"text": "en annens"})
    assert Ledger(engine).held(T, U) == [("Ev2", {"text": "først ☕"}), ("Ev1", {"text": "så"})]
    ledger.let_go(T, "Ev2")
    assert Ledger(engine).held(T, U) == [("Ev1", {"text": "så"})]


def test_what_is_old_is_forgotten_and_what_people_sent_first(engine: Engine):
    def fill() -> None:
        ledger = Ledger(engine, lambda: NOON)
        ledger.hold(T, "Ev1", U, {})
        ledger.began(T, "D1", "1.0", "ki")
        ledger.choose(T, U, "ki")

    fill()
    Ledger(engine, lambda: NOON + timedelta(hours=11)).tidy()
    assert Ledger(engine).held(T, U)
    Ledger(engine, lambda: NOON + timedelta(hours=13)).tidy()
    assert not Ledger(engine).held(T, U)
    assert Ledger(engine).whose(T, "D1", "1.0") == "ki"
    Ledger(engine, lambda: NOON + timedelta(days=181)).tidy()
    assert Ledger(engine).whose(T, "D1", "1.0") == ""
    assert Ledger(engine).chosen(T, U) == "ki"
    Ledger(engine, lambda: NOON + timedelta(days=366)).tidy()
    assert Ledger(engine).chosen(T, U) == ""


def test_replicas_that_start_at_once_make_its_tables_once(engine: Engine):
    barrier, ledgers = threading.Barrier(6), []

    def start() -> None:
        barrier.wait()
        ledgers.append(Ledger(engine))

    threads = [threading.Thread(target=start) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ledgers) == 6
    assert ledgers[0].chosen(T, U) == ""
