"""Threads that work off what waits, so many at a time."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

_log = logging.getLogger(__name__)


class Crew:
    """There are no threads before they are called."""

    def __init__(self, work_next: Callable[[], bool], size: int) -> None:
        """``work_next`` works off the next of what waits, and tells whether there was one."""
        self._work_next = work_next
        self._size = size
        self._changed = threading.Condition()
        self._calls = 0
        self._at_work = 0
        self._is_over = False
        self._threads = ThreadPoolExecutor(size, thread_name_prefix="answers")

    def call(self) -> None:
        """Something may wait."""
        with self._changed:
            self._calls += 1
            if self._is_over or self._at_work == self._size:
                return
            self._at_work += 1
        self._threads.submit(self._work)

    def close(self, seconds: float) -> None:
        """Works off all that waits for ``seconds``, and what is under way then is left alone."""
        with self._changed:
            self._changed.wait_for(lambda: self._at_work == 0, seconds)
            self._is_over = True
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _work(self) -> None:
        while not self._leaves(self._calls):
            pass

    def _leaves(self, calls: int) -> bool:
        """Works off one, and leaves where there was none and nobody has called since."""
        if not self._is_over and self._works():
            return False
        with self._changed:
            if calls != self._calls and not self._is_over:
                return False
            self._at_work -= 1
            self._changed.notify_all()
        return True

    def _works(self) -> bool:
        try:
            return self._work_next()
        except Exception as error:  # noqa: BLE001 - the edge of the thread: what waits goes on waiting
            _log.error("what waits cannot be looked at: %s", type(error).__name__)
            _log.debug("the cause", exc_info=error)
            return False
