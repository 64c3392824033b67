"""Keeps this replica counted among the living, and takes up what others left in the inbox."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from datetime import datetime

from bot.ports import Inbox, Living
from knowledge.errors import KlyngebotError

_log = logging.getLogger(__name__)
# Several times within what a replica is believed for.
_SECONDS = 3.0

Left = Sequence[tuple[str, str]]


class Attendance:
    """In a thread of its own between ``start`` and ``close``."""

    def __init__(
        self,
        living: Living,
        inbox: Inbox,
        clock: Callable[[], datetime],
        take_up: Callable[[Left], None],
        listen: Callable[[], None],
    ) -> None:
        """``take_up`` is told (event id, payload) of what is this replica's now, and was not in line; ``listen`` is
        called each time, for what others have taken in and this one should know, or may work on."""
        self._living = living
        self._inbox = inbox
        self._clock = clock
        self._take_up = take_up
        self._listen = listen
        self._closing = threading.Event()
        self._thread: threading.Thread | None = None

    def resume(self) -> None:
        """Takes up again what an earlier run of this replica did not finish, and what others left."""
        self._living.attend(self._clock())
        self._inbox.take_over(self._clock())
        self._inbox.put_back()
        self._inbox.put_back_left(self._clock())
        self._take_up(self._inbox.pending())
        self._listen()

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="attendance", daemon=True)
        self._thread.start()

    def attend(self) -> None:
        """Once."""
        self._living.attend(self._clock())
        self._inbox.put_back_left(self._clock())
        self._listen()
        if left := self._inbox.take_over(self._clock()):
            _log.warning("%d events that another replica left are taken up", len(left))
            self._take_up(left)

    def close(self) -> None:
        """What is still in hand is the others' from now on; where the records are away, once this one is missed."""
        self._closing.set()
        if self._thread is not None:
            self._thread.join()
        try:
            self._living.leave()
        except KlyngebotError as error:
            _log.warning("the other replicas hear of the end a few seconds later: %s", error)

    def _run(self) -> None:
        while not self._closing.wait(_SECONDS):
            try:
                self.attend()
            except Exception as error:  # noqa: BLE001 - the edge: the records may be back at the next try
                _log.error("the other replicas are not told that this one is alive: %s", type(error).__name__)
                _log.debug("the cause", exc_info=error)
