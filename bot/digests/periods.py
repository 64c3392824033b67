"""Which stretches of time a digest tells of, and when it is sent: days of the cluster's zone, in working hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from knowledge.introductions.hours import is_quiet

Often = Literal["weekly", "monthly"]
# Who was not running on Monday sends until the end of Wednesday; later a week is no news any more.
_LAST_WEEKDAY = 2
_LAST_DAY = 7
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Period:
    """What is new is of ``first`` to ``last``, what is coming of today to ``ahead``; all days inclusive. ``name`` is
    such as weekly-2027-W03 or monthly-2027-01: of the week or month in which it is sent."""

    name: str
    first: date
    last: date
    ahead: date

    def span(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """From the beginning of its first day to the end of its last."""
        return (
            datetime.combine(self.first, time(), zone),
            datetime.combine(self.last + _DAY, time(), zone),
        )


@dataclass(frozen=True, slots=True)
class NotNow:
    """Nothing is sent at this moment."""


def period_due(often: Often, now: datetime, zone: ZoneInfo) -> Period | NotNow:
    """Weekly: Monday to Wednesday; monthly: the first seven days."""
    today = now.astimezone(zone).date()
    if is_quiet(now, zone):
        return NotNow()
    if often == "weekly":
        return _of_week(today) if today.weekday() <= _LAST_WEEKDAY else NotNow()
    return _of_month(today) if today.day <= _LAST_DAY else NotNow()


def _of_week(today: date) -> Period:
    """What is coming reaches into the week after, so that nobody hears of a Monday on that Monday."""
    monday = today - timedelta(days=today.weekday())
    year, week, _ = monday.isocalendar()
    return Period(f"weekly-{year}-W{week:02}", monday - _WEEK, monday - _DAY, monday + 2 * _WEEK - _DAY)


def _of_month(today: date) -> Period:
    first = today.replace(day=1)
    following = first + relativedelta(months=1)
    return Period(f"monthly-{first:%Y-%m}", first - relativedelta(months=1), first - _DAY, following + _WEEK)
