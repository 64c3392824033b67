"""Where two people meet who both said yes: a conversation of the three; a private channel where Slack refuses one; a
text for a coordinator to send where it refuses both."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.client import held, reason
from bot.introductions.parties import Party
from knowledge.directory.names import folded
from knowledge.introductions.introduction import How

_log = logging.getLogger(__name__)
_NOT_IN_A_NAME = re.compile(r"[^a-z0-9-]+")
_LONGEST_NAME = 60
# Not a refusal of these people: it may be tried again later.
_PASSING = {"ratelimited", "internal_error", "fatal_error", "service_unavailable", "request_timeout"}


@dataclass(frozen=True, slots=True)
class Room:
    """``channel`` is "" where there is none."""

    how: How
    channel: str = ""


class Rooms:
    def __init__(self, client: WebClient) -> None:
        self._client = client

    def open(self, first: Party, second: Party, id: str) -> Room:
        """The same room again for the same introduction. Raises what Slack raises where it may work later."""
        if not (first.user and second.user):
            return Room("email")
        try:
            return Room("group_dm", self._group(first, second))
        except SlackApiError as error:
            _log.info("no conversation of three (%s), so a private channel is opened", _refused(error))
        try:
            return Room("private_channel", self._channel(first, second, id))
        except SlackApiError as error:
            _log.info("no private channel (%s), so a coordinator introduces them", _refused(error))
        return Room("email")

    def _group(self, first: Party, second: Party) -> str:
        opened = self._client.conversations_open(users=f"{first.user},{second.user}")
        return str(held(held(opened, "channel", dict), "id", str))

    def _channel(self, first: Party, second: Party, id: str) -> str:
        channel = self._made(_name(first, second, id))
        for party in (first, second):
            try:
                self._client.conversations_invite(channel=channel, users=party.user)
            except SlackApiError as error:
                if reason(error) != "already_in_channel":
                    raise
        return channel

    def _made(self, name: str) -> str:
        """The channel of an earlier try, which the assistant is in, or a new one."""
        pages = self._client.conversations_list(types="private_channel", exclude_archived=True, limit=200)
        known = (channel for page in pages for channel in held(page, "channels", list))
        if standing := next((str(one["id"]) for one in known if one.get("name") == name), None):
            return standing
        made = self._client.conversations_create(name=name, is_private=True)
        return str(held(held(made, "channel", dict), "id", str))


def _refused(error: SlackApiError) -> str:
    word = reason(error)
    if word in _PASSING:
        raise error
    return word


def _name(first: Party, second: Party, id: str) -> str:
    rows = [party.row for party in (first, second) if party.row]
    names = (folded(" ".join(row.name.split()[:1])) for row in rows)
    words = _NOT_IN_A_NAME.sub("", "-".join(names))[:_LONGEST_NAME]
    return f"intro-{words}-{id[:6]}"
