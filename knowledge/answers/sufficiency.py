"""Whether what was found answers at all. One gate for every engine."""

from __future__ import annotations

from knowledge.models import Hit
from knowledge.terms import stems_either_way, words

# Chosen on the demo cluster so that one question in ten with an answer is refused (0.31 there); not yet calibrated on
# other data. Coverage weighs little: a question in the other language shares no words with its answer.
_ENOUGH = 0.31
_COVERAGE_WEIGHT = 0.05
_SMALL_WORDS = frozenset(
    words(
        """hva hvem hvor når hvilke hvilken hvordan er det den de et en i på til for av og som med kan jeg vi du man å
        om fra har skal vil blir får what who where when which how is are the a an in on to of and that with can we
        you do does did about from have will be get at it there"""
    )
)


def sufficient(question: str, hits: tuple[Hit, ...]) -> bool:
    """Likeness of meaning and share of the question's words found, together."""
    return sufficiency(question, hits) >= _ENOUGH


def sufficiency(question: str, hits: tuple[Hit, ...]) -> float:
    """The best centred cosine, and a little for the share of the question's words that were found."""
    if not hits:
        return 0.0
    likeness = max(hit.dense for hit in hits)
    asked = stems_either_way(" ".join(w for w in words(question) if w not in _SMALL_WORDS))
    found = stems_either_way(" ".join(hit.passage.indexed_text for hit in hits[:3]))
    coverage = len(asked & found) / len(asked) if asked else 0.0
    return likeness + _COVERAGE_WEIGHT * coverage
