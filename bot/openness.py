"""What Slack has refused lately, so that it is not asked for again with every answer."""

from __future__ import annotations

import time
from collections.abc import Callable


class Openness:
    """Ways are named by who takes them: "stream", "edits", a type of block. Shared by all replies; safe from several
    threads. The clock only goes forward, whatever the machine's does."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self._closed_until: dict[str, float] = {}

    def is_open(self, way: str) -> bool:
        return self.clock() >= self._closed_until.get(way, float("-inf"))

    def opens_in(self, way: str) -> float:
        """In how many seconds; 0 where it is open."""
        return max(0.0, self._closed_until.get(way, float("-inf")) - self.clock())

    def close(self, way: str, seconds: float) -> None:
        self._closed_until[way] = self.clock() + seconds
