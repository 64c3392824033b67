"""The pool: bounded, in order within a conversation, side by side across them, and unharmed by errors."""

import threading

import pytest

from bot.work import PoolFull, WorkPool


def test_jobs_of_one_key_run_in_order_and_never_at_once():
    pool, done, running = WorkPool(workers=4), [], []

    def job(number: int) -> None:
        running.append(number)
        assert running == [number]
        done.append(number)
        running.remove(number)

    for number in range(200):
        pool.submit("a", lambda number=number: job(number))
    assert pool.close(10) == 0
    assert done == list(range(200))


def test_jobs_of_different_keys_run_side_by_side():
    pool, meeting = WorkPool(workers=2), threading.Barrier(2)
    for key in ("a", "b"):
        pool.submit(key, lambda: meeting.wait(10) and None)
    assert pool.close(10) == 0
    assert not meeting.broken


def test_a_full_pool_refuses_and_has_room_again_later():
    pool, free, done = WorkPool(workers=1, room=2), threading.Event(), threading.Event()
    pool.submit("a", lambda: free.wait(10) and None)
    pool.submit("a", done.set)
    with pytest.raises(PoolFull):
        pool.submit("b", done.set)
    free.set()
    assert done.wait(10)
    assert pool.close(10) == 0


def test_an_error_harms_neither_the_pool_nor_the_conversation(caplog):
    pool, done = WorkPool(workers=1), threading.Event()

    def fail() -> None:
        raise ValueError("hemmelig")

    pool.submit("a", fail)
    pool.submit("a", done.set)
    assert done.wait(10)
    pool.close(10)
    assert "ValueError" in caplog.text


def test_a_closed_pool_takes_nothing_and_tells_what_is_left():
    pool, free, busy = WorkPool(workers=1), threading.Event(), threading.Event()
    pool.submit("a", lambda: busy.set() or (free.wait(10) and None))
    pool.submit("a", lambda: None)
    assert busy.wait(10)
    assert pool.close(0) == 2
    with pytest.raises(PoolFull):
        pool.submit("a", lambda: None)
    free.set()
