"""Which of the evidence holds where several editions of a document were found, and as of when."""

from __future__ import annotations

from datetime import date

from knowledge.answers.evidence import Evidence


def standing(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """Without what another edition or the same words elsewhere stand for; that is never quoted beside it."""
    return tuple(item for item in evidence if not item.hit.aside)


def as_of(used: Evidence, evidence: tuple[Evidence, ...]) -> date | None:
    """The day that ``used`` speaks for, where an edition that it replaced was found beside it."""
    replaced = any(item.hit.replaced_by == used.source.source for item in evidence)
    return (used.source.dating.effective or used.source.updated) if replaced else None
