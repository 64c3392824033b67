"""Which threads of a channel are pinned or marked, as Slack tells it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.audience import Room
from bot.client import held, reason
from bot.gathering.threads import Thread
from bot.people import People
from knowledge.slack_settings import ChannelSection

_MOST_PAGES = 50
_NOBODY = {"user_not_found", "user_not_visible"}
_GONE = {"thread_not_found", "message_not_found"}


@dataclass(frozen=True, slots=True)
class Found:
    """Who reads a channel, its threads that count, and (by ts) all that were ``looked_at``."""

    room: Room
    threads: tuple[Thread, ...]
    looked_at: frozenset[str]


class ThreadReader:
    """Raises what Slack raises. A mark counts on the first message of a thread, a pin on any."""

    def __init__(self, client: WebClient, people: People, coordinators: Iterable[str]) -> None:
        self._client = client
        self._people = people
        self._coordinators = frozenset(one.lower() for one in coordinators)

    def found(self, channel: ChannelSection, known: Iterable[str]) -> Found:
        """``known`` are the threads (by ts) that counted before: they are looked at however old they are."""
        me = self._client.auth_test()
        team = held(me, "team_id", str)
        pinned = set(self._pinned(channel, team))
        return self._counting(channel, me, pinned, pinned | set(self._marked(channel, team)) | set(known))

    def found_at(self, channel: ChannelSection, ts: str) -> Found:
        """Likewise, of one thread alone, that begins with the message ``ts``."""
        me = self._client.auth_test()
        return self._counting(channel, me, set(self._pinned(channel, held(me, "team_id", str))), {ts})

    def _counting(
        self, channel: ChannelSection, me: SlackResponse, pinned: Set[str], those: Set[str]
    ) -> Found:
        """Those that count of the threads that begin with ``those``."""
        team, site = held(me, "team_id", str), held(me, "url", str)
        room = self._people.room(channel.id, team, held(me, "user_id", str))
        threads = (self._messages(channel.id, ts) for ts in sorted(those))
        counting = (
            Thread.of(channel.id, messages, site)
            for messages in threads
            if messages and (str(messages[0]["ts"]) in pinned or self._is_marked(messages[0], channel, team))
        )
        return Found(room, tuple(thread for thread in counting if thread.said), frozenset(those))

    def thread(self, channel: str, ts: str) -> tuple[Thread, ...]:
        """The one that begins with the message ``ts``; none where it is gone, or nobody said anything in it."""
        site = held(self._client.auth_test(), "url", str)
        found = [Thread.of(channel, messages, site) for messages in [self._messages(channel, ts)] if messages]
        return tuple(thread for thread in found if thread.said)

    def _pinned(self, channel: ChannelSection, team: str) -> Iterator[str]:
        for item in held(self._client.pins_list(channel=channel.id), "items", list):
            message = item.get("message")
            if message and self._counts(str(item.get("created_by") or ""), channel, team):
                yield str(message.get("thread_ts") or message["ts"])

    def _marked(self, channel: ChannelSection, team: str) -> Iterator[str]:
        pages = self._client.conversations_history(channel=channel.id, limit=200)
        for number, page in enumerate(pages, 1):
            for message in held(page, "messages", list):
                if self._is_marked(message, channel, team):
                    yield str(message["ts"])
            if number == _MOST_PAGES:
                return

    def _is_marked(self, message: Mapping[str, Any], channel: ChannelSection, team: str) -> bool:
        return any(
            self._counts(str(user), channel, team)
            for reaction in message.get("reactions") or ()
            if str(reaction.get("name")).partition("::")[0] == channel.mark
            for user in reaction.get("users") or ()
        )

    def _counts(self, user: str, channel: ChannelSection, team: str) -> bool:
        """Whether a mark or pin of this user counts: a coordinator's, or any member's. Where Slack does not say who it
        is, that is an error: a mark must not be lost over it, and its document with it."""
        try:
            profile = self._people.known(user)
        except SlackApiError as error:
            if reason(error) in _NOBODY:
                return False
            raise
        address = self._people.identity(user, team)
        if channel.marked_by == "coordinators":
            return address in self._coordinators
        return bool(address) and not profile.is_guest

    def _messages(self, channel: str, ts: str) -> list[dict[str, Any]]:
        """A thread, root first; empty where it is gone, or where no thread begins with ``ts``."""
        try:
            pages = self._client.conversations_replies(channel=channel, ts=ts, limit=200)
            messages = [message for page in pages for message in held(page, "messages", list)]
            # Of a reply Slack gives the reply alone.
            return messages if messages and str(messages[0].get("thread_ts") or ts) == ts else []
        except SlackApiError as error:
            if reason(error) in _GONE:
                return []
            raise
