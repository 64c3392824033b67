"""Two clusters in one workspace, asked at random by everybody everywhere: nothing of one is said where the other is
meant, nor to anybody who is not its member."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.permissions.cases import SHARED, many
from tests.scenarios.shared_workspace import Tenants, shared, synced_installation
from tests.standins.slack import Payload

FEES = {"ki": "7 700", "energi": "3 300"}
# Of board papers: nobody in the house is on a board.
NOBODYS = ("412 000", "1 437 000")
MEMBERS_OF = {"kari": {"ki"}, "erik": {"energi"}, "bo": {"ki", "energi"}, "nora": set()}
IN_CHANNEL = {
    "ki-alle": ("kari", "bo"),
    "ki-prat": ("kari", "bo"),
    "energi-alle": ("erik", "bo"),
    "energi-prat": ("erik", "bo"),
    "generelt": ("kari", "erik", "bo", "nora"),
}
QUESTIONS = (
    "Hvor mye koster årskontingenten?",
    "What is the membership fee?",
    "Hva koster leieavtalen for dronelaben?",
    "Hvor mye økes daglig leders lønn?",
    "Hva er kontingenten i KI-klyngen, og i Energiklyngen?",
    "Hva sier documents/board/styre.md?",
)


@pytest.fixture
def house(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> Iterator[Tenants]:
    synced = synced_installation(tmp_path_factory.mktemp("installation"))
    with shared(synced, tmp_path, caplog) as tenants:
        yield tenants


class _Chance:
    """Who does what where, and what they may hear there."""

    def __init__(self, house: Tenants) -> None:
        self._house = house
        self._chance = random.Random(9)
        self._chosen: dict[str, str] = {"kari": "ki", "erik": "energi"}

    def step(self) -> tuple[Payload, set[str]]:
        """A question that waits for its answer, and the fees that may be in that."""
        if self._chance.random() < 0.25:
            self._change(self._chance.choice(["bo", "nora"]))
        question, channel = self._chance.choice(QUESTIONS), self._chance.choice([*IN_CHANNEL, "", ""])
        if not channel:
            name = self._chance.choice([*MEMBERS_OF])
            if name not in self._chosen:
                self._change(name)
            return self._house.writes(name, question), MEMBERS_OF[name] & {self._chosen[name]}
        name = self._chance.choice(IN_CHANNEL[channel])
        if channel == "generelt" and name not in self._chosen:
            self._change(name)
        own = channel.partition("-")[0]
        return self._house.mentions(name, channel, question), {own} & FEES.keys()

    def _change(self, name: str) -> None:
        before = len(self._house.slack.messages_in(self._house.direct(name)))
        self._house.writes(name, "bytt klynge")
        there = self._house.slack.messages_in(self._house.direct(name))
        chooser = next(one for one in there[before:] if "=choose" in str(one))
        self._chosen[name] = self._chance.choice(["ki", "energi"])
        self._house.chooses(name, chooser, self._chosen[name])


def test_nothing_of_a_cluster_is_said_elsewhere_or_to_others_than_its_members(house: Tenants):
    chance, heard = _Chance(house), set()
    for _ in range(many(SHARED)):
        asked, may_be_told = chance.step()
        said = house.replied(asked)
        told = {name for name, fee in FEES.items() if fee in said}
        assert told <= may_be_told, (asked, said)
        assert not [one for one in NOBODYS if one in said], (asked, said)
        heard |= told
    assert heard == {"ki", "energi"}, "what may be told is told somewhere, else nothing was tried"
    for person in house.house.people.values():
        private = str(house.slack.ephemeral_to(person))
        assert {name for name, fee in FEES.items() if fee in private} <= MEMBERS_OF[person.name]
