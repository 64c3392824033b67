"""What has happened in threads of gathered channels waits until it is looked at."""

from __future__ import annotations

from knowledge.records.noticed_threads import NoticedThreads
from tests.records import Records


def test_a_thread_waits_once_however_often_something_happens_there_also_after_a_restart(records: Records):
    noticed = NoticedThreads(records.open())
    for ts in ("2.0", "1.0", "2.0"):
        noticed.note("C1", ts)
    again = NoticedThreads(records.open())
    assert [one.ts for one in again.waiting()] == ["2.0", "1.0"]


def test_what_happens_while_a_thread_is_looked_at_still_waits_afterwards(records: Records):
    noticed = NoticedThreads(records.open())
    noticed.note("C1", "1.0")
    noticed.note("C2", "1.0")
    (looked_at, other) = noticed.waiting()
    noticed.note("C1", "1.0")
    noticed.done(looked_at)
    assert [one.channel for one in noticed.waiting()] == ["C2", "C1"]
    for one in noticed.waiting():
        noticed.done(one)
    noticed.done(other)
    assert noticed.waiting() == ()
