"""Where events are handed to."""

from __future__ import annotations

from dataclasses import dataclass

from bot.counter import Counter
from bot.desk import Desk
from bot.introductions.arrivals import Arrivals
from bot.introductions.timekeeper import Timekeeper


@dataclass(frozen=True, slots=True)
class Doors:
    desk: Desk
    counter: Counter
    arrivals: Arrivals
    timekeeper: Timekeeper
