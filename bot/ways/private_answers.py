"""Private first: an answer for the eyes of the one who asks, and what they may do with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.house import House
from bot.incoming import Thread
from bot.ports import QuestionLog
from bot.pressed import Press
from bot.replies.answer import answer_messages
from bot.replies.choices import with_next_steps, with_private_steps
from bot.replies.notices import shortened_remark
from bot.use_cases.answer_question import AnswerQuestion, Asked, recorded
from bot.ways.readers import Readers
from bot.ways.whispers import Whispers
from bot.wording import shortened


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
        read = shortened(words)
        asked = Asked(read, self._readers.alone(press), Thread(press.team, press.channel, _below(press)))
        answer = self._answer_question(asked)
        remarks = [] if read == words else [shortened_remark(self._readers.said(press, words))]
        coordinators = self._house.coordinators
        messages = answer_messages(answer, coordinators, remarks)
        self._questions.record(recorded(press.id, self._clock(), asked, answer))
        # In a conversation of two nobody else reads.
        steps = with_next_steps if press.channel.startswith("D") else with_private_steps
        self._whispers.say(press, *steps(messages, answer, press.id, coordinators))


def _below(press: Press) -> str:
    """What the answer is about, where that is a message; "" where the question was only typed for the assistant."""
    return press.thread or press.ts
