"""Somebody names the assistant: in a channel, a group conversation, or needlessly in a direct message."""

from __future__ import annotations

from bot.desk import Desk
from bot.incoming import Incoming


def take_mention(message: Incoming, desk: Desk) -> None:
    desk.accept(message)
