"""A question that was not answered goes to the coordinators: with its words and who asks, and only on their press."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.introductions.coordinators import Coordinators
from bot.introductions.parties import Parties
from bot.noted_questions import gap_of
from bot.ports import GapLog, QuestionLog
from bot.pressed import Press
from bot.replies.answer import whom_to_ask
from bot.replies.catalogue import Texts
from bot.replies.choices import handed_letter
from bot.replies.inert import shown
from bot.replies.introduction_letters import LONGEST_NAME
from bot.replies.message import message_of
from bot.ways.readers import Readers
from bot.ways.whispers import Whispers


class Handing:
    def __init__(
        self,
        questions: QuestionLog,
        gaps: GapLog,
        coordinators: Coordinators,
        parties: Parties,
        readers: Readers,
        whispers: Whispers,
        clock: Callable[[], datetime],
    ) -> None:
        self._questions = questions
        self._gaps = gaps
        self._clock = clock
        self._coordinators = coordinators
        self._parties = parties
        self._readers = readers
        self._whispers = whispers

    def hand_over(self, press: Press) -> None:
        """Once for each person and question, however often they press. Raises LetterRefused."""
        said = self._readers.said(press)
        question = self._questions.get(press.value)
        if question is not None:
            address = self._readers.alone(press).email or press.user
            self._gaps.note(gap_of(question, "handed", address, self._clock()))
        if question is None:
            told = said("That question is too old to be passed on. Just ask it again.")
        elif self._coordinators.tell(
            lambda theirs: handed_letter(
                self._name(press, theirs), f"<@{press.user}>", question.words, theirs
            ),
            f"handed:{press.user}:{question.id}",
        ):
            told = said("I have passed it on to the coordinators; they will write to you.")
        else:
            told = whom_to_ask(said, self._coordinators.emails)
        self._whispers.say(press, message_of([told]))

    def _name(self, press: Press, said: Texts) -> str:
        """With role and organisation, where the register has them."""
        party = self._parties.reader(press.user, self._parties.identity(press.user, press.team))
        return party.presented(said) if party.row else shown(self._readers.name(press), LONGEST_NAME)
