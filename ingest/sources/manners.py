"""How a site wants to be asked: with pauses between requests, and not again before the time that it names."""

from __future__ import annotations

import time
from collections.abc import Callable

# A site that asks for longer pauses than this gets these: a sync of a thousand pages would take all day.
_LONGEST_PAUSE = 10.0
# Without a wish of its own, a site rests as long as it worked, but no longer than this.
_LONGEST_REST = 1.0


class Manners:
    """Of one run, for all its sites. ``wait`` waits so many seconds; ``clock`` goes forward, in seconds."""

    def __init__(
        self, wait: Callable[[float], None] = time.sleep, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._wait = wait
        self._clock = clock
        self._wished: dict[str, float] = {}
        self._ready: dict[str, float] = {}
        self._begun = 0.0
        self._turned_away: set[str] = set()

    def wishes(self, site: str, pause: float) -> None:
        """The site's robots.txt asks for ``pause`` seconds between requests."""
        self._wished[site] = min(pause, _LONGEST_PAUSE)

    def begin(self, site: str) -> None:
        """Waits until the site may be asked again."""
        rest = self._ready.get(site, 0.0) - self._clock()
        if rest > 0:
            self._wait(rest)
        self._begun = self._clock()

    def end(self, site: str) -> None:
        """The site has answered, or has not."""
        now = self._clock()
        rest = self._wished.get(site, min(now - self._begun, _LONGEST_REST))
        self._ready[site] = now + rest

    def turn_away(self, site: str) -> None:
        """The site asks to be left alone for a while: it is not asked again in this run."""
        self._turned_away.add(site)

    def may_ask(self, site: str) -> bool:
        return site not in self._turned_away
