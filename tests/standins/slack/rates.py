"""Slack's rate limits: so many calls a minute by the method's tier.

Of the special tier of chat.postMessage, about one a second in a channel with short bursts allowed, no number is
published for bursts: a minute's messages may come at any pace, and the next one has to wait.
"""

import math
from collections import defaultdict, deque

from .clock import Clock
from .facts import METHODS

_WINDOW = 60.0
_PER_MINUTE = {"t1": 1, "t2": 20, "t3": 50, "t4": 100}
_POSTING, _POSTS_A_MINUTE = "chat.postMessage", 60


class Rates:
    """Counts calls by method, and posts by channel, over the last minute of the stand-in's clock."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._calls: dict[tuple[str, str], deque[float]] = defaultdict(deque)

    def wait_before(self, method: str, channel: str = "") -> int | None:
        """Seconds to wait before `method` may be called again; None counts the call and lets it pass."""
        facts = METHODS.get(method)
        most = None if facts is None else _PER_MINUTE.get(facts.tier)
        counted = method, ""
        if method == _POSTING:
            most, counted = _POSTS_A_MINUTE, (method, channel)
        if most is None:
            return None
        now, past = self._clock(), self._calls[counted]
        while past and now - past[0] >= _WINDOW:
            past.popleft()
        if len(past) >= most:
            return max(1, math.ceil(_WINDOW - (now - past[0])))
        past.append(now)
        return None
