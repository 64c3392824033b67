"""A weighted sum of normalised scores. (Reciprocal rank fusion lowers cross-language quality below dense alone.)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.index import Key

_KEYWORD_WEIGHT = 0.25
# Inner products of one embedder lie close together (0.75-0.92 for multilingual-e5-small): they are spread over the
# range between the best and the weakest candidate before they are weighed.
_NARROWEST_SPREAD = 0.05


@dataclass(frozen=True, slots=True)
class Candidate:
    """``score`` orders; ``dense`` is the raw inner product (0 where only keywords found it), ``keyword`` is BM25."""

    key: Key
    score: float
    dense: float
    keyword: float


def fuse(dense: Sequence[tuple[Key, float]], keyword: Sequence[tuple[Key, float]]) -> tuple[Candidate, ...]:
    """All candidates of both legs, best first; scores lie in 0-1. Ties fall to the order of the keys."""
    similarities, bm25 = dict(dense), dict(keyword)
    best, floor = _range(similarities)
    strongest = max(bm25.values(), default=0.0)
    candidates = (
        Candidate(
            key,
            _score(
                similarities.get(key, floor),
                best,
                floor,
                bm25.get(key, 0.0) / strongest if strongest else 0.0,
            ),
            similarities.get(key, 0.0),
            bm25.get(key, 0.0),
        )
        for key in {**similarities, **bm25}
    )
    return tuple(sorted(candidates, key=lambda c: (-c.score, c.key.text_id, c.key.number)))


def _range(similarities: dict[Key, float]) -> tuple[float, float]:
    best = max(similarities.values(), default=0.0)
    return best, min(min(similarities.values(), default=0.0), best - _NARROWEST_SPREAD)


def _score(similarity: float, best: float, floor: float, keyword: float) -> float:
    spread = (similarity - floor) / (best - floor)
    return (1 - _KEYWORD_WEIGHT) * spread + _KEYWORD_WEIGHT * keyword
