"""How well a ranking serves a query, and how fast it came."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np


def ndcg(ranked: Sequence[str], relevant: Mapping[str, int], depth: int) -> float:
    """nDCG at ``depth``: gain is the grade, discount is log2(rank + 1).

    As trec_eval and BEIR compute it, after Järvelin and Kekäläinen, Cumulated gain-based evaluation of IR
    techniques, ACM TOIS 20(4), 2002. The ideal ranking holds every document judged relevant.
    """
    ideal = sorted(relevant.values(), reverse=True)
    return _discounted([relevant.get(document, 0) for document in ranked[:depth]]) / _discounted(
        ideal[:depth]
    )


def recall(ranked: Sequence[str], relevant: Mapping[str, int], depth: int) -> float:
    """The share of the relevant documents that stand among the first ``depth``."""
    return len(relevant.keys() & set(ranked[:depth])) / len(relevant)


def percentile(values: Sequence[float], percent: float) -> float:
    """Between two measured values it is interpolated."""
    return float(np.percentile(values, percent))


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, 1))


def ratios(measured: Mapping[str, Mapping[str, float]], name: str) -> list[tuple[int, float]]:
    """(passages, how many times the figure of the smallest size), in order of size."""
    sizes = sorted(measured, key=int)
    first = measured[sizes[0]][name]
    return [(int(size), measured[size][name] / first) for size in sizes]
