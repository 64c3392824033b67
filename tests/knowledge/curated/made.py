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
        self.answers = answers

    def every(self) -> tuple[CuratedAnswer, ...]:
        return self.answers

    def version(self) -> str:
        return str(hash(self.answers))
