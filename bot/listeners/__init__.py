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
from bot.listeners.follow_ups import take_follow_up
from bot.listeners.mentions import take_mention

_log = logging.getLogger(__name__)

Listener = Callable[[Incoming, Desk], None]

LISTENERS: Mapping[str, Listener] = {
    "app_mention": take_mention,
    "message.im": take_direct_message,
    "message.channels": take_follow_up,
    "message.groups": take_follow_up,
    "message.mpim": take_follow_up,
}

# A message event is subscribed to by kind of channel and arrives with the kind inside, or else with the letter that
# ids of such channels begin with.
_CHANNEL_TYPES = {"im": "im", "channels": "channel", "groups": "group", "mpim": "mpim"}
_LETTERS = {"D": "im", "C": "channel", "G": "group"}
_ANYTHING = re.compile(".+")


def register(app: App, desk: Desk) -> None:
    """Listeners only translate in and take in, so that Slack has its acknowledgement within milliseconds."""
    for name, listener in LISTENERS.items():
        event_type, _, kind = name.partition(".")
        matchers = [_is_of_type(_CHANNEL_TYPES[kind])] if kind else []
        app.event(event_type, matchers=matchers)(_taking(listener, desk))
    app.event(_ANYTHING)(_leave)


def _taking(listener: Listener, desk: Desk) -> Callable[..., None]:
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
