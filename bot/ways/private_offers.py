"""An answer in a channel holds what all who read there may know; who asked may know more, and only they hear of it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace

from bot.incoming import Incoming
from bot.languages import Languages
from bot.people import People
from bot.ports import QuestionLog
from bot.post import Post
from bot.pressed import Press
from bot.replies.answer import citations_of
from bot.replies.choices import offered_in_private
from bot.use_cases.answer_question import AnswerQuestion, Asked
from bot.ways.private_answers import PrivateAnswers
from knowledge.audiences import AudienceRule
from knowledge.outcomes import Abstained, Answer

_log = logging.getLogger(__name__)


class PrivateOffers:
    """Not covered: what only a table's rows or their number would add to an answer, where no further source is cited.
    Safe from several threads."""

    def __init__(
        self,
        answer_question: AnswerQuestion,
        rule: AudienceRule,
        people: People,
        post: Post,
        languages: Languages,
    ) -> None:
        self._answer_question = answer_question
        self._rule = rule
        self._people = people
        self._post = post
        self._languages = languages

    def offer(self, message: Incoming, asked: Asked, answer: Answer) -> None:
        """To be called once ``answer`` stands in the channel. It never fails: an apology where others read would tell
        them that there is more."""
        try:
            if self._knows_more(message, asked, answer):
                said = self._languages.answering(asked.words, message.user)
                offered = offered_in_private(message.event_id, said)
                self._post.privately(message.channel, message.user, offered, message.thread.ts)
        except Exception as error:  # noqa: BLE001 - the edge: the answer stands, and nobody else may hear of this
            _log.warning("event %s is offered no private answer: %s", message.event_id, type(error).__name__)

    def _knows_more(self, message: Incoming, asked: Asked, answer: Answer) -> bool:
        profile = self._people.profile(message.user)
        own = self._rule.for_person(self._people.person(profile, message.team))
        if not own > asked.asker.audiences:
            return False
        alone = replace(asked, asker=replace(asked.asker, audiences=own))
        return _tells_more(
            self._answer_question(alone), answer, self._rule.readable_by(asked.asker.audiences)
        )


class OfferedAnswers:
    """What the button of an offer does."""

    def __init__(self, questions: QuestionLog, private: PrivateAnswers) -> None:
        self._questions = questions
        self._private = private

    def answer(self, press: Press) -> None:
        """By the rights of whoever presses, for their eyes alone; nothing where the question is no longer kept."""
        question = self._questions.get(press.value)
        if question is not None:
            self._private.answer(replace(press, thread=question.thread), question.words)


def _tells_more(own: Answer, told: Answer, all_may_read: Callable[[str], bool]) -> bool:
    """Whether it stands on something that those who read ``told`` may not see."""
    if isinstance(own, Abstained):
        return False
    if isinstance(told, Abstained):
        return True
    known = {citation.source for citation in citations_of(told)}
    return any(one.source not in known and not all_may_read(one.source) for one in citations_of(own))
