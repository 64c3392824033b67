"""How good a ranking is. Pure: ids in, a number from 0 to 1 out.

nDCG is that of Järvelin and Kekäläinen (2002) with the logarithm to base 2, as trec_eval and BEIR compute it, for
judgements without degrees: an id is relevant or not. An id that comes twice counts where it stands first.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence


def recall(ranked_ids: Sequence[str], relevant: Collection[str], k: int) -> float:
    """The share of ``relevant`` that is among the first ``k``."""
    wanted = _wanted(relevant)
    return len(wanted.intersection(ranked_ids[:k])) / len(wanted)


def ndcg(ranked_ids: Sequence[str], relevant: Collection[str], k: int) -> float:
    """Discounted cumulative gain of the first ``k``, as a share of the best that there could be."""
    wanted = _wanted(relevant)
    ranks = {name: rank for rank, name in reversed(list(enumerate(ranked_ids[:k], 1))) if name in wanted}
    best = sum(_gain(rank) for rank in range(1, min(k, len(wanted)) + 1))
    return sum(_gain(rank) for rank in sorted(ranks.values())) / best


def _gain(rank: int) -> float:
    return 1 / math.log2(rank + 1)


def _wanted(relevant: Collection[str]) -> frozenset[str]:
    if not relevant:
        raise ValueError("nothing is relevant: there is nothing to measure")
    return frozenset(relevant)
