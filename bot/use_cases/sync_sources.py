"""Brings the knowledge in line with its sources: all of them when somebody asks for it, and each when it is due."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from bot.ports import Conversations
from bot.unwatched import unwatched
from bot.use_cases.leave_channels import LeaveChannels
from ingest.sync import Sync, SyncRun
from knowledge.errors import AlreadyRunning, KlyngebotError
from knowledge.records.schedules import NothingDue, Schedules
from knowledge.records.tombstones import Tombstones
from knowledge.reports import SyncReport
from knowledge.schedules import Brought, Missed, Schedule, result_of
from knowledge.stages import UNTIMED, Stages

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Another sync is running: this one is tried again soon, and nothing is wrong."""


class Bringer(Protocol):
    """What syncs sources of one sort."""

    def bring(self, source: str) -> Brought | Missed | Waiting:
        """The one with this name, as it is now. Raises KlyngebotError where the house itself is in trouble."""
        ...


class ConfiguredSources:
    """The sources of cluster.toml, one at a time. What was told from what has changed is forgotten."""

    def __init__(self, sync: Sync, conversations: Conversations) -> None:
        self._sync = sync
        self._conversations = conversations

    def bring(self, source: str) -> Brought | Missed | Waiting:
        try:
            # Who holds the lock may be a long ingest: better to ask again in a minute than to wait here.
            report = self._sync.bring(frozenset({source}), unwatched(0.0))
        except AlreadyRunning:
            return Waiting()
        for path in (*report.changed, *report.removed):
            self._conversations.forget_told_from(path)
        _log.info(
            "%s: %d new, %d changed, %d gone, %d failed",
            source,
            *map(len, (report.added, report.changed, report.removed, report.failed)),
        )
        return result_of(source, report.failed)


class SyncAll:
    """Everything, as somebody asks for it."""

    def __init__(
        self,
        sync: Sync,
        leave: LeaveChannels,
        schedules: Schedules,
        tombstones: Tombstones,
        clock: Callable[[], datetime],
    ) -> None:
        """``schedules`` of sources that are synced by it."""
        self._tombstones = tombstones
        self._sync = sync
        self._leave = leave
        self._schedules = schedules
        self._clock = clock

    def rehearse(self) -> SyncReport:
        """What a run would do now; nothing is written."""
        report, left = self._sync.rehearse(), self._leave.left()
        kept = report.unchanged - len(left)
        return replace(report, removed=(*left, *report.removed), unchanged=kept)

    def run(self, run: SyncRun) -> SyncReport:
        """Counts as a try of all. Raises AlreadyRunning."""
        self._tombstones.lift_returned()
        left = self._leave.run(run)
        report = self._sync.run(run)
        report = replace(report, removed=(*left, *report.removed))
        results = {one.source: result_of(one.source, report.failed) for one in self._schedules.every()}
        self._schedules.note(results, self._clock())
        return report


class SyncSources:
    """Each source when it is due. ``bringers`` by how the names of their sources begin; the longest beginning
    counts."""

    def __init__(
        self,
        schedules: Schedules,
        bringers: Mapping[str, Bringer],
        clock: Callable[[], datetime],
        stages: Stages = UNTIMED,
        synced: Callable[[str], None] = lambda outcome: None,
    ) -> None:
        """``synced`` is told of each try whether the source was brought or missed."""
        self._schedules = schedules
        self._bringers = bringers
        self._clock = clock
        self._stages = stages
        self._synced = synced
        self._halted = threading.Event()

    def attend(self, now: datetime) -> None:
        """What is due, as a duty; ``now`` is not looked at: a sync takes long, and each asks anew what time it is."""
        self.due()

    def due(self) -> None:
        """All that are due now, one after the other; none more is begun after ``halt``."""
        while not self._halted.is_set():
            claimed = self._schedules.claim(self._clock())
            if isinstance(claimed, NothingDue) or not self._brought(claimed):
                return

    def halt(self) -> None:
        self._halted.set()

    def _brought(self, schedule: Schedule) -> bool:
        """Whether it was tried, and the next may be."""
        with self._stages.stage("sync", self._sort(schedule.source)) as stage:
            result = self._result(schedule.source)
            stage.note(outcome=type(result).__name__.lower())
        if isinstance(result, Waiting):
            self._schedules.let_go(schedule)
            return False
        self._synced(type(result).__name__.lower())
        self._schedules.finish(schedule.source, result, self._clock())
        if isinstance(result, Missed):
            _log.warning("%s could not be synced: %s; %s", schedule.source, result.reason, result.mend)
        return True

    def _result(self, source: str) -> Brought | Missed | Waiting:
        try:
            return self._bringer(source).bring(source)
        except KlyngebotError as error:
            return Missed(str(error), "mend that; it is tried again by itself")
        except Exception as error:  # noqa: BLE001 - the edge of a source: its trouble is no other's
            _log.error("%s could not be synced (%s)", source, type(error).__name__)
            _log.debug("the same in full", exc_info=error)
            return Missed(
                f"it could not be synced ({type(error).__name__})",
                "run: klyngebot ingest, and see what it says",
            )

    def _bringer(self, source: str) -> Bringer:
        return self._bringers[self._beginning(source)]

    def _beginning(self, source: str) -> str:
        return max((one for one in self._bringers if source.startswith(one)), key=len)

    def _sort(self, source: str) -> str:
        """What sort of source, for whoever may not know which one."""
        return self._beginning(source).strip(":/") or "configured"
