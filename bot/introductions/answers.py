"""What presses of the introductions' buttons do: a step in the records, and the message shows how it stands.

Every press ends in showing the person how it stands for them, so that one that comes twice, late or out of order shows
the truth and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from bot.introductions.actors import actor_of
from bot.introductions.brokerage import Brokerage
from bot.introductions.coordinators import Coordinators
from bot.introductions.letters import other_of
from bot.introductions.parties import Parties, Party
from bot.post import Letter, Post
from bot.pressed import Press
from bot.replies.answer import whom_to_ask
from bot.replies.introduction_letters import standing_letter, wanted_letter
from bot.replies.introduction_refusals import refusal
from bot.replies.message import Message, message_of
from bot.replies.suggestion_cards import asked_line
from knowledge.introductions.events import (
    Actor,
    Approved,
    CheckedIn,
    Concluded,
    No,
    Reaction,
    Rejected,
    Withdrawn,
    Yes,
)
from knowledge.introductions.introduction import CHECK_INS, RESULTS, Introduction
from knowledge.introductions.steps import Refused

Clock = Callable[[], datetime]
_REACTIONS: Mapping[str, Callable[[Actor], Reaction]] = {
    "introduction.yes": Yes,
    "introduction.no": No,
    "introduction.withdraw": Withdrawn,
    "introduction.approve": Approved,
    "introduction.reject": Rejected,
}


class Answers:
    """``wake`` is told when something may be due."""

    def __init__(
        self,
        brokerage: Brokerage,
        parties: Parties,
        post: Post,
        coordinators: Coordinators,
        clock: Clock,
        wake: Callable[[], None],
    ) -> None:
        self._brokerage = brokerage
        self._parties = parties
        self._post = post
        self._coordinators = coordinators
        self._clock = clock
        self._wake = wake

    @property
    def presses(self) -> Mapping[str, Callable[[Press], None]]:
        return {
            **dict.fromkeys(_REACTIONS, self._react),
            "introduction.ask": self._begin,
            "introduction.met": self._check_in,
            "introduction.came": self._conclude,
            "introduction.return": self._take_back,
            "introduction.coordinator": self._ask_coordinators,
        }

    def _begin(self, press: Press) -> None:
        """A card's "ask them for me". The card says that it was pressed, and a letter below how it stands."""
        reader = self._reader(press)
        begun = self._brokerage.introductions.begin(
            press.value, self._actor(reader), self._brokerage.policy, self._clock()
        )
        message = (
            message_of([refusal(begun.reason, reader.said)])
            if isinstance(begun, Refused)
            else self._standing(begun, reader)
        )
        self._post.into(press.channel, message, f"{press.value}:{_word(begun)}:{reader.user}")
        if isinstance(begun, Introduction):
            card = Letter(press.channel, press.ts)
            self._post.put_for_button(card, press.thread, press.action, asked_line(begun, reader.said))
        self._wake()

    def _react(self, press: Press) -> None:
        reader = self._reader(press)
        event = _REACTIONS[press.name](self._actor(reader))
        self._step(press, reader, press.value, event)

    def _check_in(self, press: Press) -> None:
        reader, (id, said) = self._reader(press), _parted(press.value)
        if said in CHECK_INS:
            self._step(press, reader, id, CheckedIn(self._actor(reader), said))

    def _conclude(self, press: Press) -> None:
        reader, (id, said) = self._reader(press), _parted(press.value)
        if said in RESULTS:
            self._step(press, reader, id, Concluded(self._actor(reader), said))

    def _step(self, press: Press, reader: Party, id: str, event: Reaction) -> None:
        after = self._brokerage.introductions.step(id, event, self._clock())
        stands = self._brokerage.introductions.get(id) if isinstance(after, Refused) else after
        message = (
            message_of([refusal(stands.reason, reader.said)])
            if isinstance(stands, Refused)
            else self._shown(stands, after, reader)
        )
        self._post.rewrite(Letter(press.channel, press.ts), message)
        self._wake()

    def _shown(self, stands: Introduction, after: Introduction | Refused, reader: Party) -> Message:
        """To the two how it stands for them; to a coordinator that it is decided."""
        if reader.email in stands.parties or reader.email == stands.proposal.asker:
            return self._standing(stands, reader)
        if isinstance(after, Refused) and after.reason == "wrong_person":
            return message_of([refusal("wrong_person", reader.said)])
        first, second = (self._parties.of(one).named(reader.said) for one in stands.parties)
        decided = (
            reader.said("All right, nobody is asked.")
            if stands.state == "declined" and stands.ended_by
            else reader.said("Thank you, I take it from here.")
        )
        return message_of([reader.said("{first} and {second}:", first=first, second=second), decided])

    def _standing(self, introduction: Introduction, reader: Party) -> Message:
        other = self._parties.of(other_of(introduction, reader.email)).named(reader.said)
        return standing_letter(introduction, reader.email, other, reader.said)

    def _take_back(self, press: Press) -> None:
        reader = self._reader(press)
        if reader.email:
            self._brokerage.profiles.take_back(reader.email, self._clock())
            welcome = reader.said("Welcome back! I ask you again when somebody suits.")
            self._post.rewrite(Letter(press.channel, press.ts), message_of([welcome]))

    def _ask_coordinators(self, press: Press) -> None:
        """Nobody suited: the request goes to the coordinators, with the name of the one who wants it to."""
        reader = self._reader(press)
        reached = bool(reader.email) and self._coordinators.tell(
            lambda said: wanted_letter(reader.presented(said), reader.email, press.value, said), press.id
        )
        told = (
            reader.said("I have passed it on to the coordinators; they will write to you.")
            if reached
            else whom_to_ask(reader.said, self._coordinators.emails)
        )
        self._post.rewrite(Letter(press.channel, press.ts), message_of([told]))

    def _reader(self, press: Press) -> Party:
        return self._parties.reader(press.user, self._parties.identity(press.user, press.team))

    def _actor(self, reader: Party) -> Actor:
        return actor_of(reader.email, self._coordinators.emails)


def _parted(value: str) -> tuple[str, str]:
    id, _, said = value.partition(":")
    return id, said


def _word(outcome: Introduction | Refused) -> str:
    return outcome.reason if isinstance(outcome, Refused) else outcome.state
