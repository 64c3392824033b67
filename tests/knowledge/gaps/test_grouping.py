"""Questions are gathered by what they ask, in whichever language, and what is gathered stays so."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Sequence
from math import comb
from pathlib import Path

import pytest

from knowledge.embeddings import LocalEmbedder
from knowledge.gaps.gap import Placed
from knowledge.gaps.grouping import Grouping
from knowledge.gaps.vectors import GapVectors
from knowledge.records.database import open_database, sqlite_url
from knowledge.records.text_vectors import TextVectors

FOLDER = Path(__file__).parent
SETS = ("development", "blind")


def questions(name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()]


def adjusted_rand(one: Sequence[object], other: Sequence[object]) -> float:
    """How far two groupings agree: 1 the same, 0 as by chance (Hubert and Arabie)."""
    pairs = [
        sum(map(_pairs, Counter(labels).values())) for labels in (zip(one, other, strict=True), one, other)
    ]
    expected = pairs[1] * pairs[2] / comb(len(one), 2)
    return (pairs[0] - expected) / ((pairs[1] + pairs[2]) / 2 - expected)


def _pairs(size: int) -> int:
    return comb(size, 2)


@pytest.fixture(scope="module")
def grouping(tmp_path_factory: pytest.TempPathFactory) -> Grouping:
    records = open_database(sqlite_url(tmp_path_factory.mktemp("gaps") / "klyngebot.db"))
    return Grouping(GapVectors(LocalEmbedder(), TextVectors(records)))


def grown(grouping: Grouping, words: Sequence[str], at_once: int) -> list[int]:
    """As when a coordinator looks after every few questions: what was seen stays as it was."""
    placed: list[Placed] = []
    for start in range(0, len(words), at_once):
        new = [Placed(one) for one in words[start : start + at_once]]
        labels = grouping.of([*placed, *new])
        held = {label: one.group for label, one in zip(labels, placed, strict=False)}
        fresh = max((one.group or 0 for one in placed), default=0)
        for label, one in zip(labels[len(placed) :], new, strict=True):
            if label not in held:
                fresh += 1
                held[label] = fresh
            placed.append(Placed(one.words, held[label]))
    return [one.group or 0 for one in placed]


@pytest.mark.parametrize("name", SETS)
def test_each_set_holds_120_questions_of_30_kinds_half_of_them_in_each_language(name: str):
    asked = questions(name)
    kinds = Counter(one["kind"] for one in asked)
    assert (len(asked), len(kinds), len({one["question"] for one in asked})) == (120, 30, 120)
    assert Counter(one["language"] for one in asked) == {"nb": 60, "en": 60}
    assert set(kinds.values()) <= set(range(2, 8))


@pytest.mark.parametrize("name", SETS)
def test_questions_of_a_kind_come_together(grouping: Grouping, name: str):
    asked = questions(name)
    found = grouping.of([Placed(one["question"]) for one in asked])
    assert adjusted_rand([one["kind"] for one in asked], found) >= 0.75


def test_agreement_is_measured_as_it_is_defined():
    assert adjusted_rand([1, 1, 2, 2], ["a", "a", "b", "b"]) == 1
    assert adjusted_rand([1, 1, 2, 2], [1, 2, 1, 2]) == pytest.approx(-0.5)
    # Steinley (2004), the worked example of two partitions of 13 objects, has no agreement by chance at 0.
    assert adjusted_rand([0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 2, 2]) == pytest.approx(0.24242424)


def test_what_was_seen_stays_together_and_apart_whatever_comes(grouping: Grouping):
    seen = [
        Placed("Hva koster en kontorplass?", 1),
        Placed("Where can I park?", 1),
        Placed("What is the price of a desk?", 2),
    ]
    new = [Placed("Hvor mye koster en pult?"), Placed("Får vi bruke logoen?")]
    labels = grouping.of([*seen, *new])
    assert labels[0] == labels[1] != labels[2]
    assert labels[3] in labels[:3]
    assert labels[4] not in labels[:4]


def test_the_order_in_which_questions_come_changes_little(grouping: Grouping):
    asked = questions("development")
    for seed in range(5):
        shuffled = random.Random(seed).sample(asked, len(asked))
        found = grown(grouping, [one["question"] for one in shuffled], 20)
        assert adjusted_rand([one["kind"] for one in shuffled], found) >= 0.5


def test_one_question_and_none_are_groups_too(grouping: Grouping):
    assert grouping.of([]) == ()
    assert len(grouping.of([Placed("Hva?")])) == 1
    assert len(grouping.of([Placed("1234"), Placed("…")])) == 2
