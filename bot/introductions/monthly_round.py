"""The round of each month, held when the month is young."""

from __future__ import annotations

import logging
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.languages import Languages
from bot.ports import HoldsRounds
from bot.use_cases.hold_round import HeldNow
from knowledge.introductions.hours import is_quiet
from knowledge.records.notices import Notices

_log = logging.getLogger(__name__)
# Later than this nobody reckons with it any more: a cluster that switches rounds on begins with the next month.
_LAST_DAY = 7


class MonthlyRound:
    def __init__(
        self, hold_round: HoldsRounds, notices: Notices, languages: Languages, zone: ZoneInfo
    ) -> None:
        self._hold_round = hold_round
        self._notices = notices
        self._languages = languages
        self._zone = zone

    def attend(self, now: datetime) -> None:
        """Holds it from the first working day on, within working hours, once. Raises EmbeddingFailed."""
        is_young = now.astimezone(self._zone).day <= _LAST_DAY
        if not is_young or is_quiet(now, self._zone) or self._notices.are_paused():
            return
        held = self._hold_round.hold(now, self._languages.of_all())
        if isinstance(held, HeldNow):
            _log.info("the round of %s: %d introductions begin", held.month, len(held.begun))
