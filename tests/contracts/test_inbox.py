"""What every inbox promises, the fake included."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.ports import Inbox
from knowledge.records.inbox import Inbox as DatabaseInbox
from knowledge.records.inbox import InLine
from tests.bot.fake_records import FakeInbox
from tests.records import on, on_sqlite

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
FIRST, SECOND, ELSEWHERE = InLine("thread 1", "1.0"), InLine("thread 1", "2.0"), InLine("thread 2", "3.0")


@pytest.fixture(params=["sqlite", "postgresql", "fake"])
def reopened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Inbox]]:
    """The same inbox as after a restart."""
    if request.param == "fake":
        fake = FakeInbox()
        yield lambda: fake
        return
    records = on_sqlite(tmp_path) if request.param == "sqlite" else on(request.getfixturevalue("postgres"))
    yield lambda: DatabaseInbox(records.open())
    records.close()


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
    assert reopened().take_telling("Ev1", "message:1", "{}", NOON, FIRST)
    assert not reopened().take_telling("Ev2", "message:1", "{}", NOON, FIRST)
    assert not reopened().take_telling("Ev1", "message:2", "{}", NOON, FIRST)
    assert reopened().pending() == (("Ev1", "{}"),)
    reopened().done("Ev1")
    assert reopened().pending() == ()


def test_an_event_that_is_not_taken_leaves_what_it_tells_of_to_the_next(reopened: Callable[[], Inbox]):
    inbox = reopened()
    inbox.take("Ev1", "{}", NOON)
    assert not inbox.take_telling("Ev1", "message:1", "{}", NOON, FIRST)
    assert inbox.take_telling("Ev2", "message:1", "{}", NOON, FIRST)


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


def test_an_event_has_its_turn_when_all_before_it_in_its_conversation_is_done(reopened: Callable[[], Inbox]):
    inbox = reopened()
    inbox.take_telling("Ev2", "message:2", "{}", NOON, SECOND)
    assert inbox.is_next("Ev2", SECOND)
    inbox.take_telling("Ev1", "message:1", "{}", NOON, FIRST)
    inbox.take_telling("Ev3", "message:3", "{}", NOON, ELSEWHERE)
    assert [inbox.is_next(*one) for one in (("Ev1", FIRST), ("Ev2", SECOND), ("Ev3", ELSEWHERE))] == [
        True,
        False,
        True,
    ]
    inbox.done("Ev1")
    assert inbox.is_next("Ev2", SECOND)


def test_what_steps_aside_stays_and_holds_nobody_up(reopened: Callable[[], Inbox]):
    inbox = reopened()
    inbox.take_telling("Ev1", "message:1", "{}", NOON, FIRST)
    inbox.take_telling("Ev2", "message:2", "{}", NOON, SECOND)
    inbox.step_aside("Ev1")
    assert inbox.is_next("Ev2", SECOND)
    assert [event for event, _ in inbox.pending()] == ["Ev1", "Ev2"]


def test_what_begins_so_is_named_until_it_is_done(reopened: Callable[[], Inbox]):
    inbox = reopened()
    for event in ("stop:1", "stop:2", "100%", "1000"):
        inbox.take(event, "", NOON)
    inbox.done("stop:1")
    assert inbox.named("stop:") == ("stop:2",)
    assert inbox.named("100%") == ("100%",)
