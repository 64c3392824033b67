"""A member asks whom to meet: suggestions, each written down as a draft that a press begins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.introductions.brokerage import Brokerage
from bot.introductions.parties import Parties, Party
from bot.replies.catalogue import Texts
from bot.replies.fits import unasked_reasons
from bot.replies.introductions import reasons, reasons_for_other
from bot.replies.message import Message
from bot.replies.suggestion_cards import Card, cards_message, nobody_message, unknown_message
from knowledge.introductions.events import Member
from knowledge.introductions.introduction import Introduction, Proposal
from knowledge.matching.suggestions import Suggestion, UnknownAsker
from knowledge.models import Asker

# Of a request in the asker's words; a story is told in the talk itself.
_LONGEST_NEED = 600


class Suggesting:
    def __init__(
        self,
        brokerage: Brokerage,
        parties: Parties,
        coordinators: Sequence[str],
        clock: Callable[[], datetime],
    ) -> None:
        self._brokerage = brokerage
        self._parties = parties
        self._coordinators = coordinators
        self._clock = clock

    def reply(self, asker: Asker, words: str, said: Texts) -> Message:
        """Whom to meet. Without words: by what the asker looks for."""
        cards = self.cards(asker, words, said)
        if isinstance(cards, UnknownAsker):
            return unknown_message(said)
        opening = said("These could be worth meeting:")
        if not cards:
            return nobody_message(words, said, self._coordinators)
        return cards_message(cards, opening, said)

    def cards(self, asker: Asker, words: str, said: Texts) -> tuple[Card, ...] | UnknownAsker:
        """Only of people who can be asked in Slack."""
        brokerage, now = self._brokerage, self._clock()
        past = brokerage.introductions.history(now).for_matching()
        found = brokerage.matchmaker.suggest(asker.email.lower(), words, asker, now.date(), past)
        if isinstance(found, UnknownAsker):
            return found
        own = self._parties.of(asker.email.lower())
        drafts = (self._drafted(own, one, words, said, now) for one in found.those)
        return tuple(card for card in drafts if card)

    def _drafted(self, asker: Party, one: Suggestion, words: str, said: Texts, now: datetime) -> Card | None:
        other = self._parties.of(one.person.row.email.lower())
        if not other.user or asker.row is None:
            return None
        why = tuple(reasons(one, said) if words else unasked_reasons(one, asker.row, said))
        proposal = Proposal(
            asker.email,
            asker.email,
            other.email,
            " ".join(words.split())[:_LONGEST_NEED],
            asker.row.organisation_name,
            one.person.organisation_name,
            why,
            tuple(reasons_for_other(one, asker.row, other.said)),
        )
        draft = self._brokerage.introductions.draft(proposal, Member(asker.email), now)
        return Card(one.person, why, draft.id) if isinstance(draft, Introduction) else None
