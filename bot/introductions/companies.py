"""Three people for somebody who is new, each written down as a draft that a press begins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from bot.introductions.brokerage import Brokerage
from bot.introductions.drafting import Drafting, Idea
from bot.replies.catalogue import Texts
from bot.replies.message import Message
from bot.replies.newcomers import contact_reasons, contact_reasons_for_other, role_line
from bot.replies.suggestion_cards import cards_message, nobody_message, unknown_message
from knowledge.directory.directory import Person
from knowledge.matching.newcomers import Contact
from knowledge.matching.suggestions import UnknownAsker
from knowledge.models import Asker


class Companies:
    """``coordinators`` are e-mail addresses."""

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

    def reply(self, asker: Asker, said: Texts) -> Message:
        """One who can help, one with a like challenge, one who knows the cluster: as many as there are in Slack."""
        now = self._clock()
        past = self._brokerage.introductions.history(now).for_matching()
        found = self._brokerage.newcomers.company(asker.email, asker, now.date(), past)
        if isinstance(found, UnknownAsker):
            return unknown_message(said)
        ideas = (_idea(found.newcomer, one, said) for one in found.contacts)
        cards = self._drafting.cards(ideas, now)
        opening = said("These could be good to know when you are new:")
        return cards_message(cards, opening, said) if cards else nobody_message("", said, self._coordinators)


def _idea(newcomer: Person, one: Contact, said: Texts) -> Idea:
    why = (role_line(one, said), *contact_reasons(one, newcomer, said))
    return Idea(newcomer, one.person, why, partial(contact_reasons_for_other, one, newcomer))
