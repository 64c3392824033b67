"""What a method gets: its checked arguments, the workspace, and the rights of the token."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from .errors import ApiError, Payload
from .records import Channel, ChannelKind, User
from .workspace import Workspace

T = TypeVar("T")

_FAMILY: dict[ChannelKind, str] = {"public": "channels", "private": "groups", "im": "im", "mpim": "mpim"}


@dataclass(frozen=True, slots=True)
class Context:
    """One call on its way through a method."""

    workspace: Workspace
    arguments: Payload
    scopes: frozenset[str]
    events: frozenset[str] | None = None

    def get(self, key: str, default: Any = None) -> Any:
        return self.arguments.get(key, default)

    def require(self, *scopes: str) -> None:
        """Any one of `scopes`, else missing_scope."""
        if not self.scopes.intersection(scopes):
            provided = ",".join(sorted(self.scopes))
            raise ApiError("missing_scope", needed=",".join(scopes), provided=provided)

    def require_for(self, channel: Channel, action: str) -> None:
        """The scope of the channel's kind: channels:read, groups:history, im:write ..."""
        self.require(f"{_FAMILY[channel.kind]}:{action}")

    def channel(self, key: str = "channel") -> Channel:
        """The channel that the bot may see: by id, #name, or a person's id for the direct conversation."""
        wanted = str(self.arguments[key])
        workspace = self.workspace
        found = workspace.channels.get(wanted)
        if found is None:
            name = wanted.removeprefix("#")
            named = (
                c for c in workspace.channels.values() if c.name == name and c.kind in ("public", "private")
            )
            found = next(named, None)
        if found is None or (found.is_private and workspace.bot.id not in found.members):
            raise ApiError("channel_not_found")
        return found

    def member_channel(self, key: str = "channel") -> Channel:
        """The same, and the bot is in it."""
        channel = self.channel(key)
        if self.workspace.bot.id not in channel.members:
            raise ApiError("not_in_channel")
        return channel

    def user(self, key: str = "user", error: str = "user_not_found") -> User:
        user = self.workspace.users.get(str(self.arguments[key]))
        if user is None:
            raise ApiError(error)
        return user

    def page(self, items: Sequence[T], default: int, most: int) -> tuple[list[T], str]:
        """The items of the asked page and the cursor of the next, empty at the end."""
        start = _position(self.get("cursor"))
        limit = min(self.get("limit") or default, most)
        if limit < 1:
            raise ApiError("invalid_limit")
        end = start + limit
        return list(items[start:end]), _cursor(end) if end < len(items) else ""


def _cursor(position: int) -> str:
    return base64.b64encode(f"next:{position}".encode()).decode()


def _position(cursor: str | None) -> int:
    if not cursor:
        return 0
    try:
        word, _, number = base64.b64decode(cursor, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        raise ApiError("invalid_cursor") from None
    if word != "next" or not number.isdigit():
        raise ApiError("invalid_cursor")
    return int(number)
