"""How scores of two legs and two tongues become one order."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.centring import Means, TongueMean, blended
from knowledge.fusion import DenseHit, fuse
from knowledge.keys import Key
from knowledge.keywords import KeywordHit
from knowledge.models import Tongue

TONGUES = st.sampled_from(["no", "en"])
SCORES = st.lists(st.tuples(st.integers(0, 20), st.floats(0, 1)), max_size=20, unique_by=lambda pair: pair[0])


def _dense(*pairs: tuple[int, float], tongue: Tongue = "no") -> list[DenseHit]:
    return [DenseHit(Key("t", number), tongue, score, {0: score}) for number, score in pairs]


def _keyword(*pairs: tuple[int, float], tongue: Tongue = "no") -> list[KeywordHit]:
    return [KeywordHit(Key("t", number), tongue, score) for number, score in pairs]


def _unit(*numbers: float) -> np.ndarray:
    return np.asarray(numbers, np.float32) / np.linalg.norm(numbers)


@given(SCORES, SCORES, TONGUES)
def test_every_candidate_of_both_legs_comes_once_best_first(dense: list, keyword: list, asked_in: Tongue):
    fused = fuse(_dense(*dense), _keyword(*keyword), asked_in)
    assert {c.key.number for c in fused} == {n for n, _ in (*dense, *keyword)}
    assert len({c.key for c in fused}) == len(fused)
    assert [c.score for c in fused] == sorted((c.score for c in fused), reverse=True)
    assert all(0 <= c.score <= 1 for c in fused)


def test_a_likeness_of_meaning_in_the_other_language_is_not_drowned_by_shared_words():
    """The passage in the other language shares no word with the question."""
    fused = fuse([*_dense((1, 0.45), tongue="en"), *_dense((2, 0.40))], _keyword((2, 0.6)), "no")
    assert fused[0].key.number == 1


def test_within_a_language_shared_words_decide_between_passages_of_like_meaning():
    fused = fuse(_dense((1, 0.45), (2, 0.40)), _keyword((2, 0.9)), "no")
    assert fused[0].key.number == 2


def test_a_passage_in_the_other_language_gets_no_credit_from_one_that_means_more():
    fused = fuse([*_dense((1, 0.40), tongue="en"), *_dense((2, 0.45))], _keyword((2, 0.9)), "no")
    assert [candidate.key.number for candidate in fused] == [2, 1]
    assert fused[1].score == pytest.approx(0.6 * 0.40)


def test_what_only_keywords_found_still_counts():
    fused = fuse(_dense((1, 0.30), (2, 0.28)), _keyword((3, 1.0)), "no")
    assert fused[0].key.number == 3
    assert fused[0].dense == 0


def test_without_means_vectors_stay_as_they_are():
    vector = _unit(1, 2, 3)
    assert Means({}).centred_query(vector, "no") == pytest.approx(vector)


def test_a_centred_question_no_longer_prefers_its_own_tongue():
    """Two cones around their means, and the same meaning in both."""
    meaning, other = np.array([0, 0, 1.0, 0]), np.array([0, 0, 0, 1.0])
    cones = {"no": np.array([4.0, 0, 0, 0]), "en": np.array([0, 4.0, 0, 0])}
    means = Means({tongue: TongueMean(_f(cone / 4.2), _f(cone / 4.2)) for tongue, cone in cones.items()})
    query = _unit(*(cones["no"] + meaning))
    right = _unit(*(cones["en"] + meaning))
    wrong = _unit(*(cones["no"] + other))
    assert query @ wrong > query @ right
    centred = means.centred_query(query, "no")
    scores = {
        "right": float(means.centred_passages(right[np.newaxis], "en")[0] @ centred),
        "wrong": float(means.centred_passages(wrong[np.newaxis], "no")[0] @ centred),
    }
    assert scores["right"] > scores["wrong"]


def test_numbers_lie_between_the_tongues():
    means = Means({"no": TongueMean(_f([1, 0]), _f([1, 0])), "en": TongueMean(_f([0, 1]), _f([0, 1]))})
    vector = _unit(3, 1)
    between = means.centred_passages(vector[np.newaxis], "other")[0]
    assert between == pytest.approx(_unit(*(vector - np.array([0.5, 0.5]))))


def test_means_survive_being_written_and_read():
    means = Means({"no": TongueMean(_f([0.1, 0.2]), _f([0.3, 0.4]))}, "7")
    vector = _unit(1, 2)
    read = Means.load(means.dump())
    assert read.version == "7"
    assert read.centred_query(vector, "no") == pytest.approx(means.centred_query(vector, "no"))


def test_a_mean_of_few_passages_leans_on_everyday_sentences_and_one_of_many_does_not():
    everyday, odd = _unit(0, 1.0), _unit(1.0, 0)
    assert blended(everyday, np.empty((0, 0), np.float32)) == pytest.approx(everyday)
    assert np.linalg.norm(blended(everyday, odd[np.newaxis]) - everyday) < 0.1
    assert np.linalg.norm(blended(everyday, np.repeat(odd[np.newaxis], 1_000, axis=0)) - odd) < 0.05


def _f(numbers: object) -> np.ndarray:
    return np.asarray(numbers, dtype=np.float32)
