"""A reply that is seen while it is being written: as a stream of Slack's, or as a message that is edited.

Nothing here is needed for the reply itself: what cannot be shown now is shown with the whole (`finishing.py`).
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any, Literal

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.client import SLACK_ERRORS, fleeting_client, held, is_unclear, reason, retry_after
from bot.incoming import Incoming
from bot.openness import Openness
from bot.replies.limits import STREAM_CHARACTERS, UPDATE_CHARACTERS
from bot.replies.live import Body, draft_message, live_text
from knowledge.outcomes import Draft

_log = logging.getLogger(__name__)
DRAFT_TYPE = "klyngebot_draft"
# chat.update is for about one call a second, and that of the whole workspace.
_EDIT_SECONDS = 1.2
# What a plan or an app's rights do not allow now may be allowed after an upgrade.
_REFUSED_SECONDS = 3_600.0
_OF_THIS_CONVERSATION = {
    "channel_type_not_supported",
    "missing_recipient_user_id",
    "missing_recipient_team_id",
}
_NOT_TO_WRITE = {
    "not_in_channel", "channel_not_found", "is_archived", "thread_not_found", "message_not_found",
    "messages_tab_disabled", "ekm_access_denied", "cannot_reply_to_message",
}  # fmt: skip

Way = Literal["none yet", "stream", "edits", "no way"]


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A message of a reply that stands there and is not the whole yet. ``shown`` is the text that a stream has shown so
    far, "" where that is not known; ``body`` what the whole of it will be, once that is known. What ``is_edited`` was
    posted as a message and is no stream."""

    ts: str
    shown: str = ""
    body: Body | None = None
    is_edited: bool = False


class Growth:
    """Of one reply, for one thread. ``seen`` is what can be read by now. Raises nothing that Slack raises."""

    def __init__(self, client: WebClient, openness: Openness, to: Incoming) -> None:
        self._fleeting = fleeting_client(client)
        self._openness = openness
        self._to = to
        self._way: Way = "none yet"
        self._ts = ""
        self._shown = ""
        self._is_edited = False
        self._next_edit = float("-inf")
        self.seen = Draft("")
        self.was_stopped = False
        self.is_unclear = False

    @property
    def unfinished(self) -> Unfinished | None:
        return Unfinished(self._ts, self._shown, is_edited=self._is_edited) if self._ts else None

    def show(self, draft: Draft) -> None:
        """``draft`` is the whole answer so far."""
        if self._way == "none yet":
            self._open(draft)
        elif self._way == "stream":
            self._append(draft)
        elif self._way == "edits":
            self._edit(draft)

    def _open(self, draft: Draft) -> None:
        live = live_text(draft.text)
        if not live:
            return
        if not self._openness.is_open("streams by now"):
            self._way = "no way"
        elif self._openness.is_open("stream"):
            self._way = self._started(draft, live)
        else:
            self._way = "edits"
        if self._way == "edits":
            self._way = self._posted(draft) if self._openness.is_open("edits") else "no way"

    def _started(self, draft: Draft, live: str) -> Way:
        in_channel = {"recipient_user_id": self._to.user, "recipient_team_id": self._to.team}
        try:
            started = self._fleeting.chat_startStream(
                channel=self._to.channel,
                thread_ts=self._to.thread.ts,
                chunks=[_chunk(live)],
                **({} if self._to.is_direct else in_channel),
            )
            self._ts, self._shown, self.seen = held(started, "ts", str), live, draft
        except SLACK_ERRORS as error:
            return self._instead_of_stream(error)
        return "stream"

    def _instead_of_stream(self, error: Exception) -> Way:
        """A rate limit is waited out without drafts: editing would only run into the next one."""
        _log.info("an answer is not streamed: %s", reason(error))
        if isinstance(error, SlackApiError) and not is_unclear(error):
            if seconds := retry_after(error):
                self._openness.close("streams by now", seconds)
                return "no way"
            if reason(error) in _NOT_TO_WRITE:
                return "no way"
            if reason(error) not in _OF_THIS_CONVERSATION:
                self._openness.close("stream", _REFUSED_SECONDS)
            return "edits"
        self.is_unclear = True
        return "no way"

    def _append(self, draft: Draft) -> None:
        live = live_text(draft.text)
        if not live.startswith(self._shown) or len(live) == len(self._shown) or len(live) > STREAM_CHARACTERS:
            return
        if not self._openness.is_open("streams by now"):
            return
        try:
            self._fleeting.chat_appendStream(
                channel=self._to.channel, ts=self._ts, chunks=[_chunk(live[len(self._shown) :])]
            )
            self._shown, self.seen = live, draft
        except SLACK_ERRORS as error:
            self._not_appended(error)

    def _not_appended(self, error: Exception) -> None:
        """After a line that broke nobody knows what the stream shows: the end puts the whole in its place."""
        _log.info("a stream does not go on: %s", reason(error))
        if isinstance(error, SlackApiError) and (seconds := retry_after(error)):
            self._openness.close("streams by now", seconds)
            return
        self.was_stopped = reason(error) == "stopped_by_user"
        if not self.was_stopped:
            self._shown = ""
        self._way = "no way"

    def _posted(self, draft: Draft) -> Way:
        mark = {"event_type": DRAFT_TYPE, "event_payload": {"event_id": self._to.event_id}}
        try:
            posted = self._fleeting.chat_postMessage(
                channel=self._to.channel, thread_ts=self._to.thread.ts, metadata=mark, **_shown(draft)
            )
            self._ts, self.seen, self._is_edited = held(posted, "ts", str), draft, True
        except SLACK_ERRORS as error:
            self.is_unclear = not isinstance(error, SlackApiError) or is_unclear(error)
            return "no way"
        self._next_edit = self._openness.clock() + _EDIT_SECONDS
        return "edits"

    def _edit(self, draft: Draft) -> None:
        if self._openness.clock() < self._next_edit or not self._openness.is_open("edits"):
            return
        self._next_edit = self._openness.clock() + _EDIT_SECONDS
        try:
            self._fleeting.chat_update(channel=self._to.channel, ts=self._ts, **_shown(draft))
            self.seen = draft
        except SLACK_ERRORS as error:
            _log.info("a draft was not changed: %s", reason(error))
            seconds = retry_after(error) if isinstance(error, SlackApiError) else 0.0
            self._openness.close("edits", seconds or _REFUSED_SECONDS)


def _chunk(text: str) -> dict[str, str]:
    return {"type": "markdown_text", "text": text}


def _shown(draft: Draft) -> dict[str, Any]:
    message = draft_message(draft.text)
    return {
        "text": message.text[:UPDATE_CHARACTERS],
        "blocks": list(message.blocks),
        "link_names": False,
        "parse": "none",
    }
