"""A sync that nobody watches: on behalf of a press or of the clock."""

from __future__ import annotations

import logging

from ingest.sync import SyncRun

_log = logging.getLogger(__name__)


class _Unwatched:
    def start(self, total_bytes: int) -> None:
        """Nobody sees it."""

    def enter(self, path: str, size: int) -> None:
        """Nobody sees it."""

    def embedded(self, done: int, of: int) -> None:
        """Nobody sees it."""


def unwatched(wait_seconds: float) -> SyncRun:
    """Raises AlreadyRunning, when it is run, where another sync does not finish in time."""
    return SyncRun(_Unwatched(), lambda: _log.info("another sync is running"), wait_seconds)
