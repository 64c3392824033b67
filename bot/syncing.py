"""The sources that are synced by themselves while the bot runs."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from types import TracebackType

from bot.introductions.timekeeper import Duty, Timekeeper
from bot.use_cases.sync_sources import SyncSources
from knowledge.stages import UNTIMED, Stages


class Syncing:
    """Looks each minute for what is due, in a thread of its own, so that a long sync holds up nothing else.

    A sync that is under way when this ends has 20 seconds; what it leaves half done is repaired by the next.
    """

    def __init__(
        self,
        sync_sources: SyncSources,
        clock: Callable[[], datetime],
        first: Sequence[Duty] = (),
        stages: Stages = UNTIMED,
    ) -> None:
        """``first`` are looked after before each look for what is due."""
        self._sync_sources = sync_sources
        self._keeper = Timekeeper([*first, sync_sources.attend], clock, threading.Event(), stages)

    def attend(self) -> None:
        """What is due now, in the thread of the caller."""
        self._keeper.attend()

    def wake(self) -> None:
        """Something may be due now. Harmless before the start."""
        self._keeper.wake()

    def __enter__(self) -> Syncing:
        self._keeper.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._sync_sources.halt()
        self._keeper.close()
