"""Curated answers with which a test found something wrong: their owners hear of it once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime

from bot.reviewing.answers import Answers
from bot.reviewing.kinds import Choice, Gone, Standing
from knowledge.curated.regression import AnswerFinding, Complaint
from knowledge.curated.troubles import Trouble
from knowledge.holdings.reminding import ONCE, Course, Matter, Settled
from knowledge.records.answer_troubles import AnswerTroubles

FINDINGS = "finding"
# What somebody who says that the answer is right does not change.
_NOT_BY_SAYING_SO: frozenset[Complaint] = frozenset({"expired", "no audience"})


class AnswerFindings:
    """``Kind`` of what a test found; its subject is an answer and the number of its trouble. ``findings`` tests all
    answers where something has changed since."""

    name = FINDINGS

    def __init__(
        self,
        answers: Answers,
        troubles: AnswerTroubles,
        findings: Callable[[date], tuple[AnswerFinding, ...]],
    ) -> None:
        self._answers = answers
        self._troubles = troubles
        self._findings = findings

    def due(self, day: date) -> Iterator[Matter]:
        for trouble in self._troubles.brought_up(self._findings(day), day):
            standing = self._answers.standing(_about(trouble.answer))
            if isinstance(standing, Standing):
                subject, told = f"{trouble.answer}#{trouble.number}", standing.matter
                yield Matter(FINDINGS, subject, "finding", trouble.since, told.owner, told.revision)

    def course(self, matter: Matter) -> Course:
        return ONCE

    def standing(self, matter: Matter) -> Standing | Gone:
        standing = self._answers.standing(_about(_answer_of(matter)))
        if isinstance(standing, Gone):
            return Gone(matter.subject)
        trouble = self._trouble(matter)
        now = replace(matter, owner=standing.matter.owner, revision=standing.matter.revision)
        wrong = trouble.wrong if trouble else ()
        return replace(standing, matter=now, wrong=wrong, choices=_choices(trouble))

    def do(self, choice: Choice, matter: Matter, by: str, now: datetime) -> Settled:
        """What is in order again, or wrong in another way, is not as the letter has it."""
        trouble = self._trouble(matter)
        if choice != "restore" and (trouble is None or not trouble.wrong):
            return "overtaken"
        about = replace(_about(_answer_of(matter)), revision=matter.revision)
        return self._answers.do(choice, about, by, now)

    def _trouble(self, matter: Matter) -> Trouble | None:
        """None where something else has gone wrong since."""
        trouble = self._troubles.of(_answer_of(matter))
        is_current = trouble is not None and matter.subject == f"{trouble.answer}#{trouble.number}"
        return trouble if is_current else None


def _answer_of(matter: Matter) -> str:
    return matter.subject.partition("#")[0]


def _about(answer: str) -> Matter:
    return Matter(FINDINGS, answer, "finding", date.max, "", 0)


def _choices(trouble: Trouble | None) -> tuple[Choice, ...]:
    if trouble is None or not trouble.wrong:
        return ()
    if any(one.complaint in _NOT_BY_SAYING_SO for one in trouble.wrong):
        return ("read", "update", "archive")
    return ("read", "confirm", "update", "archive")
