"""What each person may know of an introduction: a no stays between the one who says it and the bot."""

from __future__ import annotations

import pytest

from knowledge.introductions.events import (
    Approved,
    Event,
    Expired,
    Introduced,
    No,
    Rejected,
    Started,
    Submitted,
    Told,
    Withdrawn,
    Yes,
)
from knowledge.introductions.introduction import Introduction
from knowledge.introductions.shown import shown_to
from tests.knowledge.introductions.made import (
    ADA,
    ASKED,
    BO,
    BROKERED,
    COORDINATOR,
    DAY,
    NOW,
    STRANGER,
    after,
    drafted,
    member,
)

ASKER, FIRST, SECOND = COORDINATOR, member(ADA), member(BO)
ALL = (COORDINATOR.email, ADA, BO)


def shown(introduction: Introduction, *viewers: str) -> list[str]:
    return [shown_to(introduction, viewer) for viewer in viewers]


@pytest.mark.parametrize(
    ("events", "seen"),
    [
        ((), ["draft", "nothing", "nothing"]),
        ((Submitted(ASKER),), ["in_review", "nothing", "nothing"]),
        ((Started(ASKER),), ["waiting", "nothing", "nothing"]),
        ((Started(ASKER), Told()), ["waiting", "your_turn", "nothing"]),
        ((Started(ASKER), Told(), No(FIRST)), ["not_now", "said_no", "nothing"]),
        ((Started(ASKER), Told(), Yes(FIRST)), ["waiting", "waiting", "nothing"]),
        ((Started(ASKER), Told(), Yes(FIRST), Told()), ["waiting", "waiting", "your_turn"]),
        ((Started(ASKER), Told(), Yes(FIRST), Told(), No(SECOND)), ["not_now", "not_now", "said_no"]),
        ((Started(ASKER), Told(), Yes(FIRST), Told(), Yes(SECOND)), ["waiting", "waiting", "waiting"]),
        ((Started(ASKER), Told(), Yes(FIRST), Withdrawn(FIRST)), ["not_now", "withdrawn", "nothing"]),
        ((Started(ASKER), Told(), Withdrawn(ASKER)), ["withdrawn", "not_now", "nothing"]),
    ],
)
def test_each_sees_their_own_part(events: tuple[Event, ...], seen: list[str]):
    assert shown(after(drafted(BROKERED), *events), *ALL) == seen


def test_who_asked_cannot_tell_a_no_from_silence_from_a_coordinators_no():
    asked = after(drafted(ASKED), Started(FIRST), Told())
    declined = after(asked, No(SECOND))
    silent = after(asked, Expired(), at=NOW + 7 * DAY)
    rejected = after(drafted(ASKED), Submitted(FIRST), Rejected(COORDINATOR))
    assert [shown_to(one, ADA) for one in (declined, silent, rejected)] == ["not_now"] * 3
    assert [shown_to(one, BO) for one in (declined, silent, rejected)] == ["said_no", "silent", "nothing"]


def test_an_ask_that_nobody_got_shows_nothing_to_the_one_who_was_to_get_it():
    waited = after(drafted(ASKED), Submitted(FIRST), Approved(COORDINATOR))
    expired = after(waited, Expired(), at=NOW + 7 * DAY)
    assert shown(expired, ADA, BO, STRANGER, "") == ["not_now", "nothing", "nothing", "nothing"]


def test_both_see_that_they_were_introduced():
    both = after(drafted(ASKED), Started(FIRST), Told(), Yes(SECOND), Introduced("group_dm", "G1"))
    assert shown(both, ADA, BO, STRANGER) == ["introduced", "introduced", "nothing"]


def test_a_draft_that_was_left_lying_is_nobodys_not_now():
    left = after(drafted(ASKED), Expired(), at=NOW + 7 * DAY)
    assert shown(left, ADA, BO) == ["withdrawn", "nothing"]
