"""How well each can help each other one, for all at once. Everybody here is fictional."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.matching.affinities import Affinity, Values, sought
from knowledge.matching.likeness import SAID, WEIGHTS
from tests.knowledge.matching.made import people_of, person_row

TEXTS = ("droner", "flyging", "regnskap", "bokføring", "hvaler")
VECTORS = np.array(
    [[1.0, 0.0, 0.0], [0.8, 0.6, 0.0], [0.0, 0.0, 1.0], [0.0, 0.6, 0.8], [0.0, -1.0, 0.0]], dtype=np.float32
)
VALUES = Values(TEXTS, VECTORS)


def affinity(needs, offers) -> Affinity:
    return Affinity(needs, offers, VALUES)


def test_the_best_pair_of_need_and_offer_counts_and_says_why():
    made = affinity(
        (("droner", "regnskap"), ("hvaler",)),
        ((("offers", "bokføring"),), (("topics", "flyging"), ("offers", "bokføring"))),
    )
    fit = made.fit(0, 1)
    assert made.directed[0, 1] == pytest.approx(0.8)
    assert (fit.asked, fit.where, fit.value) == ("regnskap", "offers", "bokføring")
    assert fit.score == pytest.approx(made.directed[0, 1])


def test_an_interest_says_less_than_an_offer():
    made = affinity((("droner",), ()), ((), (("topics", "flyging"),)))
    assert made.directed[0, 1] == pytest.approx(0.8 * WEIGHTS["topics"])


def test_what_says_the_same_word_is_like_it_whatever_its_vector_says():
    values = Values(("drone", "droner i havbruk"), np.array([[1.0, 0.0], [0.0, 1.0]], dtype=np.float32))
    assert values.like(["drone"])[0].tolist() == pytest.approx([1.0, SAID])


def test_unlike_is_nothing_and_not_less():
    made = affinity((("flyging",), ()), ((), (("offers", "hvaler"),)))
    assert made.directed[0, 1] == 0.0


def test_who_offers_nothing_helps_nobody_and_who_looks_for_nothing_is_not_left_out():
    made = affinity((("droner",), ()), ((("offers", "flyging"),), ()))
    assert made.directed[0, 1] == 0.0
    assert made.fit(0, 1) is None
    assert made.directed[1, 0] > 0
    assert made.fit(1, 0) is None


def test_many_needs_are_compared_in_parts_as_if_together():
    numbers = np.random.default_rng(1)
    texts = [f"verdi nummer{n}" for n in range(700)]
    vectors = numbers.normal(size=(700, 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    needs = tuple((texts[n],) for n in range(350))
    offers = tuple((("offers", texts[n + 350]),) for n in range(350))
    made = Affinity(needs, offers, Values(texts, vectors))
    assert made.directed[300, 20] == pytest.approx(made.fit(300, 20).score, abs=1e-6)
    assert made.directed.shape == (350, 350)


def test_who_names_no_need_looks_for_what_interests_them():
    [asks, does_not] = people_of(
        [person_row(1, "", needs=("salg",), topics=("KI",)), person_row(2, "", topics=("KI",))]
    )
    assert (sought(asks), sought(does_not)) == (("salg",), ("KI",))
