"""What every inbox promises, the fake included."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.ports import Inbox
from knowledge.records.inbox import Claimed, InLine, Place
from knowledge.records.inbox import Inbox as DatabaseInbox
from tests.bot.fake_records import FakeInbox
from tests.records import on, on_sqlite

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
FIRST, SECOND, ELSEWHERE = (
    InLine("thread 1", "1.0", "T:kari"),
    InLine("thread 1", "2.0", "T:odd"),
    InLine("thread 2", "3.0", "T:ann"),
)


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
    assert reopened().line_up("Ev1", "message:1", "{}", NOON, FIRST, 100)
    assert not reopened().line_up("Ev2", "message:1", "{}", NOON, FIRST, 100)
    assert not reopened().line_up("Ev1", "message:2", "{}", NOON, FIRST, 100)
    assert reopened().pending() == (("Ev1", "{}"),)
    reopened().done("Ev1")
    assert reopened().pending() == ()


def test_an_event_that_is_not_taken_leaves_what_it_tells_of_to_the_next(reopened: Callable[[], Inbox]):
    inbox = reopened()
    inbox.take("Ev1", "{}", NOON)
    assert not inbox.line_up("Ev1", "message:1", "{}", NOON, FIRST, 100)
    assert inbox.line_up("Ev2", "message:1", "{}", NOON, FIRST, 100)


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


def queues(inbox: Inbox, *events: str, at: datetime = NOON) -> None:
    """Events whose names begin with who asks: "kari 1" is Kari's first."""
    for event in events:
        asker, number = event.split()
        line = InLine(f"thread of {event}", number, asker)
        assert inbox.line_up(event, f"message:{event}", f"payload of {event}", at, line, 100)
        at += timedelta(milliseconds=1)


def claimed(inbox: Inbox) -> str:
    found = inbox.claim(NOON)
    return found.event_id if found else ""


def test_who_asks_much_takes_turns_with_the_others(reopened: Callable[[], Inbox]):
    inbox = reopened()
    queues(inbox, "kari 1", "kari 2", "kari 3", "kari 4")
    assert claimed(inbox) == "kari 1"
    queues(inbox, "odd 1", "odd 2", "ann 1", at=NOON + timedelta(seconds=1))
    assert [claimed(inbox) for _ in range(7)] == ["odd 1", "ann 1", "kari 2", "odd 2", "kari 3", "kari 4", ""]


def test_who_comes_later_does_not_go_before_those_of_the_same_turn(reopened: Callable[[], Inbox]):
    inbox = reopened()
    queues(inbox, "kari 1", "odd 1", "kari 2", "ann 1")
    for done in ("kari 1", "odd 1", "ann 1"):
        assert claimed(inbox) == done
        inbox.done(done)
    queues(inbox, "siri 1", at=NOON + timedelta(seconds=1))
    assert [claimed(inbox), claimed(inbox)] == ["kari 2", "siri 1"]


def test_a_place_is_told_as_things_stand(reopened: Callable[[], Inbox]):
    inbox = reopened()
    queues(inbox, "kari 1", "kari 2", "kari 3")
    assert claimed(inbox) == "kari 1"
    later = NOON + timedelta(seconds=1)
    for asker, before in (("kari", 2), ("odd", 0), ("ann", 1)):
        line = InLine(f"thread of {asker}", "9", asker)
        place = inbox.line_up(f"{asker} 9", f"message:{asker} 9", "{}", later, line, 100)
        assert place == Place(before=before, worked_on=1, replicas=1)
        later += timedelta(seconds=1)


def test_what_there_is_no_room_for_is_taken_and_waits_for_nobody(reopened: Callable[[], Inbox]):
    inbox = reopened()
    queues(inbox, "kari 1")
    place = inbox.line_up("odd 1", "message:odd 1", "{}", NOON, InLine("elsewhere", "1", "odd"), 1)
    assert place == Place(before=1, worked_on=0, replicas=1)
    assert inbox.queued() == {"kari 1"}
    assert [claimed(inbox), claimed(inbox)] == ["kari 1", ""]
    again = reopened()
    again.put_back()
    assert again.queued() == {"kari 1", "odd 1"}


def test_a_message_has_its_turn_when_all_before_it_in_its_conversation_is_done(
    reopened: Callable[[], Inbox],
):
    inbox = reopened()
    for event, line in (("Ev2", SECOND), ("Ev1", FIRST), ("Ev3", ELSEWHERE)):
        inbox.line_up(event, f"message:{event}", "{}", NOON, line, 100)
    assert [claimed(inbox) for _ in range(3)] == ["Ev1", "Ev3", ""]
    inbox.done("Ev1")
    assert claimed(inbox) == "Ev2"


def test_what_steps_aside_stays_and_holds_nobody_up_until_the_next_start(reopened: Callable[[], Inbox]):
    inbox = reopened()
    for event, line in (("Ev1", FIRST), ("Ev2", SECOND)):
        inbox.line_up(event, f"message:{event}", "{}", NOON, line, 100)
    assert claimed(inbox) == "Ev1"
    inbox.step_aside("Ev1")
    assert [claimed(inbox), claimed(inbox)] == ["Ev2", ""]
    assert [event for event, _ in inbox.pending()] == ["Ev1", "Ev2"]
    inbox.done("Ev2")
    again = reopened()
    again.put_back()
    assert again.claim(NOON) == Claimed("Ev1", "{}", again=True)


def test_what_a_run_had_in_hand_waits_again_at_the_next_start_and_is_marked(reopened: Callable[[], Inbox]):
    inbox = reopened()
    queues(inbox, "kari 1", "odd 1")
    assert claimed(inbox) == "kari 1"
    inbox.take("press:1", "{}", NOON)
    again = reopened()
    again.put_back()
    assert again.claim(NOON) == Claimed("kari 1", "payload of kari 1", again=True)
    assert again.claim(NOON) == Claimed("odd 1", "payload of odd 1", again=False)
    assert again.claim(NOON) is None


def test_what_begins_so_is_named_until_it_is_done(reopened: Callable[[], Inbox]):
    inbox = reopened()
    for event in ("stop:1", "stop:2", "100%", "1000"):
        inbox.take(event, "", NOON)
    inbox.done("stop:1")
    assert inbox.named("stop:") == ("stop:2",)
    assert inbox.named("100%") == ("100%",)
