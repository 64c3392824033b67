"""Channels by the names that cluster.toml has for them."""

from __future__ import annotations

import time
from collections.abc import Callable

from slack_sdk import WebClient

from bot.client import held

# Who makes the channel does not wait for long, and a name that nothing has is not looked up with each message.
_MISSING_SECONDS = 60.0


class Channels:
    """Remembers each channel once it is found, also after it is renamed, and for a minute that there is none. Safe from
    several threads."""

    def __init__(self, client: WebClient, clock: Callable[[], float] = time.monotonic) -> None:
        self._client = client
        self._clock = clock
        self._found: dict[str, str] = {}
        self._missing_until: dict[str, float] = {}

    def named(self, name: str) -> str:
        """The id of a channel that is given by its name with '#', or by its id; "" where there is none. Raises what
        Slack raises."""
        if not name.startswith("#"):
            return name
        if name not in self._found and self._clock() >= self._missing_until.get(name, float("-inf")):
            self._see(name)
        return self._found.get(name, "")

    def _see(self, name: str) -> None:
        if found := self._look_up(name.removeprefix("#")):
            self._found[name] = found
        else:
            self._missing_until[name] = self._clock() + _MISSING_SECONDS

    def _look_up(self, name: str) -> str:
        pages = self._client.conversations_list(
            types="public_channel,private_channel", exclude_archived=True, limit=1000
        )
        known = (channel for page in pages for channel in held(page, "channels", list))
        return next((str(one["id"]) for one in known if one.get("name") == name), "")
