"""A member asks whom to meet: suggestions, each written down as a draft that a press begins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from bot.introductions.brokerage import Brokerage
from bot.introductions.drafting import Drafting, Idea
from bot.replies.catalogue import Texts
from bot.replies.fits import unasked_reasons
from bot.replies.introductions import reasons, reasons_for_other
from bot.replies.message import Message
from bot.replies.suggestion_cards import Card, cards_message, nobody_message, unknown_message
from bot.requests import wanted_in
from knowledge.directory.directory import Person
from knowledge.matching.suggestions import Suggestion, UnknownAsker
from knowledge.models import Asker


class Suggesting:
    def __init__(
        self,
        brokerage: Brokerage,
        drafting: Drafting,
        coordinators: Sequence[str],
        clock: Callable[[], datetime],
    ) -> None:
        self._brokerage = brokerage
        self._drafting = drafting
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
        ideas = (_idea(found.asker, one, words, said) for one in found.those)
        return self._drafting.cards(ideas, now)


def _idea(asker: Person, one: Suggestion, words: str, said: Texts) -> Idea:
    why = tuple(reasons(one, said) if words else unasked_reasons(one, asker, said))
    return Idea(asker, one.person, why, partial(reasons_for_other, one, asker), wanted_in(words))
