"""What Slack's agent view offers to ask, above an empty conversation."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Literal

from slack_sdk import WebClient

from bot.client import SLACK_ERRORS, reason
from bot.openness import Openness
from bot.replies.greeting import Prompt
from bot.replies.limits import PROMPTS

_log = logging.getLogger(__name__)
_REFUSED_SECONDS = 3_600.0
_BROKEN_LINES = {"ratelimited", "internal_error", "fatal_error", "service_unavailable", "request_timeout"}

Offered = Literal["offered", "not offered"]


class Prompts:
    """Safe from several threads."""

    def __init__(self, client: WebClient, openness: Openness) -> None:
        self._client = client
        self._openness = openness

    def offer(self, channel: str, prompts: Sequence[Prompt], title: str) -> Offered:
        """In the conversation as a whole: within a thread, Slack takes them and shows nothing."""
        if not self._openness.is_open("prompts"):
            return "not offered"
        try:
            self._client.assistant_threads_setSuggestedPrompts(
                channel_id=channel,
                prompts=[{"title": one.title, "message": one.message} for one in prompts[:PROMPTS]],
                title=title,
            )
        except SLACK_ERRORS as error:
            _log.info("prompts were not taken: %s", reason(error))
            if reason(error) not in _BROKEN_LINES and hasattr(error, "response"):
                self._openness.close("prompts", _REFUSED_SECONDS)
            return "not offered"
        return "offered"
