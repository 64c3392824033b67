"""The letters of a notice: what is written, and to whom."""

from __future__ import annotations

from bot.introductions.parties import Parties, Party
from bot.introductions.suggesting import Suggesting
from bot.replies.catalogue import Texts
from bot.replies.introduction_letters import (
    ask_letter,
    benched_letter,
    check_in_letter,
    not_now_letter,
    outcome_letter,
    reminder_letter,
    review_letter,
)
from bot.replies.message import Message, laid_out
from bot.replies.suggestion_cards import next_card
from knowledge.audiences import AudienceRule
from knowledge.introductions.introduction import Introduction
from knowledge.introductions.notices import Notice
from knowledge.matching.suggestions import UnknownAsker


class Letters:
    def __init__(self, parties: Parties, suggesting: Suggesting, rule: AudienceRule) -> None:
        self._parties = parties
        self._suggesting = suggesting
        self._rule = rule

    def to_party(self, notice: Notice, introduction: Introduction) -> tuple[Party, Message]:
        """For a notice that goes to one of the two, or to the one who asks for it."""
        reader = self._parties.of(notice.person)
        them = self._parties.of(other_of(introduction, notice.person))
        other = them.named(reader.said)
        match notice.kind:
            case "ask":
                return reader, ask_letter(introduction, them.presented(reader.said), reader.said)
            case "reminder":
                return reader, reminder_letter(introduction, other, reader.said)
            case "check_in":
                return reader, check_in_letter(introduction, other, reader.said)
            case "outcome":
                return reader, outcome_letter(introduction, other, reader.said)
            case "benched":
                return reader, benched_letter(reader.said)
            case _:
                return reader, self._with_the_next(introduction, reader, other)

    def to_coordinator(self, introduction: Introduction, said: Texts) -> Message:
        first, second = (self._parties.of(one).presented(said) for one in introduction.parties)
        return review_letter(introduction, first, second, said)

    def _with_the_next(self, introduction: Introduction, reader: Party, other: str) -> Message:
        letter = not_now_letter(other, reader.said)
        if introduction.proposal.asker != reader.email:
            return letter
        asker, said = self._rule.asker_with_email(reader.email), reader.said
        cards = self._suggesting.cards(asker, introduction.proposal.need, said)
        if isinstance(cards, UnknownAsker) or not cards:
            return letter
        text, blocks = next_card(cards[0], said)
        return laid_out(f"{letter.text}\n\n{text}", (*letter.blocks, *blocks))


def other_of(introduction: Introduction, person: str) -> str:
    """Whom this person hopes to meet; for one who brings others together, the second of them."""
    first, second = introduction.parties
    return first if person == second else second
