"""An answer in the direct conversation to a question that was asked in a form: with the question, to ask on there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.incoming import Thread
from bot.memory import Memory
from bot.ports import QuestionLog
from bot.post import Post
from bot.pressed import Press
from bot.replies.answer import answer_messages
from bot.replies.catalogue import texts
from bot.replies.choices import asked_opening, opened, with_next_steps
from bot.replies.message import Message
from bot.use_cases.answer_question import AnswerQuestion, Asked, recorded
from bot.ways.readers import Readers
from knowledge.outcomes import Answer


class DirectAnswers:
    """``coordinators`` are e-mail addresses."""

    def __init__(
        self,
        answer_question: AnswerQuestion,
        questions: QuestionLog,
        readers: Readers,
        post: Post,
        memory: Memory,
        coordinators: Sequence[str],
        clock: Callable[[], datetime],
    ) -> None:
        self._answer_question = answer_question
        self._questions = questions
        self._readers = readers
        self._post = post
        self._memory = memory
        self._coordinators = coordinators
        self._clock = clock

    def answer(self, press: Press, words: str) -> None:
        """Once for each press, also where a run of the program was killed meanwhile. Raises LetterRefused, TooMany,
        and whatever answering raises."""
        self._answer_question.admit(press.id, press.user, press.user)
        reader = self._readers.alone(press)
        # Nothing was said before: a form begins a conversation.
        answer = self._answer_question(Asked(words, reader, Thread(press.team, press.user, press.id)))
        first, *rest = self._messages(press, words, answer)
        root = self._post.to_person(press.user, first, press.id)
        for part, message in enumerate(rest, 2):
            self._post.into(root.channel, message, f"{press.id}:{part}", root.ts)
        told = Asked(words, reader, Thread(press.team, root.channel, root.ts))
        self._questions.record(recorded(press.id, self._clock(), told, answer))
        self._memory.join(told.thread)
        self._answer_question.remember(told, answer)

    def _messages(self, press: Press, words: str, answer: Answer) -> Sequence[Message]:
        said = texts(answer.language)
        coordinators = self._coordinators
        messages = with_next_steps(answer_messages(answer, coordinators), answer, press.id, coordinators)
        return opened(messages, asked_opening(words, said))
