"""Channels by the names that cluster.toml has for them."""

from __future__ import annotations

from slack_sdk import WebClient

from bot.client import held


class Channels:
    """Remembers each channel once it is found, also after it is renamed. Safe from several threads."""

    def __init__(self, client: WebClient) -> None:
        self._client = client
        self._found: dict[str, str] = {}

    def named(self, name: str) -> str:
        """The id of a channel that is given by its name with '#', or by its id; "" where there is none. Raises what
        Slack raises."""
        if not name.startswith("#"):
            return name
        if name not in self._found and (found := self._look_up(name.removeprefix("#"))):
            self._found[name] = found
        return self._found.get(name, "")

    def _look_up(self, name: str) -> str:
        pages = self._client.conversations_list(
            types="public_channel,private_channel", exclude_archived=True, limit=1000
        )
        known = (channel for page in pages for channel in held(page, "channels", list))
        return next((str(one["id"]) for one in known if one.get("name") == name), "")
