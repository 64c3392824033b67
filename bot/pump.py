"""Runs an iterator in a thread of its own, so that a slow reader does not hold it up and can be called away from it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Generator, Iterator
from contextlib import closing
from contextvars import copy_context
from typing import Generic, TypeVar

_log = logging.getLogger(__name__)

T = TypeVar("T")


class Pump(Generic[T]):
    """For one reader. ``halt`` may be called from any thread."""

    def __init__(self, items: Generator[T, None, None]) -> None:
        self._items = items
        self._changed = threading.Condition()
        self._waiting: list[T] = []
        self._ended = False
        self._halted = False
        self._left = False
        self.error: Exception | None = None
        self._thread = threading.Thread(
            target=copy_context().run, args=(self._run,), name="pump", daemon=True
        )

    @property
    def is_halted(self) -> bool:
        return self._halted

    def halt(self) -> None:
        """The reader gets no more, and the iterator is closed as soon as it comes up for air."""
        with self._changed:
            self._halted = True
            self._changed.notify_all()

    def batches(self) -> Iterator[list[T]]:
        """All that came since the last batch, again and again. What the iterator raised is in ``error`` after them."""
        self._thread.start()
        try:
            while batch := self._next():
                yield batch
        finally:
            self._left = True

    def _next(self) -> list[T]:
        """Nothing once it has ended or is halted."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._ended or self._halted)
            batch, self._waiting = ([] if self._halted else self._waiting), []
            return batch

    def _run(self) -> None:
        try:
            with closing(self._items):
                for item in self._items:
                    if not self._give(item):
                        return
        except Exception as error:  # noqa: BLE001 - the edge of the thread: the reader finds it
            _log.debug("an error is handed to the reader", exc_info=error)
            self.error = error
        finally:
            with self._changed:
                self._ended = True
                self._changed.notify_all()

    def _give(self, item: T) -> bool:
        with self._changed:
            self._waiting.append(item)
            self._changed.notify_all()
            return not (self._halted or self._left)
