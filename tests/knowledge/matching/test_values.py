"""Many people's values as one table: the same scores as one by one."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from knowledge.matching.values import PeoplesValues

WEIGHTS = {"offers": 1.0, "topics": 0.9, "needs": 1.0, "role": 0.85, "organisation": 0.6}
VECTORS = dict(zip("abc", np.eye(3, dtype=np.float32), strict=True)) | {"d": np.zeros(3, dtype=np.float32)}


def vectors(texts):
    return np.array([VECTORS[text] for text in texts], dtype=np.float32)


people = st.lists(
    st.lists(st.tuples(st.sampled_from(["offers", "topics", "role"]), st.sampled_from("abcd")), min_size=1),
    max_size=6,
)
meanings = st.lists(st.floats(0, 1, width=32), min_size=3, max_size=3)


def pooled_one_by_one(scores: list[float]) -> float:
    return sum(score * 0.4**place for place, score in enumerate(sorted(scores, reverse=True)[:3]))


@given(people, meanings)
def test_each_person_scores_by_the_best_of_their_own_values(held, meaning):
    told = [(f"{n}@x.example", where, value) for n, values in enumerate(held) for where, value in values]
    values = PeoplesValues.of(told, vectors, WEIGHTS)
    scores = values.weighted(values.like(np.array(meaning, dtype=np.float32)))
    like = dict(zip("abc", meaning, strict=True)) | {"d": 0.0}
    each = [[WEIGHTS[where] * like[value] for where, value in one] for one in held]
    assert np.allclose(values.pooled(scores, 0.4, 3), [pooled_one_by_one(one) for one in each], atol=1e-5)
    best = [scores[place] for place in values.best_of_each(scores)]
    assert np.allclose(best, [max(one) for one in each], atol=1e-5)
    assert [values.told[place].email for place in values.best_of_each(scores)] == [
        f"{n}@x.example" for n in range(len(held))
    ]


def test_of_nobody_nothing_is_compared():
    values = PeoplesValues.of([], lambda texts: np.zeros((0, 0), dtype=np.float32), WEIGHTS)
    assert values.like(np.ones(3, dtype=np.float32)).size == 0
    assert values.best_of_each(np.zeros(0, dtype=np.float32)).size == 0
