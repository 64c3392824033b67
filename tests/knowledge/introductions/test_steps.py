"""Which steps an introduction may take, and what becomes of clicks that come wrong."""

from __future__ import annotations

from typing import get_args

import pytest

from knowledge.introductions.events import (
    Approved,
    CheckedIn,
    Concluded,
    Event,
    Expired,
    Introduced,
    No,
    Rejected,
    Reminded,
    Started,
    Submitted,
    Told,
    Withdrawn,
    Yes,
)
from knowledge.introductions.introduction import FAILED, Introduction, State
from knowledge.introductions.steps import TABLE, Refused, step
from tests.knowledge.introductions.made import (
    ADA,
    ASKED,
    BO,
    BROKERED,
    COORDINATOR,
    DAY,
    NOW,
    ROUND,
    STRANGER,
    after,
    drafted,
    member,
)

ASKER, FIRST, SECOND = COORDINATOR, member(ADA), member(BO)
TO_SECOND = (Started(ASKER), Told(), Yes(FIRST))
TO_AGREED = (*TO_SECOND, Told(), Yes(SECOND))
TO_INTRODUCED = (*TO_AGREED, Introduced("group_dm", "G1"))


def brokered(*events: Event) -> Introduction:
    return after(drafted(BROKERED), *events)


WAYS: dict[State, Introduction] = {
    "draft": brokered(),
    "review": brokered(Submitted(ASKER)),
    "asked_first": brokered(Started(ASKER)),
    "asked_second": brokered(*TO_SECOND),
    "agreed": brokered(*TO_AGREED),
    "introduced": brokered(*TO_INTRODUCED),
    "checked_in": after(brokered(*TO_INTRODUCED), CheckedIn(FIRST, "planned"), at=NOW + 14 * DAY),
    "declined": brokered(Started(ASKER), No(FIRST)),
    "expired": after(brokered(Started(ASKER)), Expired(), at=NOW + 7 * DAY),
    "withdrawn": brokered(Started(ASKER), Withdrawn(ASKER)),
}
WAYS["outcome"] = after(WAYS["checked_in"], Concluded(FIRST, "learned"), at=NOW + 90 * DAY)


@pytest.mark.parametrize("state", get_args(State))
def test_every_state_can_be_reached(state: State):
    assert WAYS[state].state == state


def test_an_introduction_goes_from_proposal_to_outcome():
    gone = after(after(brokered(*TO_INTRODUCED), CheckedIn(SECOND, "met"), at=NOW + 14 * DAY))
    gone = after(gone, Concluded(FIRST, "pilot"), at=NOW + 90 * DAY)
    assert (gone.state, gone.how, gone.room, gone.meeting, gone.result) == (
        "outcome",
        "group_dm",
        "G1",
        "met",
        "pilot",
    )
    assert gone.introduced == NOW
    assert gone.version == 9


def test_who_asks_for_it_has_said_yes_by_that_and_the_other_is_asked_next():
    begun = after(drafted(ASKED), Started(FIRST))
    assert (begun.state, begun.said_first, begun.told_first) == ("asked_second", "yes", None)


def test_after_a_review_who_asked_for_it_is_not_asked_again():
    reviewed = after(drafted(ASKED), Submitted(FIRST), Approved(COORDINATOR))
    assert reviewed.state == "asked_second"


def test_a_round_is_begun_by_the_bot_itself():
    assert after(drafted(ROUND), Started(Told().by)).state == "asked_first"


@pytest.mark.parametrize("state", FAILED)
def test_nothing_moves_what_has_come_to_an_end(state: State):
    ended = WAYS[state]
    for event in (Yes(SECOND), Approved(COORDINATOR), Told(), Expired(), Introduced("email"), Reminded()):
        assert step(ended, event, NOW + 8 * DAY) == Refused("over")


@pytest.mark.parametrize("state", get_args(State))
def test_a_stranger_moves_nothing(state: State):
    stranger = member(STRANGER)
    for event in (
        Started(stranger),
        Submitted(stranger),
        Approved(stranger),
        Rejected(stranger),
        Yes(stranger),
        No(stranger),
        Withdrawn(stranger),
        CheckedIn(stranger, "met"),
        Concluded(stranger, "contract"),
    ):
        assert step(WAYS[state], event, NOW + 90 * DAY) == Refused("wrong_person")


@pytest.mark.parametrize(
    ("state", "event"),
    [
        ("draft", Started(FIRST)),
        ("review", Approved(FIRST)),
        ("review", Rejected(SECOND)),
        ("asked_first", Yes(SECOND)),
        ("asked_first", No(SECOND)),
        ("asked_first", Withdrawn(SECOND)),
        ("asked_second", Yes(COORDINATOR)),
        ("asked_second", Withdrawn(SECOND)),
        ("agreed", Introduced("email", by=FIRST)),
    ],
)
def test_what_is_not_theirs_is_refused(state: State, event: Event):
    assert step(WAYS[state], event, NOW) == Refused("wrong_person")


