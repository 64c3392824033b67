"""Slack's sessions with an agent: a title in the list of conversations, and a stop button while an answer is written.

A workspace without them (a free plan) refuses, and nothing is lost: the answer needs none of it.
"""

from __future__ import annotations

import logging
import threading
from typing import Literal

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.client import SLACK_ERRORS, fleeting_client, reason, retry_after
from bot.incoming import Incoming
from bot.openness import Openness
from bot.replies.inert import visible
from bot.replies.limits import TITLE_CHARACTERS
from bot.wording import words_of

_log = logging.getLogger(__name__)
_REFUSED_SECONDS = 3_600.0

Status = Literal["processing", "active"]


class Sessions:
    """Safe from several threads."""

    def __init__(self, client: WebClient, openness: Openness) -> None:
        self._fleeting = fleeting_client(client)
        self._openness = openness

    def begin(self, message: Incoming) -> bool:
        """Somebody works in the session of the message's thread, made when it is not there yet: with the question as
        its title. Whether Slack took that: its stop button stays until `end`."""
        return self._openness.is_open("sessions by now") and self._set(message, "processing")

    def end(self, message: Incoming, begun: bool) -> None:
        """Nobody works there any more. What was ``begun`` is ended, if need be a minute later."""
        if self._openness.is_open("sessions by now") and self._set(message, "active"):
            return
        if begun:
            # A thread that waits in a client would hold up the end of the program.
            later = threading.Timer(
                self._openness.opens_in("sessions by now"), self._set, (message, "active")
            )
            later.daemon = True
            later.start()

    def _tell(self, message: Incoming, status: Status) -> None:
        self._fleeting.agents_sessions_setStatus(
            channel_id=message.channel,
            thread_ts=message.thread.ts,
            status=status,
            title=title_of(message),
            initiator_user_id=message.user,
        )

    def _set(self, message: Incoming, status: Status) -> bool:
        if not self._openness.is_open("sessions"):
            self._name_thread(message, title_of(message))
            return True
        try:
            self._tell(message, status)
        except SLACK_ERRORS as error:
            _log.info("a session was not taken: %s", reason(error))
            if isinstance(error, SlackApiError) and (seconds := retry_after(error)):
                self._openness.close("sessions by now", seconds)
                return False
            if reason(error) in {
                "feature_disabled",
                "unknown_method",
                "missing_scope",
                "not_allowed_token_type",
            }:
                self._openness.close("sessions", _REFUSED_SECONDS)
                self._name_thread(message, title_of(message))
        return True

    def _name_thread(self, message: Incoming, title: str) -> None:
        """The older way, for a thread of a direct conversation that begins with this question."""
        if message.thread_ts or not message.is_direct or not self._openness.is_open("titles"):
            return
        try:
            self._fleeting.assistant_threads_setTitle(
                channel_id=message.channel, thread_ts=message.thread.ts, title=title
            )
        except SLACK_ERRORS as error:
            _log.info("a title was not taken: %s", reason(error))
            self._openness.close("titles", _REFUSED_SECONDS)


def title_of(message: Incoming) -> str:
    """The question on one line, cut after a word where it is long."""
    line = " ".join(visible(words_of(message.text, message.bot_user)).split())
    if len(line) <= TITLE_CHARACTERS:
        return line
    return f"{line[: TITLE_CHARACTERS - 1].rsplit(' ', 1)[0][: TITLE_CHARACTERS - 1]}…"
