"""Slack's events and who takes them. The app manifest subscribes to exactly these."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import App, BoltContext

from bot.desk import Desk
from bot.incoming import Incoming, is_from_person
from bot.listeners.direct_messages import take_direct_message
from bot.listeners.follow_ups import take_follow_up
from bot.listeners.mentions import take_mention

Listener = Callable[[Incoming, Desk], None]

LISTENERS: Mapping[str, Listener] = {
    "app_mention": take_mention,
    "message.im": take_direct_message,
    "message.channels": take_follow_up,
    "message.groups": take_follow_up,
    "message.mpim": take_follow_up,
}

# A message event is subscribed to by kind of channel and arrives with the kind inside.
_CHANNEL_TYPES = {"im": "im", "channels": "channel", "groups": "group", "mpim": "mpim"}


def register(app: App, desk: Desk) -> None:
    """Listeners only translate in and take in, so that Slack has its acknowledgement within milliseconds."""
    for name, listener in LISTENERS.items():
        event_type, _, kind = name.partition(".")
        matchers = [_is_of_type(_CHANNEL_TYPES[kind])] if kind else []
        app.event(event_type, matchers=matchers)(_taking(listener, desk))


def _taking(listener: Listener, desk: Desk) -> Callable[..., None]:
    def take(body: dict[str, Any], context: BoltContext) -> None:
        bot_user = context.bot_user_id or ""
        if is_from_person(body["event"], bot_user):
            listener(Incoming.from_body(body, bot_user), desk)

    return take


def _is_of_type(channel_type: str) -> Callable[..., bool]:
    def matches(event: dict[str, Any]) -> bool:
        return event.get("channel_type") == channel_type

    return matches
