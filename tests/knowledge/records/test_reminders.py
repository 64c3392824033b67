"""Reminders: when each turn is due, that it is claimed once, and what is kept of what was done."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.holdings.holding import Care
from knowledge.holdings.reminding import (
    COORDINATORS,
    ONCE,
    PRIVATE,
    USUAL,
    Course,
    Matter,
    Past,
    Turn,
    next_turn,
)
from knowledge.records.reminders import LEASE, Claimed, NotNow, Reminders
from tests.records import Records

NOW = datetime(2027, 3, 3, 10, tzinfo=UTC)
DAY = NOW.date()
KARI = "kari@cluster.example"
MATTER = Matter("document", "notes/a.md", "review", date(2027, 3, 1), KARI, 4)
FIRST = Turn(MATTER, KARI, 1)
FORTNIGHT = timedelta(days=14)


@pytest.fixture
def reminders(records: Records) -> Reminders:
    return Reminders(records.open())


def claimed(reminders: Reminders, *turns: Turn, now: datetime = NOW) -> Claimed:
    found = reminders.claim(turns, now.date(), now)
    assert isinstance(found, Claimed)
    return found


def course_taken(course: Course, matter: Matter = MATTER) -> list[str]:
    """To whom a matter goes that nobody ever does anything about, a turn each fortnight."""
    past: list[Past] = []
    for week in range(10):
        now = NOW + week * FORTNIGHT
        if turn := next_turn(matter, course, past, now):
            past.append(Past(turn.addressee, turn.number, now))
            assert next_turn(matter, course, past, now + timedelta(days=13)) is None
    return [one.addressee for one in past]


def test_an_owner_is_told_twice_and_the_coordinators_twice_after_that():
    assert course_taken(USUAL) == [KARI, KARI, COORDINATORS, COORDINATORS]
    assert course_taken(USUAL, replace(MATTER, owner="")) == [COORDINATORS, COORDINATORS]


def test_what_expired_is_told_once_and_what_is_private_to_nobody_else():
    assert course_taken(ONCE) == [KARI]
    assert course_taken(PRIVATE) == [KARI, KARI]


def test_a_letter_is_claimed_once_and_its_addressee_hears_no_more_that_day(reminders: Reminders):
    letter = claimed(reminders, FIRST)
    assert isinstance(reminders.claim([FIRST], DAY, NOW), NotNow)
    reminders.sent(letter.mark, NOW)
    other = replace(FIRST, matter=replace(MATTER, subject="notes/b.md"))
    assert isinstance(reminders.claim([other], DAY, NOW + timedelta(hours=3)), NotNow)
    assert claimed(reminders, other, now=NOW + timedelta(days=1)).reminded[0].matter.subject == "notes/b.md"


def test_one_that_was_killed_before_it_was_sent_is_said_again_as_it_was(reminders: Reminders):
    letter = claimed(reminders, FIRST)
    other = replace(FIRST, matter=replace(MATTER, subject="notes/b.md"))
    later = NOW + LEASE + timedelta(seconds=1)
    again = reminders.claim([FIRST, other], later.date(), later)
    assert again == letter
    assert reminders.past(MATTER) == ()
    reminders.sent(letter.mark, later)
    assert reminders.past(MATTER) == (Past(KARI, 1, later),)


def test_who_settles_it_first_stands_in_every_letter(reminders: Reminders):
    own = claimed(reminders, FIRST)
    reminders.sent(own.mark, NOW)
    shared = claimed(reminders, Turn(MATTER, COORDINATORS, 1))
    reminders.settle(MATTER, "confirmed", KARI)
    reminders.settle(MATTER, "archived", "odd@sandvika.example")
    for one in (*own.reminded, *shared.reminded):
        (found,) = reminders.get(one.id)
        assert (found.settled, found.by) == ("confirmed", KARI)


def test_being_put_off_counts_two_weeks_from_then(reminders: Reminders):
    letter = claimed(reminders, FIRST)
    reminders.sent(letter.mark, NOW)
    reminders.put_off(MATTER, NOW + timedelta(days=10))
    past = reminders.past(MATTER)
    assert next_turn(MATTER, USUAL, past, NOW + timedelta(days=20)) is None
    assert next_turn(MATTER, USUAL, past, NOW + timedelta(days=24)) == Turn(MATTER, KARI, 2)


def test_another_owner_is_told_from_the_beginning(reminders: Reminders):
    letter = claimed(reminders, FIRST)
    reminders.sent(letter.mark, NOW)
    other = replace(MATTER, owner="odd@sandvika.example")
    assert next_turn(other, USUAL, reminders.past(other), NOW) == Turn(other, "odd@sandvika.example", 1)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 900), st.integers(0, 400))
def test_the_next_review_comes_after_as_long_as_the_last(confirmed: date, interval: int, late: int):
    care = Care(confirmed_on=confirmed, review_on=confirmed + timedelta(days=interval))
    day = confirmed + timedelta(days=interval + late)
    assert (care.next_review(day) - day).days == interval
    assert (Care().next_review(day) - day).days == 365
    extended = replace(care, expires_on=day).extended(day)
    assert extended.review_on is not None
    assert extended.expires_on is not None
    assert day < extended.review_on <= extended.expires_on
