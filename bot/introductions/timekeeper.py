"""Looks after what time brings: every minute, and at once when something was pressed."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from datetime import datetime

from knowledge.stages import UNTIMED, Stages

_log = logging.getLogger(__name__)
_SECONDS = 60.0


Duty = Callable[[datetime], None]


class Timekeeper:
    """The duties are called one after the other in a thread of their own, between ``start`` and ``close``."""

    def __init__(
        self,
        duties: Sequence[Duty],
        clock: Callable[[], datetime],
        wake: threading.Event,
        stages: Stages = UNTIMED,
    ) -> None:
        """``wake`` is set by whoever does something after which a duty may be due."""
        self._duties = duties
        self._clock = clock
        self._wake = wake
        self._stages = stages
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

    def attend(self) -> None:
        """All of the duties, once; one that fails does not keep the others."""
        for duty in self._duties:
            try:
                with self._stages.stage("duty", _name(duty)):
                    duty(self._clock())
            except Exception as error:  # noqa: BLE001 - the edge: the next minute tries again
                _log.error("what is due could not be looked after: %s", type(error).__name__)
                _log.debug("the cause", exc_info=error)

    def _run(self) -> None:
        while not self._closing.is_set():
            self._wake.clear()
            self.attend()
            self._wake.wait(_SECONDS)


def _name(duty: Duty) -> str:
    """Whose duty it is."""
    return type(getattr(duty, "__self__", duty)).__name__
