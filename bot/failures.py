"""The one handler of what went wrong: a kind sentence for the person, the cause for the log, one number for both."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from bot.client import reason
from bot.delivery import Delivery, DeliveryFailed, Posted, QuestionWithdrawn
from bot.incoming import Incoming
from bot.languages import Languages
from bot.post import LetterRefused, Post
from bot.references import new_reference
from bot.replies.catalogue import Texts
from bot.replies.message import Message
from bot.replies.notices import failure_notice, limit_notice
from bot.use_cases.answer_question import TooMany
from knowledge.errors import KlyngebotError
from knowledge.stages import Stages

_log = logging.getLogger(__name__)
# Said of a token that will not come to life again.
_TOKEN_IS_DEAD = {"token_revoked", "account_inactive"}

Told = Literal["told", "untold"]


@dataclass(frozen=True, slots=True)
class _Noted:
    """What a person is told of an error; ``reference`` is "" where it stands in no log."""

    reference: str
    notice: Callable[[Texts], Sequence[Message]]


class Failures:
    """Every unforeseen error of the Slack side ends here."""

    def __init__(
        self,
        delivery: Delivery,
        post: Post,
        languages: Languages,
        coordinators: Sequence[str],
        leave: Callable[[], None],
        stages: Stages,
    ) -> None:
        """``leave`` ends the program: without a token there is nothing more to do."""
        self._leave = leave
        self._stages = stages
        self._delivery = delivery
        self._post = post
        self._languages = languages
        self._coordinators = coordinators

    def report(self, error: Exception, message: Incoming | None = None) -> Told:
        """Logs the cause and tells the person who wrote ``message``, which was in hand; whether Slack took that
        sentence. Who asked nothing of the assistant is told nothing."""
        return self._report(error, message, self._left)

    def report_turned_away(self, error: Exception, message: Incoming) -> Told:
        """The same of a message that was never in hand: what stands unfinished in its thread is another's."""
        return self._report(error, message, _nothing)

    def _report(self, error: Exception, message: Incoming | None, left: Callable[[Incoming], Posted]) -> Told:
        if (word := reason(error.__cause__ or error)) in _TOKEN_IS_DEAD:
            _log.error("Slack does not take the token any more (%s), so the bot stops", word)
            self._leave()
            return "untold"
        noted = self._noted(error, message.event_id if message else "none")
        is_waiting = message is not None and message.put_to == "assistant"
        return self._tell(message, noted, left) if message and is_waiting else "untold"

    def report_to(self, error: Exception, user: str) -> None:
        """Logs the cause and tells a person who pressed a button, in the conversation with them."""
        noted = self._noted(error, "press")
        try:
            for message in noted.notice(self._languages.of(user)):
                self._post.tell(user, message)
        except LetterRefused as again:
            _log.error("reference %s could not be told: %s", noted.reference, again)

    def _left(self, message: Incoming) -> Posted:
        """The whole reply, where it went wrong after that; else what a sentence is to stand in the place of."""
        left = self._delivery.left(message)
        return left if left.complete else Posted(unfinished=left.unfinished)

    def _noted(self, error: Exception, event: str) -> _Noted:
        """What goes into the log of it, and what the person is told."""
        if isinstance(error, TooMany):
            _log.info("event %s is not answered: %s", event, error)
            return _Noted("", partial(limit_notice, turned=error.turned))
        reference = logged(error, event)
        self._stages.note(reference=reference)
        return _Noted(
            reference, partial(failure_notice, reference=reference, coordinators=self._coordinators)
        )

    def _tell(self, message: Incoming, noted: _Noted, left: Callable[[Incoming], Posted]) -> Told:
        if (stands := left(message)).complete:
            _log.info("reference %s came after the reply, and is not told", noted.reference)
            return "told"
        try:
            self._delivery.reply(message, noted.notice(self._languages.noticing(message)), stands)
        except QuestionWithdrawn:
            return "told"
        except DeliveryFailed as error:
            _log.error("reference %s could not be told: %s", noted.reference, error)
            return "untold"
        return "told"


def _nothing(message: Incoming) -> Posted:
    return Posted()


def logged(error: Exception, event: str) -> str:
    """Its cause in the log; the reference under which it stands there."""
    reference = new_reference()
    _log.error("reference %s, event %s: %s\n%s", reference, event, _cause(error), _where(error))
    _log.debug("reference %s in full", reference, exc_info=error)
    return reference


def _cause(error: Exception) -> str:
    """What may stand in a log. Foreign errors may quote what somebody wrote, so only their kind is named."""
    if isinstance(error, KlyngebotError):
        return f"{type(error).__name__}: {error}"
    word = reason(error)
    return type(error).__name__ if word == type(error).__name__ else f"{type(error).__name__}: {word}"


def _where(error: Exception) -> str:
    return "".join(traceback.format_tb(error.__traceback__)).rstrip()
