"""Curated answers for tests, and a shelf without a database."""

from __future__ import annotations

from datetime import UTC, date, datetime

from knowledge.curated.answer import CuratedAnswer, Draft

NOW = datetime(2027, 3, 3, 9, tzinfo=UTC)
TODAY = date(2027, 3, 3)
MEMBERS = frozenset({"public", "members"})


def curated(
    id: str, *forms: str, text: str = "Svaret.", audience: str = "members", **written
) -> CuratedAnswer:
    draft = Draft(forms, text, audience=audience, owner="kari@klyngen.example", **written)
    return CuratedAnswer(id, draft, TODAY, "kari@klyngen.example", NOW, NOW)


class FakeShelf:
    def __init__(self, *answers: CuratedAnswer) -> None:
        self._answers = {one.id: one for one in answers}
        self._changes = 0

    def put(self, answer: CuratedAnswer) -> None:
        """Also in the place of the one with its id."""
        self._answers[answer.id] = answer
        self._changes += 1

    def remove(self, answer: CuratedAnswer) -> None:
        del self._answers[answer.id]
        self._changes += 1

    def every(self) -> tuple[CuratedAnswer, ...]:
        return tuple(self._answers.values())

    def version(self) -> str:
        return str(self._changes)
