"""Several replicas on the same records: what one that is gone had in hand is taken over, by one of the others, once."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from knowledge.records.inbox import Claimed, Inbox, InLine, Place
from knowledge.records.replicas import LEASE, Replicas
from tests.records import Records

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Replica:
    living: Replicas
    inbox: Inbox


@pytest.fixture
def replicas(records: Records) -> tuple[Replica, Replica, Replica]:
    """Three, alive at noon."""
    made = [Replica(Replicas(engine, id), Inbox(engine, id)) for id in "abc" for engine in [records.open()]]
    for one in made:
        one.living.attend(NOON)
    return made[0], made[1], made[2]


def test_an_event_is_taken_by_one_and_pending_there_alone(replicas: tuple[Replica, Replica, Replica]):
    a, b, _ = replicas
    assert a.inbox.take("Ev1", "{}", NOON)
    assert not b.inbox.take("Ev1", "{}", NOON)
    assert (a.inbox.pending(), b.inbox.pending()) == ((("Ev1", "{}"),), ())
    assert b.inbox.take_over(NOON) == ()


def test_what_one_that_was_killed_had_in_hand_is_taken_over_once_its_time_is_up(
    replicas: tuple[Replica, Replica, Replica],
):
    a, b, _ = replicas
    a.inbox.take("Ev1", "one", NOON)
    a.inbox.take("Ev2", "two", NOON + SECOND)
    a.inbox.done("Ev1")
    b.living.attend(NOON + LEASE - SECOND)
    assert b.inbox.take_over(NOON + LEASE - SECOND) == ()
    assert b.inbox.take_over(NOON + LEASE) == (("Ev2", "two"),)
    assert (a.inbox.pending(), b.inbox.pending()) == ((), (("Ev2", "two"),))


def test_what_one_that_stops_leaves_is_the_others_at_once(replicas: tuple[Replica, Replica, Replica]):
    a, b, _ = replicas
    a.inbox.take("Ev1", "{}", NOON)
    a.living.leave()
    assert b.inbox.take_over(NOON) == (("Ev1", "{}"),)


def test_one_that_goes_on_saying_so_is_alive(replicas: tuple[Replica, Replica, Replica]):
    a, b, _ = replicas
    a.inbox.take("Ev1", "{}", NOON)
    for minute in range(1, 10):
        now = NOON + minute * LEASE / 2
        a.living.attend(now)
        assert b.inbox.take_over(now) == ()


def test_of_many_one_takes_over(replicas: tuple[Replica, Replica, Replica]):
    a, b, c = replicas
    for number in range(20):
        a.inbox.take(f"Ev{number:02}", "{}", NOON)
    a.living.leave()
    together, taken = threading.Barrier(2), []

    def take_over(one: Replica) -> None:
        together.wait()
        taken.extend(event for event, _ in one.inbox.take_over(NOON))

    threads = [threading.Thread(target=take_over, args=(one,)) for one in (b, c)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == [f"Ev{number:02}" for number in range(20)]


def queued(one: Replica, event: str, line: InLine, at: datetime = NOON) -> None:
    assert one.inbox.line_up(event, f"message:{event}", "{}", at, line, 100)


def claimed(one: Replica, at: datetime = NOON) -> str:
    found = one.inbox.claim(at)
    return found.event_id if found else ""


def test_a_message_waits_for_the_one_before_it_that_another_replica_has_in_hand(
    replicas: tuple[Replica, Replica, Replica],
):
    a, b, _ = replicas
    queued(a, "Ev1", InLine("thread", "1.0", "kari"))
    queued(b, "Ev2", InLine("thread", "2.0", "kari"))
    assert (claimed(a), claimed(b)) == ("Ev1", "")
    a.living.leave()
    assert claimed(b) == ""
    b.inbox.put_back_left(NOON)
    assert b.inbox.claim(NOON) == Claimed("Ev1", "{}", again=True)
    assert claimed(b) == ""
    b.inbox.done("Ev1")
    assert claimed(b) == "Ev2"


def test_a_free_replica_takes_what_waits_at_a_busy_one_a_moment_later(
    replicas: tuple[Replica, Replica, Replica],
):
    a, b, _ = replicas
    queued(a, "Ev1", InLine("thread", "1.0", "kari"))
    assert claimed(b) == ""
    assert b.inbox.claim(NOON + 2 * SECOND) == Claimed("Ev1", "{}", again=False)
    assert claimed(a) == ""
    assert a.inbox.queued() == frozenset()


def test_what_waits_at_one_that_stops_is_the_others_at_once(replicas: tuple[Replica, Replica, Replica]):
    a, b, _ = replicas
    queued(a, "Ev1", InLine("thread", "1.0", "kari"))
    a.living.leave()
    assert claimed(b) == "Ev1"


def test_what_a_living_one_works_on_is_not_put_back(replicas: tuple[Replica, Replica, Replica]):
    a, b, _ = replicas
    queued(a, "Ev1", InLine("thread", "1.0", "kari"))
    assert claimed(a) == "Ev1"
    b.inbox.put_back()
    b.inbox.put_back_left(NOON)
    assert claimed(b, NOON + LEASE) == ""


def test_a_place_counts_over_all_replicas(replicas: tuple[Replica, Replica, Replica]):
    a, b, _ = replicas
    queued(a, "Ev1", InLine("one", "1.0", "kari"))
    queued(a, "Ev2", InLine("two", "1.0", "odd"))
    assert claimed(a) == "Ev1"
    place = b.inbox.line_up("Ev3", "message:3", "{}", NOON, InLine("three", "1.0", "ann"), 100)
    assert place == Place(before=1, worked_on=1, replicas=3)


def test_of_many_that_reach_for_them_each_message_is_one_s(replicas: tuple[Replica, Replica, Replica]):
    a, b, c = replicas
    for number in range(30):
        queued(a, f"Ev{number:02}", InLine(f"thread {number}", "1.0", f"person {number}"))
    together, taken, late = threading.Barrier(3), [], NOON + 2 * SECOND

    def work(one: Replica) -> None:
        together.wait()
        while event := claimed(one, late):
            taken.append(event)

    threads = [threading.Thread(target=work, args=(one,)) for one in (a, b, c)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == [f"Ev{number:02}" for number in range(30)]
