"""Calls the broker: every minute, and at once when something was pressed."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime

_log = logging.getLogger(__name__)
_SECONDS = 60.0


class Timekeeper:
    """``attend`` is called in one thread of its own, between ``start`` and ``close``."""

    def __init__(self, attend: Callable[[datetime], None], clock: Callable[[], datetime]) -> None:
        self._attend = attend
        self._clock = clock
        self._wake = threading.Event()
        self._closing = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="timekeeper", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """There may be something to do now. Harmless before the start."""
        self._wake.set()

    def close(self, seconds: float = 20.0) -> None:
        """Finishes what is under way."""
        self._closing.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join(seconds)

    def _run(self) -> None:
        while not self._closing.is_set():
            self._wake.clear()
            try:
                self._attend(self._clock())
            except Exception as error:  # noqa: BLE001 - the edge: the next minute tries again
                _log.error("what is due could not be looked after: %s", type(error).__name__, exc_info=error)
            self._wake.wait(_SECONDS)
