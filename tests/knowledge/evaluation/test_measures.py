"""nDCG and recall against values worked out by hand, and what holds for any ranking."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.evaluation.measures import ndcg, recall

IDS = st.lists(st.sampled_from("abcdefgh"), max_size=12)
RELEVANT = st.sets(st.sampled_from("abcdefgh"), min_size=1)


def test_recall_is_the_share_of_the_relevant_among_the_first():
    assert recall(["x", "a", "y", "b"], {"a", "b", "c"}, 3) == pytest.approx(1 / 3)
    assert recall(["x", "a", "y", "b"], {"a", "b", "c"}, 4) == pytest.approx(2 / 3)
    assert recall([], {"a"}, 10) == 0


def test_ndcg_of_one_relevant_thing_depends_on_its_rank_alone():
    assert [ndcg(["x"] * n + ["a"], {"a"}, 10) for n in (0, 1, 2)] == pytest.approx(
        [1, 1 / math.log2(3), 1 / 2]
    )
    assert ndcg(["x"] * 10 + ["a"], {"a"}, 10) == 0


def test_ndcg_of_several_is_measured_against_the_best_order():
    found = 1 / math.log2(2) + 1 / math.log2(4)
    best = 1 / math.log2(2) + 1 / math.log2(3)
    assert ndcg(["a", "x", "b"], {"a", "b"}, 10) == pytest.approx(found / best)


def test_more_relevant_things_than_places_can_still_be_ranked_without_fault():
    assert ndcg(["a", "b"], {"a", "b", "c", "d"}, 2) == pytest.approx(1)


def test_nothing_relevant_is_not_measured_as_nought():
    with pytest.raises(ValueError, match="nothing is relevant"):
        recall(["a"], set(), 10)


@given(IDS, RELEVANT, st.integers(1, 12))
def test_both_lie_between_0_and_1_and_an_id_counts_once(ranked: list[str], relevant: set[str], k: int):
    assert 0 <= recall(ranked, relevant, k) <= 1
    assert 0 <= ndcg(ranked, relevant, k) <= 1 + 1e-9
    again = [*ranked[:k], *ranked[:k]]
    assert ndcg(again, relevant, 2 * len(again) + 1) == pytest.approx(
        ndcg(ranked[:k], relevant, len(again) * 2 + 1)
    )
