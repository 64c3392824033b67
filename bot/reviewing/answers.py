"""Curated answers that fall due for review or are about to expire."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from bot.reviewing.kinds import Choice, Gone, Standing
from bot.use_cases.keep_answers import Faulty, KeepAnswers, Kept
from knowledge.curated.answer import REVIEWED_EVERY, CuratedAnswer
from knowledge.holdings.holding import Care
from knowledge.holdings.reminding import USUAL, Course, Matter, Reason, Settled
from knowledge.records.curated_answers import CuratedAnswers

ANSWERS = "answer"


class Answers:
    """``Kind`` of curated answers. When one expires is changed with its text, and not by a press."""

    name = ANSWERS

    def __init__(self, shelf: CuratedAnswers, keep: KeepAnswers) -> None:
        self._shelf = shelf
        self._keep = keep

    def due(self, day: date) -> Iterator[Matter]:
        for answer in self._shelf.every():
            if answer.holds_on(day) and (due := _care(answer).due(day)):
                yield _matter(answer, due[-1])

    def course(self, matter: Matter) -> Course:
        return USUAL

    def standing(self, matter: Matter) -> Standing | Gone:
        answer = self._found(matter.subject)
        if answer is None:
            return Gone(matter.subject)
        return Standing(
            matter=_matter(answer, matter.reason),
            title=answer.title,
            home="answer",
            choices=("update", "archive") if matter.reason == "expiry" else ("confirm", "update", "archive"),
            place=answer.id,
            confirmed_on=answer.confirmed_on,
            confirmed_by=answer.confirmed_by,
            review_on=answer.confirmed_on + REVIEWED_EVERY,
            expires_on=answer.draft.expires,
            opening=answer.draft.said_in("nb"),
            audience=answer.draft.audience,
        )

    def do(self, choice: Choice, matter: Matter, by: str, now: datetime) -> Settled:
        match choice:
            case "confirm":
                return _settled(self._keep.confirm(matter.subject, by, matter.revision), "confirmed")
            case "archive":
                return _settled(self._keep.remove(matter.subject, by, matter.revision), "archived")
            case "restore":
                found = self._found(matter.subject)
                version = found.version if found else matter.revision
                return _settled(self._keep.restore(matter.subject, by, version), "restored")
            case _:
                return ""

    def _found(self, id: str) -> CuratedAnswer | None:
        """Also what is archived: it can be brought back from the letter."""
        answer = self._shelf.get(id)
        if isinstance(answer, CuratedAnswer):
            return answer
        return next((one for one in self._shelf.archived() if one.id == id), None)


def _settled(kept: Kept | Faulty, done: Settled) -> Settled:
    return done if isinstance(kept, CuratedAnswer) else "overtaken"


def _care(answer: CuratedAnswer) -> Care:
    return Care(review_on=answer.confirmed_on + REVIEWED_EVERY, expires_on=answer.draft.expires)


def _matter(answer: CuratedAnswer, reason: Reason) -> Matter:
    care = _care(answer)
    deadline = care.expires_on if reason == "expiry" else care.review_on
    owner = answer.draft.owner.lower()
    return Matter(ANSWERS, answer.id, reason, deadline or date.max, owner, answer.version)
