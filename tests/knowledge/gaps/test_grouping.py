"""Questions are gathered by what they ask, in whichever language, and what stays is not mixed."""

from __future__ import annotations

from collections import Counter

import pytest

from knowledge.embeddings import LocalEmbedder
from knowledge.gaps.gap import Placed
from knowledge.gaps.grouping import Grouping
from knowledge.gaps.vectors import GapVectors
from knowledge.records.database import open_database, sqlite_url
from knowledge.records.text_vectors import TextVectors
from tests.knowledge.gaps.made import SETS, adjusted_rand, questions


@pytest.fixture(scope="module")
def grouping(tmp_path_factory: pytest.TempPathFactory) -> Grouping:
    records = open_database(sqlite_url(tmp_path_factory.mktemp("gaps") / "klyngebot.db"))
    return Grouping(GapVectors(LocalEmbedder(), TextVectors(records)))


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


def test_what_stays_is_together_and_apart_whatever_comes(grouping: Grouping):
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


def test_one_question_and_none_are_groups_too(grouping: Grouping):
    assert grouping.of([]) == ()
    assert len(grouping.of([Placed("Hva?")])) == 1
    assert len(grouping.of([Placed("1234"), Placed("…")])) == 2
