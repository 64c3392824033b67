"""Dense and keyword scores -> one order: a weighted sum, in which words of one language cannot drown the other.

A passage in the other language shares no words with the question, whatever it says. So it is credited with nearly the
keyword score of the best passage in the question's own language that is less alike in meaning: words reorder the
passages of one language, and across languages meaning decides. (Reciprocal rank fusion lowers cross-language quality
below dense alone; a plain weighted sum costs it a quarter of its recall.)
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from knowledge.keys import Key
from knowledge.keywords import KeywordHit
from knowledge.models import Tongue

# One configuration for every corpus; 0.3 and 0.5 are nearly as good.
_KEYWORD_WEIGHT = 0.4
# Of the keyword score of a passage that is less alike, how much one in the other language is credited with.
_CREDIT = 0.9


@dataclass(frozen=True, slots=True)
class DenseHit:
    """A passage by its best unit: ``cosine`` is centred; ``units`` are the cosines of the units that were found."""

    key: Key
    tongue: Tongue
    cosine: float
    units: Mapping[int, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Candidate:
    """``score`` (0-1) orders; ``dense`` is the centred cosine (0 where unknown), ``keyword`` a share of BM25."""

    key: Key
    score: float
    dense: float
    keyword: float
    units: Mapping[int, float] = field(default_factory=dict)


class _Credit:
    """What a passage in the other language is credited with, by its cosine."""

    def __init__(self, own: Iterable[tuple[float, float]]) -> None:
        """From the (cosine, share) of the candidates in the question's own language."""
        ordered = sorted(own)
        self._cosines = [cosine for cosine, _ in ordered]
        self._shares = list(accumulate((share for _, share in ordered), max))

    def __call__(self, cosine: float) -> float:
        below = bisect_right(self._cosines, cosine)
        return _CREDIT * self._shares[below - 1] if below else 0.0


def fuse(dense: Sequence[DenseHit], keyword: Sequence[KeywordHit], asked_in: Tongue) -> tuple[Candidate, ...]:
    """All candidates of both legs, best first. Ties fall to the order of the keys.

    Cosines and shares of BM25 are comparable as they stand. What only keywords found is given the weakest cosine of
    the other leg.
    """
    floor = min((hit.cosine for hit in dense), default=0.0)
    found = {hit.key: DenseHit(hit.key, hit.tongue, floor) for hit in keyword} | {
        hit.key: hit for hit in dense
    }
    shares = {hit.key: hit.share for hit in keyword}
    credit = _Credit(
        (hit.cosine, shares.get(key, 0.0)) for key, hit in found.items() if hit.tongue == asked_in
    )
    candidates = (
        _candidate(hit, shares.get(key, 0.0), 0.0 if hit.tongue == asked_in else credit(hit.cosine))
        for key, hit in found.items()
    )
    return tuple(sorted(candidates, key=lambda c: (-c.score, c.key.text_id, c.key.number)))


def _candidate(hit: DenseHit, share: float, credit: float) -> Candidate:
    score = (1 - _KEYWORD_WEIGHT) * max(0.0, hit.cosine) + _KEYWORD_WEIGHT * max(share, credit)
    return Candidate(hit.key, score, hit.cosine if hit.units else 0.0, share, hit.units)
