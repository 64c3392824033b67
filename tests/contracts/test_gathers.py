"""What whoever gathers questions by meaning promises, the fake included."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.gaps.desk import Gathers
from knowledge.gaps.gap import Placed
from knowledge.gaps.grouping import Grouping
from knowledge.gaps.vectors import GapVectors
from knowledge.records.database import open_database, sqlite_url
from knowledge.records.text_vectors import TextVectors
from tests.bot.fakes import FakeGrouping
from tests.standins.embedder import FakeEmbedder

DESK, PARKING, ROOF = "Hva koster en pult?", "Hvor står bilen trygt?", "Har vi lamaer på taket?"


@pytest.fixture(params=["by meaning", "fake"])
def gathers(request: pytest.FixtureRequest, tmp_path: Path) -> Gathers:
    if request.param == "fake":
        return FakeGrouping()
    records = open_database(sqlite_url(tmp_path / "klyngebot.db"))
    return Grouping(GapVectors(FakeEmbedder(), TextVectors(records)))


@pytest.mark.parametrize("number", [0, 1, 3])
def test_each_question_has_a_label(gathers: Gathers, number: int):
    assert len(gathers.of([Placed(one) for one in (DESK, PARKING, ROOF)[:number]])) == number


def test_the_same_words_have_one_label_and_other_words_another(gathers: Gathers):
    first, other, again = gathers.of([Placed(DESK), Placed(PARKING), Placed(DESK)])
    assert first == again != other


def test_a_new_question_joins_the_group_that_asks_the_same(gathers: Gathers):
    desk, parking, new = gathers.of([Placed(DESK, 7), Placed(PARKING, 8), Placed(DESK)])
    assert new == desk != parking


def test_what_is_in_one_group_stays_together_whatever_it_asks(gathers: Gathers):
    one, other, apart = gathers.of([Placed(DESK, 7), Placed(PARKING, 7), Placed(ROOF)])
    assert one == other != apart


def test_two_groups_are_never_made_one_whatever_they_ask(gathers: Gathers):
    one, other = gathers.of([Placed(DESK, 7), Placed(DESK, 8)])
    assert one != other