@pytest.mark.parametrize(
    ("state", "event", "days"),
    [
        ("asked_second", Yes(FIRST), 0),
        ("agreed", Yes(SECOND), 0),
        ("introduced", Yes(FIRST), 30),
        ("declined", No(FIRST), 30),
        ("withdrawn", Withdrawn(ASKER), 0),
        ("introduced", Introduced("group_dm", "G1"), 0),
        ("checked_in", CheckedIn(FIRST, "planned"), 15),
        ("checked_in", CheckedIn(SECOND, "no"), 15),
        ("outcome", Concluded(SECOND, "none"), 91),
    ],
)
def test_what_says_nothing_new_changes_nothing(state: State, event: Event, days: int):
    assert step(WAYS[state], event, NOW + days * DAY) is WAYS[state]


@pytest.mark.parametrize(
    ("state", "event", "reason"),
    [
        ("draft", Yes(FIRST), "out_of_order"),
        ("review", Introduced("email"), "out_of_order"),
        ("asked_second", Approved(COORDINATOR), "over"),
        ("asked_second", No(FIRST), "over"),
        ("agreed", Expired(), "over"),
        ("agreed", No(SECOND), "over"),
        ("introduced", Withdrawn(ASKER), "over"),
        ("introduced", Concluded(FIRST, "pilot"), "out_of_order"),
        ("introduced", CheckedIn(FIRST, "met"), "too_early"),
        ("checked_in", Concluded(FIRST, "pilot"), "too_early"),
        ("outcome", CheckedIn(FIRST, "met"), "over"),
        ("asked_first", Expired(), "too_early"),
        ("asked_first", Reminded(), "too_early"),
    ],
)
def test_what_comes_out_of_order_is_refused(state: State, event: Event, reason: str):
    assert step(WAYS[state], event, NOW) == Refused(reason)


@pytest.mark.parametrize(
    ("state", "days"), [("draft", 7), ("review", 14), ("asked_first", 7), ("asked_second", 7)]
)
def test_an_answer_counts_until_the_deadline_whenever_somebody_looks(state: State, days: int):
    waiting = WAYS[state]
    answer = {"draft": Started(ASKER), "review": Approved(COORDINATOR), "asked_first": Yes(FIRST)}.get(
        state, Yes(SECOND)
    )
    last = NOW + days * DAY
    assert isinstance(step(waiting, answer, last - DAY / 24), Introduction)
    assert step(waiting, answer, last) == Refused("too_late")
    assert step(waiting, Expired(), last - DAY / 24) == Refused("too_early")
    assert isinstance(step(waiting, Expired(), last), Introduction)


def test_the_week_to_answer_begins_when_the_question_is_put():
    told = after(WAYS["asked_first"], Told(), at=NOW + 5 * DAY)
    assert after(told, Yes(FIRST), at=NOW + 11 * DAY).state == "asked_second"


def test_one_reminder_comes_after_some_days_and_only_to_who_was_asked():
    assert step(WAYS["asked_first"], Reminded(), NOW + 5 * DAY) == Refused("too_early")
    told = after(WAYS["asked_first"], Told())
    reminded = after(told, Reminded(), at=NOW + 4 * DAY)
    assert reminded.reminded == NOW + 4 * DAY
    assert step(reminded, Reminded(), NOW + 5 * DAY) is reminded
    assert after(reminded, Yes(FIRST), at=NOW + 5 * DAY).reminded is None


def test_who_asks_for_it_cannot_approve_it():
    waiting = after(drafted(ASKED), Submitted(FIRST))
    for event in (Approved(FIRST), Rejected(FIRST)):
        assert step(waiting, event, NOW) == Refused("wrong_person")


def test_a_coordinators_no_ends_it_before_anybody_is_asked():
    rejected = after(WAYS["review"], Rejected(COORDINATOR))
    assert (rejected.state, rejected.ended_by) == ("declined", COORDINATOR.email)


def test_of_two_who_tell_different_things_the_one_who_tells_more_is_believed():
    told_more = after(WAYS["checked_in"], CheckedIn(SECOND, "met"), at=NOW + 15 * DAY)
    assert (told_more.state, told_more.meeting) == ("checked_in", "met")
    signed = after(WAYS["outcome"], Concluded(SECOND, "contract"), at=NOW + 91 * DAY)
    assert (signed.state, signed.result) == ("outcome", "contract")


def test_who_said_yes_may_take_it_back_until_they_are_introduced():
    assert after(WAYS["asked_second"], Withdrawn(FIRST)).state == "withdrawn"
    assert after(WAYS["agreed"], Withdrawn(SECOND)).ended_by == BO


def test_the_table_knows_every_kind_of_event_and_leaves_no_unfinished_state_without_an_end():
    assert {event for _, event in TABLE} == {
        kind for group in get_args(Event) for kind in (get_args(group) or (group,))
    }
    for state in ("draft", "review", "asked_first", "asked_second", "agreed"):
        assert TABLE[state, Withdrawn][1] == "withdrawn"
