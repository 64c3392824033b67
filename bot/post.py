"""Letters: what the assistant writes of itself, to one person or into a room that it opened. `Delivery` writes replies.

Each letter has a mark that Slack keeps with it, so that one whose posting broke off, or was not noted before the
program was killed, is not posted twice.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.client import SLACK_ERRORS, exact_client, held, is_unclear, reason
from bot.layouts import Layouts
from bot.replies.buttons import with_words_for
from bot.replies.calendar_file import Attachment
from bot.replies.message import Message
from knowledge.errors import KlyngebotError

_log = logging.getLogger(__name__)
_METADATA_TYPE = "klyngebot_letter"
# A letter that is looked for is one of the latest.
_LOOKED_AT = 30
# A thread is read from its beginning.
_READ_OF_THREAD = 200


class LetterRefused(KlyngebotError):
    """Slack did not take a letter."""


@dataclass(frozen=True, slots=True)
class Letter:
    """Where a posted letter stands."""

    channel: str
    ts: str

    @property
    def ref(self) -> str:
        return f"{self.channel}:{self.ts}"


class Post:
    """Safe from several threads."""

    def __init__(self, client: WebClient, layouts: Layouts) -> None:
        self._client = client
        self._layouts = layouts
        self._exact = exact_client(client)

    def to_person(self, user: str, message: Message, mark: str) -> Letter:
        """Into the conversation with this user, once for each mark. Raises LetterRefused."""
        return self.into(self._direct(user), message, mark)

    def hand(self, user: str, file: Attachment, words: str) -> None:
        """A file with words above it, into the conversation with this user. Raises LetterRefused."""
        channel = self._direct(user)
        try:
            self._client.files_upload_v2(
                channel=channel,
                filename=file.name,
                title=file.title,
                content=file.content,
                initial_comment=words,
            )
        except SLACK_ERRORS as error:
            raise LetterRefused(f"Slack refused a file ({reason(error)})") from error

    def into(self, channel: str, message: Message, mark: str, thread: str = "") -> Letter:
        """Into a channel or conversation that the assistant is in, or a thread there, once for each mark.

        Raises LetterRefused.
        """
        return self._standing(channel, mark, thread) or self._posted(channel, message, mark, thread)

    def has_written(self, channel: str, mark: str) -> bool:
        """Whether a letter with this mark is among the latest there; not so where Slack does not say."""
        return self._standing(channel, mark, "") is not None

    def tell(self, user: str, message: Message) -> None:
        """Into the conversation with this user, without a mark. Raises LetterRefused."""
        self._posted(user, message, "")

    def privately(self, channel: str, user: str, message: Message, thread: str = "") -> None:
        """Where they are, for this person's eyes alone. Raises LetterRefused."""
        try:
            self._layouts.written(
                self._exact.chat_postEphemeral,
                message.blocks,
                channel=channel,
                user=user,
                thread_ts=thread or None,
                text=message.text,
            )
        except SLACK_ERRORS as error:
            raise LetterRefused(f"Slack refused a private word ({reason(error)})") from error

    def rewrite(self, letter: Letter, message: Message) -> None:
        """Puts another message in a letter's place; one that is gone is left gone."""
        try:
            self._layouts.written(
                self._client.chat_update,
                message.blocks,
                channel=letter.channel,
                ts=letter.ts,
                text=message.text,
            )
        except SLACK_ERRORS as error:
            _log.info("a letter was not changed: %s", reason(error))

    def put_for_button(self, letter: Letter, thread: str, action: str, words: str) -> None:
        """Puts ``words`` in the place of a button of a letter, which may stand in a thread. Where Slack does not say
        what stands there, or does not take it, the button stays: who presses it again is told how it stands."""
        try:
            page = self._client.conversations_replies(
                channel=letter.channel,
                ts=thread or letter.ts,
                latest=letter.ts,
                oldest=letter.ts,
                inclusive=True,
                include_all_metadata=True,
            )
            found = [one for one in held(page, "messages", list) if one.get("ts") == letter.ts]
            for message in found:
                self._client.chat_update(
                    channel=letter.channel,
                    ts=letter.ts,
                    text=message["text"],
                    blocks=with_words_for(message.get("blocks", []), action, words),
                    metadata=message.get("metadata"),
                )
        except SLACK_ERRORS as error:
            _log.info("a button was not replaced: %s", reason(error))

    def _direct(self, user: str) -> str:
        try:
            opened = self._client.conversations_open(users=user)
            return str(held(held(opened, "channel", dict), "id", str))
        except SLACK_ERRORS as error:
            raise LetterRefused(f"Slack opens no conversation with {user} ({reason(error)})") from error

    def _posted(self, channel: str, message: Message, mark: str, thread: str = "") -> Letter:
        """Once more where nobody knows whether Slack took it, and its mark is seen not to stand there."""
        try:
            return self._sent(channel, message, mark, thread)
        except SLACK_ERRORS as error:
            if not mark or (isinstance(error, SlackApiError) and not is_unclear(error)):
                raise _not_posted(error) from error
            _log.info("a letter is looked for, since posting it broke off: %s", reason(error))
        try:
            return self._found(channel, mark, thread) or self._sent(channel, message, mark, thread)
        except SLACK_ERRORS as error:
            raise _not_posted(error) from error

    def _sent(self, channel: str, message: Message, mark: str, thread: str) -> Letter:
        arguments = _arguments(channel, message, mark) | {"thread_ts": thread or None}
        sent = self._layouts.written(self._exact.chat_postMessage, message.blocks, **arguments)
        return Letter(held(sent, "channel", str), held(sent, "ts", str))

    def _standing(self, channel: str, mark: str, thread: str) -> Letter | None:
        """The letter with this mark, where it stands there already; None as well where Slack does not say."""
        try:
            return self._found(channel, mark, thread)
        except SLACK_ERRORS as error:
            _log.warning("could not see what was written in %s: %s", channel, reason(error))
            return None

    def _found(self, channel: str, mark: str, thread: str) -> Letter | None:
        """Raises what Slack raises."""
        page = self._page(channel, thread)
        found = [one for one in held(page, "messages", list) if _mark(one) == mark]
        return Letter(channel, str(found[0]["ts"])) if found else None

    def _page(self, channel: str, thread: str) -> SlackResponse:
        if thread:
            return self._client.conversations_replies(
                channel=channel, ts=thread, limit=_READ_OF_THREAD, include_all_metadata=True
            )
        return self._client.conversations_history(
            channel=channel, limit=_LOOKED_AT, include_all_metadata=True
        )


def _not_posted(error: Exception) -> LetterRefused:
    what = "Slack refused a letter" if isinstance(error, SlackApiError) else "posting a letter broke off"
    return LetterRefused(f"{what} ({reason(error)})")


def _arguments(channel: str, message: Message, mark: str) -> dict[str, Any]:
    metadata = {"event_type": _METADATA_TYPE, "event_payload": {"mark": mark}} if mark else None
    return {
        "channel": channel,
        "text": message.text,
        "metadata": metadata,
        "unfurl_links": False,
        "unfurl_media": False,
        "link_names": False,
        "parse": "none",
    }


def _mark(message: dict[str, Any]) -> str:
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != _METADATA_TYPE:
        return ""
    return str((metadata.get("event_payload") or {}).get("mark") or "")
