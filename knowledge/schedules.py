"""When a source is synced next by itself: by its interval, and after failures later and later."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from knowledge.models import Failure

# What the names of channels begin with.
CHANNELS = "slack:"
_LONGEST_PAUSE = timedelta(days=1)
# So much of a pause at most is added to it, so that sources of one interval do not all come in the same minute.
_SPREAD = 0.1
_MOST_DOUBLINGS = 12


@dataclass(frozen=True, slots=True)
class Planned:
    """A source that is synced by itself; ``source`` is its name as in ``homes``, or that of a channel."""

    source: str
    every: timedelta


@dataclass(frozen=True, slots=True)
class Brought:
    """The knowledge is as the source is now."""


@dataclass(frozen=True, slots=True)
class Missed:
    """The source itself could not be had. Something in it that could not be read does not count as that."""

    reason: str
    mend: str


@dataclass(frozen=True, slots=True)
class Schedule:
    """How a source stands. Times are aware; ``failures`` are those in a row, ``reason`` and ``mend`` of the last.
    ``hastened`` is whether it is due whatever its interval, since something is known to have changed there."""

    source: str
    every: timedelta
    tried: datetime | None = None
    succeeded: datetime | None = None
    failures: int = 0
    reason: str = ""
    mend: str = ""
    hastened: bool = False

    @property
    def due(self) -> datetime | None:
        """When it is synced next; None for at once, since it never was."""
        return self.tried + self._pause() if self.tried else None

    def is_due(self, now: datetime) -> bool:
        return self.hastened or self.due is None or self.due <= now

    def after(self, result: Brought | Missed, at: datetime) -> Schedule:
        if isinstance(result, Brought):
            return replace(self, tried=at, succeeded=at, failures=0, reason="", mend="")
        return replace(self, tried=at, failures=self.failures + 1, reason=result.reason, mend=result.mend)

    def _pause(self) -> timedelta:
        """The interval, doubled with each failure after the first up to a day, and the source's own share more."""
        doublings = min(max(self.failures - 1, 0), _MOST_DOUBLINGS)
        pause = max(self.every, min(self.every * (1 << doublings), _LONGEST_PAUSE))
        return pause + pause * _SPREAD * _share(self.source)


def result_of(source: str, failed: Iterable[Failure]) -> Brought | Missed:
    """How a sync went for one source, by what failed in it."""
    return next((Missed(one.reason, one.mend) for one in failed if one.source == source), Brought())


def channel_source(channel: str) -> str:
    """The name of a channel as a source."""
    return f"{CHANNELS}{channel}"


def _share(source: str) -> float:
    """From 0 to 1, always the same for a source."""
    return int.from_bytes(hashlib.sha256(source.encode()).digest()[:4]) / 0xFFFFFFFF
