"""What writes an answer from what was found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from knowledge.answers.evidence import Evidence
from knowledge.models import Language, Question
from knowledge.outcomes import Abstained, Answered, Progress


class Engine(Protocol):
    """``name`` is told with every answer."""

    @property
    def name(self) -> str: ...

    def answer(
        self, question: Question, language: Language, evidence: tuple[Evidence, ...]
    ) -> Iterator[Progress | Answered | Abstained]:
        """How it goes, where that takes time; then one outcome in ``language`` that cites only ``evidence`` or what it
        found."""
        ...
