"""Somebody joins the workspace, or a channel."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.listeners.doors import Doors
from bot.visits import Visit


def take_newcomer(body: Mapping[str, Any], doors: Doors) -> None:
    doors.arrivals.take_newcomer(Visit.from_body(body))
    doors.timekeeper.wake()


def take_joiner(body: Mapping[str, Any], doors: Doors) -> None:
    doors.arrivals.take_joiner(Visit.from_body(body))
    doors.timekeeper.wake()
