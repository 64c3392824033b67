"""Writes the replies to what people wrote. Of itself the assistant writes through `Post`."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.client import SLACK_ERRORS, exact_client, held, is_unclear, reason
from bot.finishing import Finishing
from bot.growth import DRAFT_TYPE, Unfinished
from bot.incoming import Incoming
from bot.layouts import Layouts
from bot.replies.calendar_file import Attachment
from bot.replies.message import Message
from knowledge.errors import KlyngebotError

_log = logging.getLogger(__name__)
_METADATA_TYPE = "klyngebot_reply"
_ATTEMPTS = 4
_CLOSED_TO_US = {
    "not_in_channel",
    "channel_not_found",
    "is_archived",
    "restricted_action",
    "restricted_action_read_only_channel",
    "restricted_action_thread_locked",
    "restricted_action_non_threadable_channel",
    "cannot_reply_to_message",
}
_WITHDRAWN = {"thread_not_found", "message_not_found"}


class DeliveryFailed(KlyngebotError):
    """Slack did not take a message, after all attempts."""


class ThreadClosed(DeliveryFailed):
    """The assistant may not write where it was asked: not a member, archived, locked."""


class QuestionWithdrawn(DeliveryFailed):
    """The message to answer is gone."""


@dataclass(frozen=True, slots=True)
class Posted:
    """Which of the ``total`` messages of a reply stand in Slack already; parts count from 1. ``unfinished`` is one that
    stands there as far as it was written: the first part goes in its place."""

    parts: frozenset[int] = frozenset()
    total: int = 0
    unfinished: Unfinished | None = None

    @property
    def complete(self) -> bool:
        return self.total > 0 and len(self.parts) >= self.total


@dataclass(frozen=True, slots=True)
class _Address:
    channel: str
    thread_ts: str | None


class Delivery:
    """Posts replies, each once. Safe from several threads."""

    def __init__(
        self, client: WebClient, layouts: Layouts, pause: Callable[[float], None] = time.sleep
    ) -> None:
        self._client = client
        self._layouts = layouts
        self._exact = exact_client(client)
        self._pause = pause
        self._finishing = Finishing(client, layouts)

    def reply(self, to: Incoming, messages: Sequence[Message], posted: Posted = Posted()) -> None:
        """Posts what is not ``posted`` yet into the thread. Raises DeliveryFailed."""
        address = _Address(to.channel, to.thread.ts)
        for part, message in enumerate(messages, 1):
            if part not in posted.parts and not (
                part == 1 and self._is_finished(to, message, len(messages), posted)
            ):
                self._post(address, to, message, (part, len(messages)))

    def reply_in_private(self, to: Incoming, messages: Sequence[Message]) -> None:
        """Posts into the direct conversation with the person who asked. Raises DeliveryFailed."""
        for part, message in enumerate(messages, 1):
            self._post(_Address(to.user, None), to, message, (part, len(messages)))

    def attach(self, to: Incoming, file: Attachment) -> None:
        """Uploads a file into the thread. The reply says all that it holds, so one that Slack refuses is no loss."""
        try:
            self._client.files_upload_v2(
                channel=to.channel,
                thread_ts=to.thread.ts,
                filename=file.name,
                title=file.title,
                content=file.content,
            )
        except SLACK_ERRORS as error:
            _log.info("a file for the reply to %s was not taken: %s", to.event_id, reason(error))

    def posted(self, to: Incoming) -> Posted:
        """What already stands in the thread as reply to this event; nothing when Slack does not say."""
        return _parts_among(self._thread_of(to), to)

    def left(self, to: Incoming) -> Posted:
        """The same with what an answer that broke off has left there. Only for whoever answers in the thread now: to
        anybody else it may be an answer that is still being written."""
        thread = self._thread_of(to)
        drafts = [
            Unfinished(str(message["ts"]), is_edited=bool(message.get("metadata")))
            for message in thread
            if _is_draft(message, to)
        ]
        return replace(_parts_among(thread, to), unfinished=drafts[0] if drafts else None)

    def _is_finished(self, to: Incoming, message: Message, total: int, posted: Posted) -> bool:
        if posted.unfinished is None:
            return False
        metadata = _metadata(to, (1, total))
        return self._finishing.finish(to.channel, posted.unfinished, message, metadata) == "stands"

    def _post(self, address: _Address, to: Incoming, message: Message, part: tuple[int, int]) -> None:
        arguments = _arguments(address, to, message, part)
        for attempt in range(_ATTEMPTS):
            try:
                self._layouts.written(self._exact.chat_postMessage, message.blocks, **arguments)
                return
            except SlackApiError as error:
                if not is_unclear(error):
                    raise _refusal(error) from error
            except SLACK_ERRORS as error:
                _log.info("posting the reply to %s broke off: %s", to.event_id, reason(error))
            # Slack may have taken the message though its answer was lost: look before posting again.
            self._pause(2.0**attempt)
            if part[0] in self.posted(to).parts:
                return
        raise DeliveryFailed("Slack did not take the message")

    def _thread_of(self, to: Incoming) -> list[dict[str, Any]]:
        """What was written in the thread since the message to answer."""
        try:
            pages = self._client.conversations_replies(
                channel=to.channel, ts=to.thread.ts, oldest=to.ts, limit=200, include_all_metadata=True
            )
            return [message for page in pages for message in held(page, "messages", list)]
        except SLACK_ERRORS as error:
            _log.warning("could not see whether %s was answered: %s", to.event_id, reason(error))
            return []


def _arguments(address: _Address, to: Incoming, message: Message, part: tuple[int, int]) -> dict[str, Any]:
    return {
        "channel": address.channel,
        "thread_ts": address.thread_ts,
        "text": message.text,
        "metadata": _metadata(to, part),
        "unfurl_links": False,
        "unfurl_media": False,
        "link_names": False,
        "parse": "none",
    }


def _metadata(to: Incoming, part: tuple[int, int]) -> dict[str, Any]:
    payload = {"event_id": to.event_id, "part": part[0], "of": part[1]}
    return {"event_type": _METADATA_TYPE, "event_payload": payload}


def _parts_among(thread: Sequence[dict[str, Any]], to: Incoming) -> Posted:
    found = [part for message in thread if (part := _part_of(message, to))]
    return Posted(frozenset(part["part"] for part in found), max((part["of"] for part in found), default=0))


def _part_of(message: dict[str, Any], to: Incoming) -> dict[str, Any]:
    """Which part of the reply to this event a message is; nothing where it is none."""
    metadata = message.get("metadata") or {}
    payload: dict[str, Any] = metadata.get("event_payload") or {}
    is_reply = metadata.get("event_type") == _METADATA_TYPE and payload.get("event_id") == to.event_id
    return payload if is_reply else {}


def _is_draft(message: dict[str, Any], to: Incoming) -> bool:
    """A stream has no mark before its end, and everything else that the assistant says in a thread has one. Messages of
    a thread are answered one after the other, so that one without a mark belongs to the one in hand."""
    metadata = message.get("metadata") or {}
    if not metadata:
        is_own = message.get("user") == to.bot_user and float(message["ts"]) > float(to.ts)
        return is_own and not message.get("files")
    payload = metadata.get("event_payload") or {}
    return metadata.get("event_type") == DRAFT_TYPE and payload.get("event_id") == to.event_id


def _refusal(error: Exception) -> DeliveryFailed:
    word = reason(error)
    if word in _CLOSED_TO_US:
        return ThreadClosed(f"the assistant may not write there ({word})")
    if word in _WITHDRAWN:
        return QuestionWithdrawn(f"the message to answer is gone ({word})")
    return DeliveryFailed(f"Slack refused the message ({word})")
