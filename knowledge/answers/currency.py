"""Which of the evidence holds where several editions of a document were found, and as of when."""

from __future__ import annotations

import re
from datetime import date

from knowledge.answers.evidence import Evidence

# Of a score: how near something in force must be to what is out of date.
_AS_NEAR = 0.8


def standing(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """Without what another edition or the same words elsewhere stand for; that is never quoted beside it."""
    return tuple(item for item in evidence if not item.hit.aside)


def in_force(evidence: tuple[Evidence, ...], day: date, asked: str) -> tuple[Evidence, ...]:
    """Without what does not hold on ``day``, where something that does is nearly as near. All of it where ``asked``
    names a year."""
    holding = [item.hit.score for item in evidence if not item.hit.outdated(day)]
    if not holding or re.search(r"\b(19|20)\d\d\b", asked):
        return evidence
    least = max(holding) / _AS_NEAR
    return tuple(item for item in evidence if not item.hit.outdated(day) or item.hit.score > least)


def as_of(used: Evidence, evidence: tuple[Evidence, ...]) -> date | None:
    """The day that ``used`` speaks for, where an edition that it replaced was found beside it."""
    replaced = any(item.hit.replaced_by == used.source.source for item in evidence)
    return (used.source.dating.effective or used.source.updated) if replaced else None
