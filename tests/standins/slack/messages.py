"""The messages of all channels, in Slack's own shape, with threads and streams."""

import copy
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from .clock import Clock
from .errors import Payload

StreamState = Literal["streaming", "stopped", "stopped_by_user", "expired"]


@dataclass(slots=True)
class Stream:
    """A message that grows; `chunks` are all that came, in order."""

    state: StreamState = "streaming"
    text: str = ""
    chunks: list[Payload] = field(default_factory=list)


class Messages:
    """Messages by channel; a `ts` is unique in the workspace and grows."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last_micros = 0
        self._by_channel: dict[str, list[Payload]] = defaultdict(list)
        self.ephemeral: list[Payload] = []
        self.pins: dict[str, dict[str, str]] = defaultdict(dict)
        self.streams: dict[tuple[str, str], Stream] = {}

    def next_ts(self) -> str:
        self._last_micros = max(self._last_micros + 100, int(self._clock() * 1_000_000))
        return f"{self._last_micros // 1_000_000}.{self._last_micros % 1_000_000:06d}"

    def add(self, channel: str, message: Payload) -> Payload:
        """Stores `message` with a new ts and gives the stored one."""
        stored = {"type": "message", "ts": self.next_ts(), **copy.deepcopy(message)}
        self._by_channel[channel].append(stored)
        return stored

    def in_channel(self, channel: str) -> list[Payload]:
        """All messages, oldest first, as copies."""
        return [self.shown(channel, message) for message in self._by_channel[channel]]

    def find(self, channel: str, ts: str) -> Payload | None:
        return next((m for m in self._by_channel[channel] if m["ts"] == ts), None)

    def remove(self, channel: str, ts: str) -> None:
        self._by_channel[channel] = [m for m in self._by_channel[channel] if m["ts"] != ts]

    def thread(self, channel: str, root_ts: str) -> list[Payload]:
        """The root and its replies, oldest first; empty when there is no such root."""
        return [m for m in self.in_channel(channel) if root_ts in (m["ts"], m.get("thread_ts"))]

    def top_level(self, channel: str) -> list[Payload]:
        """What the channel itself shows, newest first."""
        return [m for m in reversed(self.in_channel(channel)) if _shown_in_channel(m)]

    def shown(self, channel: str, message: Payload) -> Payload:
        """A copy, with the thread's counts if it is a root."""
        replies = list(self._replies(channel, message["ts"]))
        copied = copy.deepcopy(message)
        if not replies:
            return copied
        counts = {
            "thread_ts": message["ts"],
            "reply_count": len(replies),
            "reply_users": list(dict.fromkeys(reply.get("user", reply.get("bot_id")) for reply in replies)),
            "latest_reply": replies[-1]["ts"],
        }
        return {**copied, **counts}

    def _replies(self, channel: str, root_ts: str) -> Iterator[Payload]:
        return (m for m in self._by_channel[channel] if m.get("thread_ts") == root_ts and m["ts"] != root_ts)


def _shown_in_channel(message: Payload) -> bool:
    is_root = message.get("thread_ts") in (None, message["ts"])
    return is_root or message.get("subtype") == "thread_broadcast"
