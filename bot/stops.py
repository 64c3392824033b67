"""Who asked an answer to stop: noted by thread, and told at once to whoever is writing there."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot.incoming import Incoming

_REMEMBERED = 1_000

Place = tuple[str, str]


class Stops:
    """Safe from several threads. Times are Slack's own, so the machine's clock may jump."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stopped: OrderedDict[Place, float] = OrderedDict()
        self._writing: dict[str, tuple[Incoming, Callable[[], None]]] = {}

    def stop(self, channel: str, thread_ts: str, at: str) -> None:
        """Whatever was asked in this thread before ``at`` needs no answer any more."""
        place = (channel, thread_ts)
        with self._lock:
            self._stopped[place] = max(float(at), self._stopped.pop(place, 0.0))
            while len(self._stopped) > _REMEMBERED:
                self._stopped.popitem(last=False)
            told = [halt for message, halt in self._writing.values() if self._names(message)]
        for halt in told:
            halt()

    @contextmanager
    def watching(self, message: Incoming, halt: Callable[[], None]) -> Iterator[None]:
        """``halt`` is called once the answer to ``message`` is to stop, also where that was said before."""
        with self._lock:
            self._writing[message.event_id] = (message, halt)
            said_before = self._names(message)
        if said_before:
            halt()
        try:
            yield
        finally:
            with self._lock:
                self._writing.pop(message.event_id, None)

    def _names(self, message: Incoming) -> bool:
        return self._stopped.get((message.channel, message.thread.ts), 0.0) > float(message.ts)
