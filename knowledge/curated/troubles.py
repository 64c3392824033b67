"""What is wrong with a curated answer, told to its owner once: what is new, has changed, or has come back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from knowledge.curated.regression import AnswerFinding, Complaint

# Its owner is asked about a review by itself; and that the embedder did not answer is nothing for them to mend.
_NOT_TOLD: frozenset[Complaint] = frozenset({"review due", "not asked"})
_UNTESTED: Complaint = "not asked"


@dataclass(frozen=True, slots=True, order=True)
class Wrong:
    """``detail`` is the question, source or figure that it is about."""

    complaint: Complaint
    detail: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """All that is wrong with one answer now; nothing where it is in order again. ``number`` counts the times that
    something new was wrong with it, the last time on the day ``since``."""

    answer: str
    number: int
    since: date
    wrong: tuple[Wrong, ...]


def troubles_after(
    before: Mapping[str, Trouble], findings: Iterable[AnswerFinding], day: date
) -> dict[str, Trouble]:
    """By the answer's id, with those that are in order again."""
    found: dict[str, set[Wrong]] = {answer: set() for answer in before}
    untested: set[str] = set()
    for one in findings:
        told = found.setdefault(one.answer, set())
        if one.complaint == _UNTESTED:
            untested.add(one.answer)
        if one.complaint not in _NOT_TOLD:
            told.add(Wrong(one.complaint, one.detail))
    after = {
        answer: _after(before.get(answer, Trouble(answer, 0, day, ())), wrong, answer in untested, day)
        for answer, wrong in found.items()
    }
    return {answer: trouble for answer, trouble in after.items() if trouble.number}


def _after(before: Trouble, wrong: set[Wrong], is_untested: bool, day: date) -> Trouble:
    """What could not be tested is as it was."""
    known = set(before.wrong)
    now = wrong | known if is_untested else wrong
    is_new = bool(now - known)
    return Trouble(
        before.answer,
        before.number + is_new,
        day if is_new else before.since,
        tuple(sorted(now)),
    )
