"""Whether what was found answers at all. One gate for every engine."""

from __future__ import annotations

from knowledge.language import identify
from knowledge.models import TONGUE_OF
from knowledge.retrieval import Ranking

# A logistic regression on three thousand questions: half of NorQuAD's and SQuAD's with every passage of their article
# taken away, translated news alike, and the demo cluster's with and without their sources. At this threshold one in
# nine of the answerable Norwegian questions is refused and one in twenty-five of the English, and of the others three
# in four; of questions about quite other things nineteen in twenty. Questions close to the cluster's own subjects are
# the hard ones: one in five is refused wrongly, and half of those without an answer are not.
_CONTRAST = 11.0
_SCORE = 6.2
_OWN_LANGUAGE = -1.3
_THRESHOLD = 2.95


def sufficient(question: str, ranking: Ranking) -> bool:
    """Whether the passages found stand out from what any question finds."""
    return sufficiency(question, ranking) >= _THRESHOLD


def sufficiency(question: str, ranking: Ranking) -> float:
    """Log-odds up to a constant: how far the best unit stands out from those further down, and the best score.

    Words shared with the question make scores in its own language higher than those of passages in the other.
    """
    if not ranking.hits:
        return float("-inf")
    best = ranking.hits[0]
    contrast = max(hit.dense for hit in ranking.hits) - ranking.background
    own = TONGUE_OF[best.passage.language] == TONGUE_OF[identify(question)]
    return _CONTRAST * contrast + _SCORE * best.score + _OWN_LANGUAGE * own
