"""What happens in gathered channels, as Slack tells it at once: marks, pins, and what becomes of kept threads."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from slack_bolt import App

from bot.gathering.threads import source_of
from knowledge.holdings.holding import Holding
from knowledge.records.noticed_threads import NoticedThreads
from knowledge.slack_settings import ChannelSection

WATCHED = frozenset({"reaction_added", "reaction_removed", "pin_added", "pin_removed"})


class ChannelWatch:
    """Only writes down which thread of a channel is to be looked at, and wakes who does."""

    def __init__(
        self,
        channels: Sequence[ChannelSection],
        held: Callable[[], Mapping[str, Holding]],
        noticed: NoticedThreads,
        wake: Callable[[], None],
    ) -> None:
        self._channels = {one.id: one for one in channels}
        self._held = held
        self._noticed = noticed
        self._wake = wake

    def notice(self, event: Mapping[str, Any]) -> None:
        channel = _channel_of(event)
        if channel in self._channels and self._concerns(event, self._channels[channel]):
            self._noticed.note(channel, _root_of(event))
            self._wake()

    def _concerns(self, event: Mapping[str, Any], channel: ChannelSection) -> bool:
        kind = str(event.get("type"))
        if kind.startswith("reaction_"):
            return str(event.get("reaction")).partition("::")[0] == channel.mark
        if kind in WATCHED:
            return True
        return kind == "message" and source_of(channel.id, _root_of(event)) in self._held()


def watch_channels(app: App, watch: ChannelWatch) -> None:
    """Before all listeners, which still take the same events."""

    def look(body: dict[str, Any], next: Callable[[], Any]) -> Any:
        if isinstance(event := body.get("event"), dict):
            watch.notice(event)
        return next()

    app.use(look)


def _channel_of(event: Mapping[str, Any]) -> str:
    item = event.get("item") or {}
    return str(event.get("channel_id") or event.get("channel") or item.get("channel") or "")


def _root_of(event: Mapping[str, Any]) -> str:
    """The ts of the thread that a message is, was, or came to be in; of a message that got a mark, its own."""
    item = event.get("item") or {}
    message = event.get("message") or event.get("previous_message") or item.get("message") or item or event
    return str(message.get("thread_ts") or message.get("ts") or event.get("deleted_ts") or "")
