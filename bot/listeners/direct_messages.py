"""Somebody writes to the assistant alone: all of it is meant for the assistant."""

from __future__ import annotations

from bot.desk import Desk
from bot.incoming import Incoming


def take_direct_message(message: Incoming, desk: Desk) -> None:
    desk.accept(message)
