"""Time as the stand-in sees it: a callable that gives seconds since 1970."""

from collections.abc import Callable

Clock = Callable[[], float]


class ManualClock:
    """A clock that stands still until a test moves it."""

    def __init__(self, now: float = 1_790_000_000.0) -> None:
        self._now = now

    def __call__(self) -> float:
        return self._now

    def advance(self, seconds: float) -> None:
        self._now += seconds
