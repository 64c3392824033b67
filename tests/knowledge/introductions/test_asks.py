"""Who was asked, who answered, and who has been silent three times in a row."""

from __future__ import annotations

from datetime import timedelta

import pytest

from knowledge.introductions.asks import Ask, asks_of, benched, parts_of
from knowledge.introductions.events import Expired, No, Rejected, Started, Submitted, Told, Withdrawn, Yes
from tests.knowledge.introductions.made import (
    ADA,
    ASKED,
    BO,
    BROKERED,
    COORDINATOR,
    DAY,
    NOW,
    after,
    drafted,
    member,
)

FIRST, SECOND = member(ADA), member(BO)


def _asks(*replies: str) -> list[Ask]:
    return [Ask(BO, NOW + number * DAY, reply, f"i{number}") for number, reply in enumerate(replies)]


@pytest.mark.parametrize(
    ("replies", "is_benched"),
    [
        (("silent", "silent"), False),
        (("silent", "silent", "silent"), True),
        (("silent", "no", "silent", "silent"), False),
        (("yes", "silent", "silent", "silent"), True),
        (("silent", "silent", "dropped", "open", "silent"), True),
        (("silent", "silent", "silent", "yes"), False),
    ],
)
def test_three_silences_in_a_row_bench(replies: tuple[str, ...], is_benched: bool):
    assert (BO in benched(_asks(*replies), {})) is is_benched


def test_who_returns_begins_anew():
    asks = _asks("silent", "silent", "silent")
    assert benched(asks, {BO: NOW + 3 * DAY}) == frozenset()
    again = [Ask(BO, ask.at + 10 * DAY, "silent", "later") for ask in asks]
    assert benched([*asks, *again[:2]], {BO: NOW + 3 * DAY}) == frozenset()
    assert benched([*asks, *again], {BO: NOW + 3 * DAY}) == frozenset({BO})


def test_only_questions_that_were_put_are_asks():
    begun = after(drafted(ASKED), Started(FIRST))
    assert list(asks_of(begun)) == []
    assert list(asks_of(after(begun, Expired(), at=NOW + 7 * DAY))) == []
    assert [ask.reply for ask in asks_of(after(begun, Told()))] == ["open"]


@pytest.mark.parametrize(
    ("events", "days", "replies"),
    [
        ((Yes(FIRST),), 0, ["yes"]),
        ((No(FIRST),), 0, ["no"]),
        ((Withdrawn(COORDINATOR),), 0, ["dropped"]),
        ((Expired(),), 7, ["silent"]),
        ((Yes(FIRST), Told(), No(SECOND)), 0, ["yes", "no"]),
        ((Yes(FIRST), Told(), Withdrawn(FIRST)), 0, ["yes", "dropped"]),
    ],
)
def test_each_ask_has_its_reply(events: tuple, days: int, replies: list[str]):
    asked = after(drafted(BROKERED), Started(COORDINATOR), Told())
    assert [ask.reply for ask in asks_of(after(asked, *events, at=NOW + days * DAY))] == replies


def test_a_proposal_of_ones_own_counts_from_when_it_begins_and_is_open_while_another_is_asked():
    begun = after(drafted(ASKED), Submitted(FIRST), at=NOW + timedelta(hours=1))
    [part] = parts_of(begun)
    assert (part.person, part.since, part.is_open) == (ADA, NOW + timedelta(hours=1), True)
    assert [part.is_open for part in parts_of(after(begun, Rejected(COORDINATOR)))] == [False]
    assert list(parts_of(drafted(ASKED))) == []
