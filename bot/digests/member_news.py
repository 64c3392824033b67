"""What is new and what is coming for a member, from what they may read themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.digests.periods import Period
from knowledge.audiences import AudienceRule
from knowledge.calendar.occurrences import Occurrence
from knowledge.directory.directory import Organisation
from knowledge.records.arrivals import Arrival, Arrivals
from knowledge.records.view import View


@dataclass(frozen=True, slots=True)
class MemberNews:
    """``members`` are organisations that joined, the latest first; ``events`` the soonest first; ``documents`` the
    newest first."""

    members: tuple[Organisation, ...] = ()
    events: tuple[Occurrence, ...] = ()
    documents: tuple[Arrival, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.members or self.events or self.documents)


class TellMemberNews:
    """``zone`` is the cluster's. Not covered: who is new in a register that names no day of joining."""

    def __init__(self, view: View, arrivals: Arrivals, rule: AudienceRule, zone: ZoneInfo) -> None:
        self._view = view
        self._arrivals = arrivals
        self._rule = rule
        self._zone = zone

    def __call__(self, audiences: frozenset[str], period: Period, now: datetime) -> MemberNews:
        rows = self._view.rows(audiences)
        end = datetime.combine(period.ahead + timedelta(days=1), time(), self._zone)
        events = [one for one in rows.calendar.between(now, end) if not one.cancelled]
        may_read = self._rule.readable_by(audiences)
        there = rows.directory.members_on(now.astimezone(self._zone).date()).all
        joined = [
            (day, one) for one in there if (day := one.row.joined) and period.first <= day <= period.last
        ]
        return MemberNews(
            tuple(one for _, one in sorted(joined, key=lambda pair: pair[0], reverse=True)),
            tuple(events),
            self._arrivals.since(period.first, period.last, may_read, self._zone),
        )
