"""Who asked an answer to stop: noted by thread, told at once to whoever is writing there, and known after a restart."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from bot.inbox_names import STOPS
from bot.incoming import Incoming
from bot.ports import Inbox

_REMEMBERED = 1_000
# No question that is older is taken up again.
_WORTH_KEEPING = timedelta(hours=12)

Place = tuple[str, str]


class Stops:
    """Safe from several threads. Times are Slack's own, so the machine's clock may jump."""

    def __init__(self, inbox: Inbox, clock: Callable[[], datetime]) -> None:
        self._inbox = inbox
        self._clock = clock
        self._lock = threading.Lock()
        self._stopped: OrderedDict[Place, float] = OrderedDict()
        self._writing: dict[str, tuple[Incoming, Callable[[], None]]] = {}

    def stop(self, channel: str, thread_ts: str, at: str) -> None:
        """Whatever was asked in this thread before ``at`` needs no answer any more."""
        if not self._inbox.take(_name(channel, thread_ts, at), "", self._clock()):
            return
        self._heed(channel, thread_ts, at)

    def listen(self) -> None:
        """Knows what was stopped in an earlier run of the program or at another replica, as long as its questions may
        still be answered or come up again."""
        for event_id in self._inbox.named(STOPS):
            channel, thread_ts, at = event_id.removeprefix(STOPS).split(":")
            if self._clock() - datetime.fromtimestamp(float(at), UTC) > _WORTH_KEEPING:
                self._inbox.done(event_id)
            elif self._known((channel, thread_ts)) < float(at):
                self._heed(channel, thread_ts, at)

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

    def _heed(self, channel: str, thread_ts: str, at: str) -> None:
        self._note((channel, thread_ts), float(at))
        with self._lock:
            told = [halt for message, halt in self._writing.values() if self._names(message)]
        for halt in told:
            halt()

    def _known(self, place: Place) -> float:
        with self._lock:
            return self._stopped.get(place, 0.0)

    def _note(self, place: Place, at: float) -> None:
        with self._lock:
            self._stopped[place] = max(at, self._stopped.pop(place, 0.0))
            while len(self._stopped) > _REMEMBERED:
                self._stopped.popitem(last=False)

    def _names(self, message: Incoming) -> bool:
        return self._stopped.get((message.channel, message.thread.ts), 0.0) > float(message.ts)


def _name(channel: str, thread_ts: str, at: str) -> str:
    return f"{STOPS}{channel}:{thread_ts}:{at}"
