"""Somebody opens the assistant's Home."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.listeners.doors import Doors
from bot.visits import Visit


def take_home(body: Mapping[str, Any], doors: Doors) -> None:
    """The tab with the conversation needs nothing from us."""
    if body["event"].get("tab") == "home":
        doors.counter.open_home(Visit.from_body(body))
