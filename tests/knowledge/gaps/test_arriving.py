"""Questions come one by one and coordinators look in between: what they see then is as good as gathered at once."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from knowledge.embeddings import Embedder, LocalEmbedder
from knowledge.gaps.desk import HELD, GapDesk
from knowledge.gaps.gap import Gap, GapGroup, Moved, Settled, WayBack
from knowledge.gaps.grouping import Grouping
from knowledge.gaps.vectors import GapVectors
from knowledge.records.database import open_database, sqlite_url
from knowledge.records.gaps import Gaps
from knowledge.records.text_vectors import TextVectors
from tests.knowledge.gaps.made import SETS, adjusted_rand, questions

START = datetime(2027, 3, 3, 9, tzinfo=UTC)
BETWEEN = timedelta(hours=4)
JONAS = "jonas@fjordklyngen.example"
PLACE = WayBack("C1", "1.0", "U1")
DESK = ("Hva koster en kontorplass?", "What is the price of a desk?", "Hvor mye koster en pult?")


class Side:
    """The desk with its records; ``asks`` and the coordinators' deeds happen at ``at``."""

    def __init__(self, folder: Path, vectors: GapVectors) -> None:
        self.records = Gaps(open_database(sqlite_url(folder / "klyngebot.db")))
        self.desk = GapDesk(self.records, Grouping(vectors))
        self.at = START
        self._asked = 0

    def asks(self, words: str) -> None:
        self.at += BETWEEN
        self._asked += 1
        self.records.note(Gap(f"Ev{self._asked}", self.at, words, "nb", "abstained", PLACE))

    def looks(self) -> dict[str, int]:
        """Of each question the number of its group."""
        return {one.words: group.id for group in self.desk.groups(self.at) for one in group.questions}

    def open_groups(self) -> list[GapGroup]:
        return [group for group in self.desk.groups(self.at) if group.state == "open"]


@pytest.fixture(scope="module")
def vectors(tmp_path_factory: pytest.TempPathFactory) -> GapVectors:
    embedder: Embedder = LocalEmbedder()
    return GapVectors(
        embedder, TextVectors(open_database(sqlite_url(tmp_path_factory.mktemp("vectors") / "v.db")))
    )


@pytest.fixture
def side(tmp_path: Path, vectors: GapVectors) -> Side:
    return Side(tmp_path, vectors)


def _agreement(side: Side, asked: list[dict[str, str]]) -> float:
    seen = side.looks()
    return adjusted_rand([one["kind"] for one in asked], [seen[one["question"]] for one in asked])


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("seed", range(5))
def test_what_is_listed_agrees_with_the_kinds_in_whatever_order_questions_come(
    name: str, seed: int, side: Side
):
    asked = questions(name)
    for number, one in enumerate(random.Random(seed).sample(asked, len(asked)), 1):
        side.asks(one["question"])
        if number % 10 == 0:
            side.looks()
    assert _agreement(side, asked) >= 0.75


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("seed", range(5))
def test_it_loses_little_when_coordinators_open_and_answer_groups_in_between(
    name: str, seed: int, side: Side
):
    asked = questions(name)
    chance = random.Random(seed)
    for number, one in enumerate(chance.sample(asked, len(asked)), 1):
        side.asks(one["question"])
        if number % 10 == 0:
            side.desk.open(chance.choice(side.open_groups()[:5]).id, side.at)
        if number % 20 == 0:
            first = side.open_groups()[0]
            assert isinstance(side.desk.answer(first.id, "Slik er det.", JONAS, side.at), Settled)
    assert _agreement(side, asked) >= 0.7


def test_groups_keep_their_numbers_when_they_are_gathered_anew(side: Side):
    for one in questions("development")[:60]:
        side.asks(one["question"])
    before = side.looks()
    for one in questions("development")[60:]:
        side.asks(one["question"])
    after = side.looks()
    kept = [words for words, group in before.items() if after[words] == group]
    assert len(kept) >= 0.8 * len(before)
    assert len(set(after.values())) < len(after)


def test_a_group_that_a_coordinator_has_open_keeps_what_it_holds_for_a_day(side: Side):
    for words in DESK[:2]:
        side.asks(words)
    side.looks()
    (first, *_) = side.open_groups()
    held = side.desk.open(first.id, side.at)
    assert isinstance(held, GapGroup)
    for one in questions("development"):
        side.asks(one["question"])
        side.at -= BETWEEN
    now = side.desk.get(first.id)
    assert isinstance(now, GapGroup)
    assert {one.words for one in held.questions} <= {
        words for words, group in side.looks().items() if group == first.id
    }


def test_what_a_coordinator_has_put_apart_or_together_stays_so(side: Side):
    for words in (*DESK, "Får vi bruke logoen?"):
        side.asks(words)
    before = side.looks()
    numbers = {one.words: one.id for group in side.open_groups() for one in group.questions}
    assert len({before[words] for words in DESK}) == 1
    apart = side.desk.move(numbers[DESK[0]], None, JONAS, side.at)
    together = side.desk.move(numbers["Får vi bruke logoen?"], before[DESK[1]], JONAS, side.at)
    assert isinstance(apart, Moved)
    assert isinstance(together, Moved)
    side.at += 2 * HELD
    side.asks("What does a desk cost?")
    after = side.looks()
    assert after[DESK[0]] == apart.target.id != after[DESK[1]]
    assert after["Får vi bruke logoen?"] == after[DESK[1]] == after[DESK[2]]


def test_what_waits_is_never_put_away_with_what_was_settled(side: Side):
    side.asks(DESK[0])
    side.looks()
    (first,) = side.open_groups()
    side.desk.dismiss(first.id, "", JONAS, side.at)
    side.asks("Får vi bruke logoen?")
    waiting = side.looks()["Får vi bruke logoen?"]
    for words in ("Kan vi bruke logoen deres?", "May we use the logo?", DESK[1]):
        side.asks(words)
        assert side.looks()["Får vi bruke logoen?"] == waiting
    assert side.desk.get(waiting).state == "open"
