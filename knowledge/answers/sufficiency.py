"""Whether what was found answers at all. One gate for every engine."""

from __future__ import annotations

from knowledge.language import identify
from knowledge.models import TONGUE_OF
from knowledge.retrieval import Ranking

# A logistic regression on 1,900 questions, half of them with every passage of their article taken away, and on the
# demo cluster. At this threshold one in ten of the answerable Norwegian questions is refused and one in twenty of the
# English; of the others three in four. A question close to the cluster's own subjects is refused less often.
_CONTRAST = 12.4
_COSINE = -6.5
_SCORE = 5.3
_LEAD = 3.6
_OWN_LANGUAGE = -2.4
_THRESHOLD = 0.07


def sufficient(question: str, ranking: Ranking) -> bool:
    """Whether the passages found stand out from what any question finds."""
    return sufficiency(question, ranking) >= _THRESHOLD


def sufficiency(question: str, ranking: Ranking) -> float:
    """Log-odds up to a constant: how the best unit and the best passage stand out from those further down.

    Words shared with the question make scores in its own language higher than those of passages in the other.
    """
    if not ranking.hits:
        return float("-inf")
    best, background = ranking.hits[0], ranking.background
    cosine = max(hit.dense for hit in ranking.hits)
    own = TONGUE_OF[best.passage.language] == TONGUE_OF[identify(question)]
    return (
        _CONTRAST * (cosine - background.cosine)
        + _COSINE * cosine
        + _SCORE * best.score
        + _LEAD * max(0.0, best.score - background.score)
        + _OWN_LANGUAGE * own
    )
