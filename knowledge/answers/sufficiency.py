"""Whether what was found answers at all. One gate for every engine."""

from __future__ import annotations

from knowledge.models import Hit
from knowledge.terms import content_stems, stems_either_way

# Chosen on the demo cluster so that one question in ten with an answer is refused (0.31 there); not yet calibrated on
# other data. Coverage weighs little: a question in the other language shares no words with its answer.
_ENOUGH = 0.31
_COVERAGE_WEIGHT = 0.05


def sufficient(question: str, hits: tuple[Hit, ...]) -> bool:
    """Likeness of meaning and share of the question's words found, together."""
    return sufficiency(question, hits) >= _ENOUGH


def sufficiency(question: str, hits: tuple[Hit, ...]) -> float:
    """The best centred cosine, and a little for the share of the question's words that were found."""
    if not hits:
        return 0.0
    likeness = max(hit.dense for hit in hits)
    asked = content_stems(question)
    found = stems_either_way(" ".join(hit.passage.indexed_text for hit in hits[:3]))
    coverage = len(asked & found) / len(asked) if asked else 0.0
    return likeness + _COVERAGE_WEIGHT * coverage
