"""A weighted sum of normalised scores. (Reciprocal rank fusion lowers cross-language quality below dense alone.)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.index import Key

_KEYWORD_WEIGHT = 0.2


@dataclass(frozen=True, slots=True)
class Candidate:
    """``score`` orders; ``dense`` is the centred cosine (0 where unknown), ``keyword`` a share of BM25."""

    key: Key
    score: float
    dense: float
    keyword: float


def fuse(dense: Sequence[tuple[Key, float]], keyword: Sequence[tuple[Key, float]]) -> tuple[Candidate, ...]:
    """All candidates of both legs, best first; scores lie in 0-1. Ties fall to the order of the keys.

    Cosines and shares of BM25 are comparable as they stand. What only keywords found is given the weakest cosine of
    the other leg.
    """
    similarities, bm25 = dict(dense), dict(keyword)
    floor = min(similarities.values(), default=0.0)
    candidates = (
        Candidate(
            key,
            _score(similarities.get(key, floor), bm25.get(key, 0.0)),
            similarities.get(key, 0.0),
            bm25.get(key, 0.0),
        )
        for key in {**similarities, **bm25}
    )
    return tuple(sorted(candidates, key=lambda c: (-c.score, c.key.text_id, c.key.number)))


def _score(similarity: float, keyword: float) -> float:
    return (1 - _KEYWORD_WEIGHT) * max(0.0, similarity) + _KEYWORD_WEIGHT * keyword
