"""How much may be asked within an hour, over threads and restarts."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from knowledge.limits_settings import LimitsSection
from knowledge.records.admissions import Admissions, Admitted, TurnedAway
from tests.bot.fakes import records
from tests.records import Records

NOON = datetime(2027, 3, 3, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def _admissions(**limits: int) -> Admissions:
    return Admissions(records(), LimitsSection(**limits))


def test_a_person_is_let_in_so_often_within_an_hour_and_again_when_the_first_is_an_hour_old():
    door = _admissions(person_an_hour=2)
    assert door.admit("1", "U1", "C1", NOON) == Admitted()
    assert door.admit("2", "U1", "C1", NOON + MINUTE) == Admitted()
    turned = TurnedAway("person", 2, NOON + timedelta(hours=1))
    assert door.admit("3", "U1", "C1", NOON + 2 * MINUTE) == turned
    assert door.admit("4", "U2", "C1", NOON + 2 * MINUTE) == Admitted()
    assert door.admit("5", "U1", "C1", NOON + 60 * MINUTE) == Admitted()


def test_a_channel_and_the_cluster_have_their_own_measure():
    door = _admissions(channel_an_hour=1, cluster_an_hour=2)
    assert door.admit("1", "U1", "C1", NOON) == Admitted()
    assert door.admit("2", "U2", "C1", NOON) == TurnedAway("channel", 1, NOON + timedelta(hours=1))
    assert door.admit("3", "U2", "C2", NOON) == Admitted()
    assert door.admit("4", "U3", "C3", NOON) == TurnedAway("cluster", 2, NOON + timedelta(hours=1))


def test_a_question_that_was_let_in_is_let_in_again_after_a_restart_and_counts_once():
    door = _admissions(person_an_hour=1)
    assert door.admit("1", "U1", "C1", NOON) == Admitted()
    assert door.admit("1", "U1", "C1", NOON) == Admitted()
    assert isinstance(door.admit("2", "U1", "C1", NOON), TurnedAway)


def test_who_is_turned_away_does_not_wait_longer_for_asking_again():
    door = _admissions(person_an_hour=1)
    door.admit("1", "U1", "C1", NOON)
    for minute in range(1, 59):
        assert isinstance(door.admit(f"again {minute}", "U1", "C1", NOON + minute * MINUTE), TurnedAway)
    assert door.admit("2", "U1", "C1", NOON + 60 * MINUTE) == Admitted()


def test_many_at_once_do_not_get_more_than_there_is(records: Records):
    door = Admissions(records.open(), LimitsSection(cluster_an_hour=10))
    with ThreadPoolExecutor(8) as threads:
        outcomes = list(threads.map(lambda n: door.admit(str(n), f"U{n}", f"C{n}", NOON), range(40)))
    assert outcomes.count(Admitted()) == 10
