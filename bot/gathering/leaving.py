"""Takes out what was gathered from channels that cluster.toml names no longer, without anybody asking for it."""

from __future__ import annotations

import logging
from datetime import datetime

from bot.unwatched import unwatched
from bot.use_cases.leave_channels import LeaveChannels
from knowledge.errors import AlreadyRunning

_log = logging.getLogger(__name__)


class Leaving:
    def __init__(self, leave_channels: LeaveChannels) -> None:
        self._leave_channels = leave_channels

    def attend(self, now: datetime) -> None:
        """A sync that runs already is not waited for: the next minute tries again."""
        try:
            gone = self._leave_channels.run(unwatched(0.0))
        except AlreadyRunning:
            _log.info("what was gathered from channels that were taken out goes after the sync that runs now")
            return
        if gone:
            _log.info("%d threads of channels that cluster.toml names no longer are taken out", len(gone))
