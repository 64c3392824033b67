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
from bot.replies.choices import handed_letter, nameless_letter
from bot.replies.inert import shown
from bot.replies.introduction_letters import LONGEST_NAME
from bot.replies.message import Message, message_of
from bot.ways.readers import Readers
from bot.ways.whispers import Whispers
from knowledge.records.questions import AskedQuestion


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
        """Without a name. Once for each person and question, however often they press. Raises LetterRefused."""
        self._hand_over(press, lambda question, theirs: nameless_letter(question.words, theirs))

    def hand_over_named(self, press: Press) -> None:
        """Likewise, and the coordinators read who asks. Raises LetterRefused."""

        def letter(question: AskedQuestion, theirs: Texts) -> Message:
            name = self._name(press, theirs)
            return handed_letter(name, f"<@{press.user}>", question.words, theirs)

        self._hand_over(press, letter, self._readers.name(press))

    def _hand_over(
        self, press: Press, letter: Callable[[AskedQuestion, Texts], Message], name: str = ""
    ) -> None:
        said, question = self._readers.said(press), self._questions.get(press.value)
        if question is None:
            told = said("That question is too old to be passed on. Just ask it again.")
            self._whispers.say(press, message_of([told]))
            return
        address = self._readers.alone(press).email or press.user
        self._gaps.note(gap_of(question, "handed", address, self._clock(), name))
        mark = f"{'named' if name else 'handed'}:{press.user}:{question.id}"
        reached = self._coordinators.tell(lambda theirs: letter(question, theirs), mark)
        told = _told(name, said) if reached else whom_to_ask(said, self._coordinators.emails)
        self._whispers.say(press, message_of([told]))

    def _name(self, press: Press, said: Texts) -> str:
        """With role and organisation, where the register has them."""
        party = self._parties.reader(press.user, self._parties.identity(press.user, press.team))
        return party.presented(said) if party.row else shown(self._readers.name(press), LONGEST_NAME)


def _told(name: str, said: Texts) -> str:
    if name:
        return said("I have passed it on to the coordinators; they will write to you.")
    return said("I have passed it on to the coordinators, without your name. I bring you their answer.")
