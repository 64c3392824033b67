"""What is coming and what is new, for one person's Home: from what is stored, without a search."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from knowledge.audiences import AudienceRule
from knowledge.calendar.occurrences import Occurrence
from knowledge.records.arrivals import Arrival, Arrivals
from knowledge.records.view import View

_EVENTS, _DOCUMENTS = 3, 5
_NEW_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class News:
    """The next events, the soonest first, and the documents of the last thirty days, the newest first."""

    events: tuple[Occurrence, ...] = ()
    documents: tuple[Arrival, ...] = ()


class TellNews:
    """``zone`` is the cluster's."""

    def __init__(self, view: View, arrivals: Arrivals, rule: AudienceRule, zone: ZoneInfo) -> None:
        self._view = view
        self._arrivals = arrivals
        self._rule = rule
        self._zone = zone

    def __call__(self, audiences: frozenset[str], now: datetime) -> News:
        events = self._view.rows(audiences).calendar.upcoming(now, limit=_EVENTS, years=1)
        today = now.astimezone(self._zone).date()
        may_read = self._rule.readable_by(audiences)
        return News(events, self._arrivals.since(today - _NEW_FOR, today, may_read, self._zone)[:_DOCUMENTS])
