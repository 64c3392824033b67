"""Makes a message that was seen while it grew into the part of a reply that it is: whole, checked, and marked."""

from __future__ import annotations

import logging
from typing import Any, Literal

from slack_sdk import WebClient

from bot.client import SLACK_ERRORS, reason
from bot.growth import Unfinished
from bot.layouts import Layouts
from bot.replies.live import Body
from bot.replies.message import Message

_log = logging.getLogger(__name__)

Finished = Literal["stands", "is gone"]


class Finishing:
    """Safe from several threads. Calls may be made twice: each leaves the same message."""

    def __init__(self, client: WebClient, layouts: Layouts) -> None:
        self._client = client
        self._layouts = layouts

    def finish(
        self, channel: str, unfinished: Unfinished, message: Message, metadata: dict[str, Any]
    ) -> Finished:
        """Ends a stream with the rest of ``message``, where what it shows is the beginning of it; else puts
        ``message`` in its place. "is gone": neither was taken, and ``message`` has to be posted."""
        body = unfinished.body
        if body and _goes_on(unfinished, body, message):
            rest = body.text[len(unfinished.shown) :]
            if self._stop(channel, unfinished.ts, rest, list(message.blocks[body.blocks :]), metadata):
                return "stands"
        elif not unfinished.is_edited:
            # Slack lets twenty streams a minute be ended.
            self._stop(channel, unfinished.ts, "", [], None)
        return self._replaced(channel, unfinished.ts, message, metadata)

    def _stop(
        self, channel: str, ts: str, rest: str, blocks: list[dict[str, Any]], metadata: dict[str, Any] | None
    ) -> bool:
        chunks = [{"type": "markdown_text", "text": rest}] if rest else None
        try:
            self._layouts.written(
                self._client.chat_stopStream,
                blocks,
                channel=channel,
                ts=ts,
                chunks=chunks,
                metadata=metadata,
                session_status="active",
            )
        except SLACK_ERRORS as error:
            _log.info("a stream did not end as it was to: %s", reason(error))
            return False
        return True

    def _replaced(self, channel: str, ts: str, message: Message, metadata: dict[str, Any]) -> Finished:
        try:
            self._layouts.written(
                self._client.chat_update,
                message.blocks,
                channel=channel,
                ts=ts,
                text=message.text,
                metadata=metadata,
                link_names=False,
                parse="none",
            )
        except SLACK_ERRORS as error:
            _log.info("what stood there was not changed, so it is posted anew: %s", reason(error))
            self._remove(channel, ts)
            return "is gone"
        return "stands"

    def _remove(self, channel: str, ts: str) -> None:
        try:
            self._client.chat_delete(channel=channel, ts=ts)
        except SLACK_ERRORS as error:
            _log.warning("the beginning of a reply stands beside the reply: %s", reason(error))


def _goes_on(unfinished: Unfinished, body: Body, message: Message) -> bool:
    """Whether what a stream shows is the beginning of the whole, and the whole is in ``message``."""
    is_beginning = unfinished.shown != "" and body.text.startswith(unfinished.shown)
    return is_beginning and body.blocks <= len(message.blocks)
