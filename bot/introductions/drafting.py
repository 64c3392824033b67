"""A suggestion is written down as a draft that a press begins."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.introductions.parties import Parties
from bot.replies.catalogue import Texts
from bot.replies.suggestion_cards import Card
from knowledge.directory.directory import Person
from knowledge.introductions.events import Member
from knowledge.introductions.introduction import Introduction, Proposal
from knowledge.records.introductions import Introductions

# Of a request in the asker's words; a story is told in the talk itself.
_LONGEST_NEED = 600


@dataclass(frozen=True, slots=True)
class Idea:
    """``why`` is told to the asker; ``why_them`` to the other, in the language that they are written to in."""

    asker: Person
    other: Person
    why: tuple[str, ...]
    why_them: Callable[[Texts], Iterable[str]]
    need: str = ""


class Drafting:
    def __init__(self, introductions: Introductions, parties: Parties) -> None:
        self._introductions = introductions
        self._parties = parties

    def cards(self, ideas: Iterable[Idea], now: datetime) -> tuple[Card, ...]:
        """Only of people who can be asked in Slack."""
        drafted = (self._drafted(idea, now) for idea in ideas)
        return tuple(card for card in drafted if card)

    def _drafted(self, idea: Idea, now: datetime) -> Card | None:
        other = self._parties.of(idea.other.row.email.lower())
        if not other.user:
            return None
        email = idea.asker.row.email.lower()
        proposal = Proposal(
            email,
            email,
            other.email,
            " ".join(idea.need.split())[:_LONGEST_NEED],
            idea.asker.organisation_name,
            idea.other.organisation_name,
            idea.why,
            tuple(idea.why_them(other.said)),
        )
        draft = self._introductions.draft(proposal, Member(email), now)
        return Card(idea.other, idea.why, draft.id) if isinstance(draft, Introduction) else None
