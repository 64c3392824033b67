"""What only the person who pressed, typed or chose something sees, wherever they are."""

from __future__ import annotations

import logging
from typing import Any

from slack_sdk.http_retry import RateLimitErrorRetryHandler
from slack_sdk.webhook import WebhookClient

from bot.client import SLACK_ERRORS
from bot.edge import Edge
from bot.layouts import Layouts
from bot.post import LetterRefused, Post
from bot.pressed import Press
from bot.replies.message import Message

_log = logging.getLogger(__name__)
_TAKEN = 200
_BLOCKS_REFUSED = 400
_SECONDS = 15


class Whispers:
    """By the address that came with the press; where that is used up, as a private message; where the assistant may
    not write there, in the direct conversation. Not covered: a word that was said just before the program was killed
    is said again by the next run, since nobody can look up private messages. Safe from several threads."""

    def __init__(self, post: Post, layouts: Layouts, edge: Edge) -> None:
        self._post = post
        self._layouts = layouts
        self._edge = edge

    def say(self, press: Press, *messages: Message) -> None:
        """Below what was there. Raises LetterRefused."""
        for message in messages:
            self._say(press, message, {"replace_original": False})

    def replace(self, press: Press, message: Message) -> None:
        """In place of the private message whose button was pressed; below it where Slack takes that no more. Raises
        LetterRefused."""
        self._say(press, message, {"replace_original": True})

    def _say(self, press: Press, message: Message, how: dict[str, Any]) -> None:
        if press.reply_to and self._answered(press, message, how):
            return
        try:
            self._post.privately(press.channel, press.user, message, press.thread)
        except LetterRefused as refused:
            _log.info("a private word goes to the direct conversation: %s", refused)
            self._post.tell(press.user, message)

    def _answered(self, press: Press, message: Message, how: dict[str, Any]) -> bool:
        """Whether Slack took it: with its layout, or else a simpler one."""
        words = {"response_type": "ephemeral", "text": message.text, **how}
        layout = self._layouts.first(message.blocks)
        while layout:
            status = self._status(press, {**words, "blocks": layout})
            if status != _BLOCKS_REFUSED:
                return status == _TAKEN
            layout = self._layouts.simpler(layout)
        return self._status(press, words) == _TAKEN

    def _status(self, press: Press, said: dict[str, Any]) -> int:
        """Slack's answer as a number; 0 where the line broke."""
        thread = {"thread_ts": press.thread} if press.thread else {}
        address = WebhookClient(press.reply_to, _SECONDS, retry_handlers=[RateLimitErrorRetryHandler(5)])
        try:
            answer = address.send_dict(dict(self._edge.sent("response_url", {**said, **thread}) or {}))
        except SLACK_ERRORS as error:
            _log.info("a private word broke off: %s", type(error).__name__)
            return 0
        if answer.status_code != _TAKEN:
            _log.info("Slack did not take a private word (HTTP %s)", answer.status_code)
        return answer.status_code
