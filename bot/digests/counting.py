"""Monthly figures are kept up to date, so that a year's report is whole though questions are forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta

from knowledge.records.monthly_counts import MonthlyCounts

_EVERY = timedelta(hours=1)


class Counting:
    """Called by one thread."""

    def __init__(self, counts: MonthlyCounts) -> None:
        self._counts = counts
        self._counted: datetime | None = None

    def attend(self, now: datetime) -> None:
        if self._counted is None or now >= self._counted + _EVERY:
            self._counts.bring_up_to_date(now)
            self._counted = now
