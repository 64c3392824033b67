"""Where the assistant answers without being asked, and how often: over restarts, and for several at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from knowledge.records.listening import Listening
from tests.knowledge.introductions.made import NOW
from tests.records import Records


@pytest.fixture
def listening(records: Records) -> Listening:
    return Listening(records.open())


def test_a_channel_is_listened_to_from_being_switched_on_until_it_is_switched_off(listening: Listening):
    assert not listening.is_on("C1")
    listening.switch_on("C1", "U1", NOW)
    listening.switch_on("C1", "U2", NOW)
    assert listening.is_on("C1")
    assert not listening.is_on("C2")
    listening.switch_off("C1")
    assert not listening.is_on("C1")


def test_a_channel_gets_so_many_answers_an_hour_and_each_channel_its_own(listening: Listening):
    for channel in ("C1", "C2"):
        listening.switch_on(channel, "U1", NOW)
    assert [listening.claim("C1", f"m{n}", 2, NOW) for n in range(3)] == [True, True, False]
    assert listening.claim("C2", "m9", 2, NOW)
    assert not listening.claim("C1", "m4", 2, NOW + timedelta(minutes=59))
    assert listening.claim("C1", "m5", 2, NOW + timedelta(minutes=61))


def test_a_message_that_was_claimed_may_still_be_answered_after_a_restart(listening: Listening):
    listening.switch_on("C1", "U1", NOW)
    assert listening.claim("C1", "m1", 1, NOW)
    assert listening.claim("C1", "m1", 1, NOW)
    assert not listening.claim("C1", "m2", 1, NOW)


def test_nothing_is_claimed_in_a_channel_that_is_off(listening: Listening):
    assert not listening.claim("C1", "m1", 5, NOW)


def test_the_last_place_goes_to_one_of_several_at_once(listening: Listening):
    listening.switch_on("C1", "U1", NOW)
    with ThreadPoolExecutor(8) as pool:
        claimed = list(pool.map(lambda n: listening.claim("C1", f"m{n}", 3, NOW), range(24)))
    assert sum(claimed) == 3
