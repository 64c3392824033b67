"""One lock for the whole stand-in, and waiting for something to become true without sleeping."""

import threading
from collections.abc import Callable
from types import TracebackType
from typing import TypeVar

T = TypeVar("T")


class Watch:
    """A re-entrant lock around all state; whoever changes state calls `changed`."""

    def __init__(self) -> None:
        self._condition = threading.Condition(threading.RLock())

    def __enter__(self) -> None:
        self._condition.acquire()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._condition.release()

    def changed(self) -> None:
        with self._condition:
            self._condition.notify_all()

    def wait_for(self, predicate: Callable[[], T | None], timeout: float, describe: Callable[[], str]) -> T:
        """The first true value of `predicate`, looked at after every change. It must not call the API itself.

        Raises AssertionError with `describe()` when `timeout` seconds pass.
        """
        with self._condition:
            value = self._condition.wait_for(predicate, timeout)
            if not value:
                raise AssertionError(f"not seen within {timeout:g} s\n{describe()}")
            return value
