"""Slack's events and who takes them. The app manifest subscribes to exactly these."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import App, BoltContext

from bot.desk import Desk
from bot.incoming import Incoming, is_from_person
from bot.listeners.direct_messages import take_direct_message
from bot.listeners.doors import Doors
from bot.listeners.follow_ups import take_follow_up
from bot.listeners.homes import take_home
from bot.listeners.mentions import take_mention
from bot.listeners.newcomers import take_joiner, take_newcomer

_log = logging.getLogger(__name__)

MESSAGES: Mapping[str, Callable[[Incoming, Desk], None]] = {
    "app_mention": take_mention,
    "message.im": take_direct_message,
    "message.channels": take_follow_up,
    "message.groups": take_follow_up,
    "message.mpim": take_follow_up,
}
VISITS: Mapping[str, Callable[[Mapping[str, Any], Doors], None]] = {
    "app_home_opened": take_home,
    "team_join": take_newcomer,
    "member_joined_channel": take_joiner,
}
LISTENERS: Mapping[str, Callable[..., None]] = {**MESSAGES, **VISITS}

# A message event is subscribed to by kind of channel and arrives with the kind inside, or else with the letter that
# ids of such channels begin with.
_CHANNEL_TYPES = {"im": "im", "channels": "channel", "groups": "group", "mpim": "mpim"}
_LETTERS = {"D": "im", "C": "channel", "G": "group"}
_ANYTHING = re.compile(".+")


def register(app: App, doors: Doors) -> None:
    """Listeners only translate in and take in, so that Slack has its acknowledgement within milliseconds."""
    for name, listener in MESSAGES.items():
        event_type, _, kind = name.partition(".")
        matchers = [_is_of_type(_CHANNEL_TYPES[kind])] if kind else []
        app.event(event_type, matchers=matchers)(_taking(listener, doors.desk))
    for name, visited in VISITS.items():
        app.event(name)(_letting_in(visited, doors))
    app.event(_ANYTHING)(_leave)


def _letting_in(listener: Callable[[Mapping[str, Any], Doors], None], doors: Doors) -> Callable[..., None]:
    def let_in(body: dict[str, Any]) -> None:
        listener(body, doors)

    return let_in


def _taking(listener: Callable[[Incoming, Desk], None], desk: Desk) -> Callable[..., None]:
    def take(body: dict[str, Any], context: BoltContext) -> None:
        bot_user = context.bot_user_id or ""
        if is_from_person(body["event"], bot_user):
            listener(Incoming.from_body(body, bot_user), desk)

    return take


def _leave(event: dict[str, Any]) -> None:
    """Bolt would refuse what nobody takes, and Slack send it again."""
    _log.debug("an event of type %s is left alone", event.get("type"))


def _is_of_type(channel_type: str) -> Callable[..., bool]:
    def matches(event: dict[str, Any]) -> bool:
        told = event.get("channel_type") or _LETTERS.get(str(event.get("channel"))[:1])
        return told == channel_type

    return matches
