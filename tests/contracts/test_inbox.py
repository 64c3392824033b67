"""What every inbox promises, the fake included."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.ports import Inbox
from knowledge.records.database import open_database, sqlite_url
from knowledge.records.inbox import Inbox as DatabaseInbox
from tests.bot.fakes import FakeInbox

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture(params=["database", "fake"])
def reopened(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Inbox]:
    """The same inbox as after a restart."""
    fake = FakeInbox()
    kinds = {
        "database": lambda: DatabaseInbox(open_database(sqlite_url(tmp_path / "klyngebot.db"))),
        "fake": lambda: fake,
    }
    return kinds[request.param]


def test_an_event_is_taken_once_also_after_a_restart(reopened: Callable[[], Inbox]):
    assert reopened().take("Ev1", "{}", NOON)
    assert not reopened().take("Ev1", "{}", NOON)


def test_what_is_not_done_is_pending_after_a_restart_oldest_first(reopened: Callable[[], Inbox]):
    inbox = reopened()
    for minute, event in enumerate(("Ev1", "Ev2", "Ev3")):
        inbox.take(event, f"payload of {event}", NOON + timedelta(minutes=minute))
    inbox.done("Ev2")
    inbox.done("Ev2")
    assert reopened().pending() == (("Ev1", "payload of Ev1"), ("Ev3", "payload of Ev3"))


def test_of_two_events_that_tell_of_the_same_the_first_is_taken(reopened: Callable[[], Inbox]):
    assert reopened().take_telling("Ev1", "message:1", "{}", NOON)
    assert not reopened().take_telling("Ev2", "message:1", "{}", NOON)
    assert not reopened().take_telling("Ev1", "message:2", "{}", NOON)
    assert reopened().pending() == (("Ev1", "{}"),)
    reopened().done("Ev1")
    assert reopened().pending() == ()


def test_an_event_that_is_not_taken_leaves_what_it_tells_of_to_the_next(reopened: Callable[[], Inbox]):
    inbox = reopened()
    inbox.take("Ev1", "{}", NOON)
    assert not inbox.take_telling("Ev1", "message:1", "{}", NOON)
    assert inbox.take_telling("Ev2", "message:1", "{}", NOON)


def test_of_many_threads_one_takes_the_event(reopened: Callable[[], Inbox]):
    inbox, together, taken = reopened(), threading.Barrier(8), []

    def take() -> None:
        together.wait()
        taken.append(inbox.take("Ev1", "{}", NOON))

    threads = [threading.Thread(target=take) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == [False] * 7 + [True]
