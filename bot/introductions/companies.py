"""Three people for somebody who is new, each written down as a draft that a press begins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.introductions.brokerage import Brokerage
from bot.introductions.parties import Parties
from bot.replies.catalogue import Texts
from bot.replies.message import Message
from bot.replies.newcomers import contact_reasons, contact_reasons_for_other, role_line
from bot.replies.suggestion_cards import Card, cards_message, nobody_message, unknown_message
from knowledge.directory.directory import Person
from knowledge.introductions.events import Member
from knowledge.introductions.introduction import Introduction, Proposal
from knowledge.matching.newcomers import Contact
from knowledge.matching.suggestions import UnknownAsker
from knowledge.models import Asker


class Companies:
    """``coordinators`` are e-mail addresses."""

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

    def reply(self, asker: Asker, said: Texts) -> Message:
        """One who can help, one with a like challenge, one who knows the cluster: as many as there are in Slack."""
        now = self._clock()
        past = self._brokerage.introductions.history(now).for_matching()
        found = self._brokerage.newcomers.company(asker.email, asker, now.date(), past)
        if isinstance(found, UnknownAsker):
            return unknown_message(said)
        drafts = (self._drafted(found.newcomer, one, said, now) for one in found.contacts)
        cards = [card for card in drafts if card]
        opening = said("These could be good to know when you are new:")
        return cards_message(cards, opening, said) if cards else nobody_message("", said, self._coordinators)

    def _drafted(self, newcomer: Person, one: Contact, said: Texts, now: datetime) -> Card | None:
        other = self._parties.of(one.person.row.email.lower())
        if not other.user:
            return None
        email = newcomer.row.email.lower()
        why = (role_line(one, said), *contact_reasons(one, newcomer, said))
        proposal = Proposal(
            email,
            email,
            other.email,
            first_organisation=newcomer.organisation_name,
            second_organisation=one.person.organisation_name,
            why_first=why,
            why_second=tuple(contact_reasons_for_other(one, newcomer, other.said)),
        )
        draft = self._brokerage.introductions.draft(proposal, Member(email), now)
        return Card(one.person, why, draft.id) if isinstance(draft, Introduction) else None
