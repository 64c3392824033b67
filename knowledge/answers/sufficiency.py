"""Whether what was found answers at all. One gate for every engine."""

from __future__ import annotations

from knowledge.models import Hit
from knowledge.terms import stems_either_way, words

# Chosen on the demo cluster, not yet calibrated on other data: centred cosines of strangers, and of what answers.
_STRANGER, _ANSWERS = 0.25, 0.60
_ENOUGH = 0.5
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
    """A score from 0 (nothing found) upwards; 0.5 and more is enough to answer."""
    if not hits:
        return 0.0
    likeness = max((hit.dense - _STRANGER) / (_ANSWERS - _STRANGER) for hit in hits)
    asked = stems_either_way(" ".join(w for w in words(question) if w not in _SMALL_WORDS))
    found = stems_either_way(" ".join(hit.passage.indexed_text for hit in hits[:3]))
    coverage = len(asked & found) / len(asked) if asked else 0.0
    return 0.6 * min(1.0, max(0.0, likeness)) + 0.5 * coverage
