"""Questions that were put to a whole channel: answered where a coordinator allows it, only when sure, and not often."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime

from bot.delivery import Delivery, Posted, QuestionWithdrawn, ThreadClosed
from bot.incoming import Incoming
from bot.memory import Memory
from bot.ports import Listening, QuestionLog
from bot.replies.answer import answer_messages
from bot.replies.catalogue import texts
from bot.replies.choices import with_next_steps
from bot.replies.command_words import unasked_remark
from bot.use_cases.answer_question import AnswerQuestion, Asked, recorded
from knowledge.outcomes import Abstained, Answer, RowsAnswered, Several

_log = logging.getLogger(__name__)


class Overhearing:
    """``an_hour`` is how many answers a channel gets at most."""

    def __init__(
        self,
        answer_question: AnswerQuestion,
        questions: QuestionLog,
        listening: Listening,
        memory: Memory,
        delivery: Delivery,
        an_hour: int,
        clock: Callable[[], datetime],
    ) -> None:
        self._answer_question = answer_question
        self._questions = questions
        self._listening = listening
        self._memory = memory
        self._delivery = delivery
        self._an_hour = an_hour
        self._clock = clock

    def listens_in(self, channel: str) -> bool:
        return self._an_hour > 0 and self._listening.is_on(channel)

    def answer(self, asked: Asked, message: Incoming, posted: Posted) -> None:
        """In the thread of the question, or not at all. Raises DeliveryFailed, and whatever answering raises."""
        answer = self._answer_question(asked)
        if not is_sure(answer):
            _log.info("event %s was not put to me, and I am not sure", message.event_id)
        elif self._listening.claim(message.channel, message.message_key, self._an_hour, self._clock()):
            self._tell(asked, answer, message, posted)

    def _tell(self, asked: Asked, answer: Answer, message: Incoming, posted: Posted) -> None:
        said = texts(answer.language)
        remarked = answer_messages(answer, (), [unasked_remark(said)])
        messages = with_next_steps(remarked, answer, message.event_id, ())
        try:
            self._delivery.reply(message, messages, posted)
        except (QuestionWithdrawn, ThreadClosed) as gone:
            _log.info("event %s gets no reply: %s", message.event_id, gone)
            return
        written = datetime.fromtimestamp(float(message.ts), UTC)
        self._questions.record(recorded(message.event_id, written, asked, answer))
        self._memory.join(message.thread)
        self._answer_question.remember(asked, answer)


def is_sure(answer: Answer) -> bool:
    """Whether all that was asked is answered, and not only by what lies near."""
    match answer:
        case Abstained():
            return False
        case RowsAnswered():
            return not answer.asked.missing and bool(
                answer.organisations or answer.persons or answer.occurrences or answer.groups
            )
        case Several():
            return all(map(is_sure, answer.parts))
        case _:
            return True
