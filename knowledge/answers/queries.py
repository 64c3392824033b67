"""What is searched for where a member asks something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from knowledge.answers.clarity import leans_back
from knowledge.models import Question


@dataclass(frozen=True, slots=True)
class Queries:
    """``original`` is made of the member's own words; ``rewritten`` ones are searched beside it, never instead."""

    original: str
    rewritten: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        return (self.original, *self.rewritten)


class QueryWriter(Protocol):
    def queries(self, question: Question) -> Queries:
        """What to search for. Never raises: what cannot be written anew is searched for as it was asked."""
        ...


class OwnWords:
    """Writes nothing anew: a follow-up such as "and when do they meet?" goes with the question that it leans on."""

    def queries(self, question: Question) -> Queries:
        earlier = [turn.text for turn in question.history if turn.role == "member"]
        return Queries(
            f"{earlier[-1]} {question.text}" if earlier and leans_back(question) else question.text
        )
