"""Private first: an answer for the eyes of the one who asks, and what they may do with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Literal

from bot.house import House
from bot.incoming import Thread
from bot.ports import QuestionLog
from bot.pressed import Press
from bot.replies.answer import answer_messages, page_messages
from bot.replies.choices import Private, with_private_steps
from bot.replies.message import Message
from bot.replies.notices import shortened_remark
from bot.use_cases.answer_question import AnswerQuestion, Asked, recorded
from bot.ways.readers import Readers
from bot.ways.whispers import Whispers
from bot.wording import shortened
from knowledge.outcomes import Answer


class PrivateAnswers:
    def __init__(
        self,
        answer_question: AnswerQuestion,
        questions: QuestionLog,
        readers: Readers,
        whispers: Whispers,
        house: House,
        clock: Callable[[], datetime],
    ) -> None:
        self._answer_question = answer_question
        self._questions = questions
        self._readers = readers
        self._whispers = whispers
        self._house = house
        self._clock = clock

    def answer(self, press: Press, words: str) -> None:
        """From all that the asker may read themselves, since nobody else sees it."""
        self._answer_question.admit(press.id, press.user, press.channel)
        read = shortened(words)
        asked = self._asked(press, read, press.thread or press.ts)
        answer = self._answer_question(asked)
        remarks = [] if read == words else [shortened_remark(self._readers.said(press, words))]
        messages = answer_messages(answer, self._house.coordinators, remarks)
        told = recorded(press.id, self._clock(), asked, answer)
        self._questions.record(replace(told, in_private=True))
        self._show(press, messages, answer, Private(press.id, _beside(press)))

    def turn(self, press: Press) -> None:
        """A further page of a list: asked anew, since what is kept of a question is its words and not its rows."""
        id, _, page = press.value.rpartition(":")
        question = self._questions.get(id)
        if question is not None and page.isdecimal():
            answer = self._answer_question(self._asked(press, question.words, question.thread))
            shown = page_messages(answer, int(page))
            self._show(press, shown, answer, Private(id, _beside(press), int(page)))

    def _asked(self, press: Press, words: str, thread: str) -> Asked:
        """``thread`` is "" where the question was only typed for the assistant, and stands below no message."""
        return Asked(words, self._readers.alone(press), Thread(press.team, press.channel, thread))

    def _show(self, press: Press, messages: Sequence[Message], answer: Answer, private: Private) -> None:
        coordinators = self._house.coordinators
        self._whispers.say(press, *with_private_steps(messages, answer, private, coordinators))


def _beside(press: Press) -> Literal["others", "nobody"]:
    """In a conversation of two with the assistant nobody else reads."""
    return "nobody" if press.channel.startswith("D") else "others"
