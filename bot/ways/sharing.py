"""A private answer for everybody in the channel: only on a press, and only what all who read there now may know."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.incoming import Thread
from bot.memory import Memory
from bot.ports import QuestionLog
from bot.post import LetterRefused, Post
from bot.pressed import Press
from bot.replies.answer import answer_messages
from bot.replies.catalogue import texts
from bot.replies.choices import opened, shared_opening, with_next_steps
from bot.replies.message import Message, message_of
from bot.use_cases.answer_question import AnswerQuestion, Asked, recorded
from bot.ways.readers import Readers
from bot.ways.whispers import Whispers
from knowledge.outcomes import Abstained, Answer
from knowledge.records.questions import AskedQuestion

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Means:
    """What sharing is done with."""

    readers: Readers
    whispers: Whispers
    post: Post
    memory: Memory


class Sharing:
    """The question is asked anew for all who read the channel at this moment: what has been withdrawn, narrowed or
    changed since the private answer is not shared, nor is what only the asker may read. Not covered: with a model the
    shared answer may say the same in other words."""

    def __init__(
        self,
        answer_question: AnswerQuestion,
        questions: QuestionLog,
        means: Means,
        clock: Callable[[], datetime],
    ) -> None:
        self._answer_question = answer_question
        self._questions = questions
        self._means = means
        self._clock = clock

    def share(self, press: Press) -> None:
        """What cannot be shared is said to the one who pressed alone. Raises what answering raises."""
        question = self._questions.get(press.value)
        if question is None:
            said = self._means.readers.said(press)
            too_old = said("That question is too old to be shared. Just ask it again.")
            self._means.whispers.say(press, message_of([too_old]))
            return
        reader = self._means.readers.all_in_channel(press)
        asked = Asked(question.words, reader, Thread(press.team, press.channel, question.thread))
        answer = self._answer_question(asked)
        if isinstance(answer, Abstained):
            self._leave(press)
        else:
            self._publish(press, question, asked, answer)

    def _leave(self, press: Press) -> None:
        """The private answer stays."""
        said = self._means.readers.said(press)
        nothing = said(
            "I have shared nothing: I find no answer in what everyone who reads this channel may see. "
            "My answer above was for you alone."
        )
        self._means.whispers.say(press, message_of([nothing]))

    def _publish(self, press: Press, question: AskedQuestion, asked: Asked, answer: Answer) -> None:
        said = self._means.readers.said(press)
        try:
            place = self._posted(press, question, self._messages(press, question, answer))
        except LetterRefused as refused:
            _log.info("an answer was not shared: %s", refused)
            not_there = said(
                "I am not a member here, so I cannot write here. Invite me, and press once more."
            )
            self._means.whispers.say(press, message_of([not_there]))
            return
        told = Asked(asked.words, asked.asker, Thread(press.team, press.channel, place))
        self._questions.record(recorded(_shared_id(question), self._clock(), told, answer))
        self._means.memory.join(told.thread)
        self._answer_question.remember(told, answer)
        self._means.whispers.replace(press, message_of([said("Shared.")]))

    def _messages(self, press: Press, question: AskedQuestion, answer: Answer) -> Sequence[Message]:
        """Where the question itself does not stand above the answer, with it and with who asked."""
        said = texts(answer.language)
        messages = with_next_steps(answer_messages(answer, ()), answer, _shared_id(question), ())
        if question.thread:
            return messages
        return opened(messages, shared_opening(self._means.readers.name(press), question.words, said))

    def _posted(self, press: Press, question: AskedQuestion, messages: Sequence[Message]) -> str:
        """Each part once, however often the button is pressed; the thread that others can ask on in."""
        thread = question.thread
        for part, message in enumerate(messages, 1):
            letter = self._means.post.into(press.channel, message, f"{_shared_id(question)}:{part}", thread)
            thread = thread or letter.ts
        return thread


def _shared_id(question: AskedQuestion) -> str:
    return f"shared:{question.id}"
