"""How scheduled sources stand: over restarts, after failures, and for several processes at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from knowledge.models import Failure
from knowledge.records.schedules import LEASE, NothingDue, Schedules
from knowledge.schedules import Brought, Missed, Planned, Schedule, result_of
from tests.knowledge.introductions.made import NOW
from tests.records import Records

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PLANNED = (Planned("https://klynge.example/sitemap.xml", 6 * HOUR), Planned("documents", HOUR))
LATE = Missed("its site does not answer", "run the sync again later")


@pytest.fixture
def engine(records: Records) -> Engine:
    return records.open()


def _claimed(schedules: Schedules, now: datetime) -> list[str]:
    """Everything that is due, each brought at once."""
    names: list[str] = []
    while not isinstance(one := schedules.claim(now), NothingDue):
        names.append(one.source)
        schedules.finish(one.source, Brought(), now)
    return names


def test_what_was_never_tried_is_due_and_after_that_its_interval_counts(engine: Engine):
    schedules = Schedules(engine, PLANNED)
    assert set(_claimed(schedules, NOW)) == {"documents", "https://klynge.example/sitemap.xml"}
    assert _claimed(schedules, NOW + timedelta(minutes=59)) == []
    assert _claimed(schedules, NOW + 1.1 * HOUR) == ["documents"]


def test_a_restart_begins_nothing_anew(engine: Engine):
    _claimed(Schedules(engine, PLANNED), NOW)
    again = Schedules(engine, PLANNED)
    assert _claimed(again, NOW + timedelta(minutes=1)) == []
    assert [one.succeeded for one in again.every()] == [NOW, NOW]


def test_a_source_is_synced_by_one_of_several_at_once(engine: Engine):
    with ThreadPoolExecutor(8) as pool:
        claims = list(pool.map(lambda _: Schedules(engine, PLANNED[1:]).claim(NOW), range(16)))
    assert sum(isinstance(one, Schedule) for one in claims) == 1


def test_who_was_killed_leaves_the_source_to_others_after_a_while(engine: Engine):
    schedules = Schedules(engine, PLANNED[1:])
    assert isinstance(schedules.claim(NOW), Schedule)
    assert schedules.claim(NOW + LEASE / 2) == NothingDue()
    assert isinstance(schedules.claim(NOW + LEASE), Schedule)


def test_what_was_let_go_is_due_still(engine: Engine):
    schedules = Schedules(engine, PLANNED[1:])
    claimed = schedules.claim(NOW)
    assert isinstance(claimed, Schedule)
    schedules.let_go(claimed)
    assert isinstance(schedules.claim(NOW), Schedule)


def test_the_last_failure_is_told_until_the_source_can_be_had(engine: Engine):
    schedules = Schedules(engine, PLANNED[1:])
    schedules.finish("documents", Brought(), NOW)
    schedules.finish("documents", LATE, NOW + HOUR)
    (one,) = schedules.every()
    assert (one.succeeded, one.tried, one.failures) == (NOW, NOW + HOUR, 1)
    assert (one.reason, one.mend) == (LATE.reason, LATE.mend)
    schedules.finish("documents", Brought(), NOW + DAY)
    (one,) = schedules.every()
    assert (one.failures, one.reason, one.mend, one.succeeded) == (0, "", "", NOW + DAY)


def test_another_interval_counts_from_the_last_try(engine: Engine):
    Schedules(engine, [Planned("documents", 7 * DAY)]).finish("documents", Brought(), NOW)
    assert isinstance(Schedules(engine, [Planned("documents", HOUR)]).claim(NOW + 2 * HOUR), Schedule)


def test_what_is_not_planned_any_more_is_neither_due_nor_told(engine: Engine):
    Schedules(engine, PLANNED).finish("documents", LATE, NOW)
    rest = Schedules(engine, PLANNED[:1])
    rest.note({"documents": Brought()}, NOW)
    assert [one.source for one in rest.every()] == ["https://klynge.example/sitemap.xml"]


def test_after_failures_the_pauses_double_up_to_a_day():
    schedule, pauses = Schedule("documents", HOUR), []
    for _ in range(8):
        schedule = schedule.after(LATE, NOW)
        assert schedule.due is not None
        pauses.append((schedule.due - NOW) / HOUR)
    share = pauses[0]
    assert 1 <= share <= 1.1
    assert pauses == pytest.approx([share * times for times in (1, 2, 4, 8, 16, 24, 24, 24)])


def test_an_interval_of_more_than_a_day_is_kept_after_failures():
    schedule = Schedule("documents", 7 * DAY).after(LATE, NOW).after(LATE, NOW)
    assert schedule.due is not None
    assert 7 * DAY <= schedule.due - NOW <= 7.7 * DAY


@given(st.text(min_size=1), st.integers(5, 10_000), st.integers(0, 60))
def test_a_source_comes_after_its_pause_and_at_most_a_tenth_later_and_always_alike(name, minutes, failures):
    every = timedelta(minutes=minutes)
    schedule = Schedule(name, every, tried=NOW, failures=failures)
    pause = max(every, min(every * 2 ** min(max(failures - 1, 0), 12), DAY))
    assert schedule.due is not None
    assert pause <= schedule.due - NOW <= pause * 1.1 + timedelta(microseconds=1)
    assert schedule.due == Schedule(name, every, tried=NOW, failures=failures).due


def test_sources_of_one_interval_come_apart():
    dues = {Schedule(f"documents/{n}", DAY, tried=NOW).due for n in range(20)}
    assert len(dues) == 20


def test_a_source_is_missed_where_it_failed_itself_and_not_for_a_file_in_it():
    failed = [Failure("documents/broken.pdf", "it is damaged", "save it again")]
    assert result_of("documents", failed) == Brought()
    assert result_of("documents/broken.pdf", failed) == Missed("it is damaged", "save it again")


def test_what_is_hastened_is_due_at_once_and_after_a_look_that_is_under_way_once_more(engine: Engine):
    schedules = Schedules(engine, PLANNED[1:])
    schedules.finish("documents", Brought(), NOW)
    assert schedules.claim(NOW) == NothingDue()
    schedules.hasten("documents")
    claimed = schedules.claim(NOW)
    assert isinstance(claimed, Schedule)
    schedules.let_go(claimed)
    assert schedules.claim(NOW) == claimed
    schedules.hasten("documents")
    schedules.finish("documents", Brought(), NOW)
    assert _claimed(schedules, NOW) == ["documents"]
    assert schedules.claim(NOW) == NothingDue()
