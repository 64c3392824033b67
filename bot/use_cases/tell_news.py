"""What is coming and what is new, for one person's Home: from what is stored, without a search."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from knowledge.audiences import AudienceRule
from knowledge.calendar.occurrences import Occurrence
from knowledge.models import SourceInfo
from knowledge.records.catalogue import Catalogue
from knowledge.records.view import View

_EVENTS, _DOCUMENTS = 3, 5
_NEW_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class News:
    """The next events, the soonest first, and the documents of the last thirty days, the newest first."""

    events: tuple[Occurrence, ...] = ()
    documents: tuple[SourceInfo, ...] = ()


class TellNews:
    def __init__(self, view: View, catalogue: Catalogue, rule: AudienceRule) -> None:
        self._view = view
        self._catalogue = catalogue
        self._rule = rule

    def __call__(self, audiences: frozenset[str], now: datetime) -> News:
        events = self._view.rows(audiences).calendar.upcoming(now, limit=_EVENTS, years=1)
        may_read = self._rule.readable_by(audiences)
        dated = [
            (one.updated, one)
            for one in self._catalogue.sources(audiences)
            if one.kind == "documents" and one.updated and may_read(one.source)
        ]
        return News(events, _newest(dated, now.date()))


def _newest(dated: list[tuple[date, SourceInfo]], today: date) -> tuple[SourceInfo, ...]:
    fresh = [(day, one) for day, one in dated if today - _NEW_FOR <= day <= today]
    fresh.sort(key=lambda pair: (pair[0], pair[1].source), reverse=True)
    return tuple(one for _, one in fresh[:_DOCUMENTS])
