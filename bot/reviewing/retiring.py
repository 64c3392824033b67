"""Takes what has expired out of the index; no answer came from it since the end of its last day."""

from __future__ import annotations

import logging
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.unwatched import unwatched
from bot.use_cases.keep_knowledge import KeepKnowledge
from knowledge.errors import AlreadyRunning

_log = logging.getLogger(__name__)


class Retiring:
    def __init__(self, keep: KeepKnowledge, zone: ZoneInfo) -> None:
        self._keep = keep
        self._zone = zone

    def attend(self, now: datetime) -> None:
        """A sync that runs already is not waited for: the next minute tries again."""
        try:
            report = self._keep.retire(now.astimezone(self._zone).date(), unwatched(0.0))
        except AlreadyRunning:
            _log.info("what has expired is taken out after the sync that runs now")
            return
        if report.removed:
            _log.info("%d documents have expired and are taken out", len(report.removed))
