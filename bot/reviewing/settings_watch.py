"""Tells coordinators of a cluster.toml that cannot be used any more, and once it can again."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.client import SLACK_ERRORS
from bot.introductions.coordinators import Coordinators
from bot.post import LetterRefused
from bot.replies.settings_letters import broken_letter, mended_letter
from knowledge.introductions.hours import is_quiet

_log = logging.getLogger(__name__)


class SettingsWatch:
    """``trouble`` says what is wrong with the file as it is now; "" while it holds. A bot does not start with a broken
    one, so what it has told is remembered while it runs; of several replicas one letter arrives, by its mark."""

    def __init__(self, trouble: Callable[[], str], coordinators: Coordinators, zone: ZoneInfo) -> None:
        self._trouble = trouble
        self._coordinators = coordinators
        self._zone = zone
        self._told = ""

    def attend(self, now: datetime) -> None:
        trouble = self._trouble()
        if trouble == self._told or is_quiet(now, self._zone):
            return
        letter = (lambda said: broken_letter(trouble, said)) if trouble else mended_letter
        about = hashlib.sha256((trouble or f"mended: {self._told}").encode()).hexdigest()[:16]
        day = now.astimezone(self._zone).date()
        try:
            self._coordinators.tell(letter, f"settings:{day}:{about}")
        except (LetterRefused, *SLACK_ERRORS) as error:
            _log.warning("coordinators are not told of cluster.toml yet: %s", error)
            return
        self._told = trouble
