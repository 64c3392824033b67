"""When people may be written to: working days, outside quiet hours, in the cluster's zone.

Working days are Monday to Friday. Not covered: public holidays.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

OPENS = time(8)
CLOSES = time(18)
_MEETING_TIMES = (time(10), time(13))


def is_working_day(day: date) -> bool:
    return day.weekday() < 5


def is_quiet(now: datetime, zone: ZoneInfo) -> bool:
    """Whether nobody is written to at this moment."""
    local = now.astimezone(zone)
    return not (is_working_day(local.date()) and OPENS <= local.time() < CLOSES)


def same_month(one: datetime, other: datetime, zone: ZoneInfo) -> bool:
    """Whether both are in one calendar month of the cluster."""
    here, there = one.astimezone(zone), other.astimezone(zone)
    return (here.year, here.month) == (there.year, there.month)


def meeting_times(now: datetime, zone: ZoneInfo, count: int) -> tuple[datetime, ...]:
    """Times to propose for a talk: in working hours, on different working days, from the second one after today."""
    days = _working_days(now.astimezone(zone).date() + timedelta(days=1))
    next(days)
    return tuple(
        datetime.combine(next(days), _MEETING_TIMES[place % len(_MEETING_TIMES)], zone)
        for place in range(count)
    )


def _working_days(first: date) -> Iterator[date]:
    day = first
    while True:
        if is_working_day(day):
            yield day
        day += timedelta(days=1)
