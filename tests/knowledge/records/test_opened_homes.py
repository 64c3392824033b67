"""Whose Home was opened lately, what stands on it, and how it is told that something on it may be another."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from knowledge.gaps.gap import Gap, WayBack
from knowledge.holdings.holding import Holding
from knowledge.records.gaps import Gaps
from knowledge.records.holdings import Holdings
from knowledge.records.opened_homes import KEPT, MOST, OpenedHome, OpenedHomes
from tests.knowledge.introductions.made import DAY, NOW
from tests.records import Records

TEAM = "T1"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def reopened(records: Records) -> Callable[[], Engine]:
    return lambda: records.open()


@pytest.fixture
def homes(reopened: Callable[[], Engine]) -> OpenedHomes:
    return OpenedHomes(reopened())


def test_who_opened_theirs_last_comes_first_also_after_a_restart(homes: OpenedHomes, reopened):
    for number, user in enumerate(("U1", "U2", "U3")):
        homes.note_opened(user, TEAM, NOW + number * MINUTE)
    homes.note_opened("U1", TEAM, NOW + 9 * MINUTE)
    again = OpenedHomes(reopened())
    assert [one.user for one in again.lately(NOW + DAY)] == ["U1", "U3", "U2"]


def test_what_stands_on_a_home_is_kept_when_it_is_opened_again(homes: OpenedHomes):
    homes.note_opened("U1", TEAM, NOW)
    assert homes.lately(NOW) == (OpenedHome("U1", TEAM, ""),)
    homes.note_shown("U1", "digest")
    homes.note_opened("U1", "T2", NOW + DAY)
    assert homes.lately(NOW + DAY) == (OpenedHome("U1", "T2", "digest"),)


def test_what_is_shown_to_somebody_who_has_not_opened_theirs_is_not_kept(homes: OpenedHomes):
    homes.note_shown("U1", "digest")
    assert homes.lately(NOW) == ()


def test_after_a_week_a_home_is_forgotten_and_begins_anew(homes: OpenedHomes):
    homes.note_opened("U1", TEAM, NOW)
    homes.note_shown("U1", "digest")
    assert [one.user for one in homes.lately(NOW + KEPT)] == ["U1"]
    assert homes.lately(NOW + KEPT + MINUTE) == ()
    homes.note_opened("U2", TEAM, NOW + KEPT + MINUTE)
    homes.note_opened("U1", TEAM, NOW + KEPT + MINUTE)
    assert OpenedHome("U1", TEAM, "") in homes.lately(NOW + KEPT + MINUTE)


def test_no_more_than_the_latest_two_hundred_are_told(homes: OpenedHomes):
    for number in range(MOST + 1):
        homes.note_opened(f"U{number}", TEAM, NOW + number * MINUTE)
    lately = [one.user for one in homes.lately(NOW + DAY)]
    assert (len(lately), lately[0], "U0" in lately) == (MOST, f"U{MOST}", False)


def test_whose_data_is_deleted_is_not_among_them(homes: OpenedHomes):
    for user in ("U1", "U2"):
        homes.note_opened(user, TEAM, NOW)
    homes.forget("U1")
    homes.forget("U1")
    assert [one.user for one in homes.lately(NOW)] == ["U2"]


def test_of_many_who_open_the_same_one_at_once_one_row_is_left(homes: OpenedHomes):
    together = threading.Barrier(6)

    def open_it() -> None:
        together.wait()
        homes.note_opened("U1", TEAM, NOW)

    threads = [threading.Thread(target=open_it) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert homes.lately(NOW) == (OpenedHome("U1", TEAM, ""),)


def test_the_state_is_another_after_each_change_of_what_homes_show_and_after_nothing_else(
    homes: OpenedHomes, reopened
):
    engine, before = reopened(), homes.state()
    homes.note_opened("U1", TEAM, NOW)
    homes.note_shown("U1", "digest")
    assert homes.state() == before
    Gaps(engine).note(Gap("Ev1", NOW, "Hva koster en pult?", "nb", "abstained", WayBack("C1", "1.0", "U1")))
    asked = homes.state()
    assert asked != before
    Holdings(engine).write(Holding("documents/a.md", "folder"), "confirm", "kari@x.example", NOW)
    assert homes.state() not in (before, asked)
    assert homes.state() == homes.state()
