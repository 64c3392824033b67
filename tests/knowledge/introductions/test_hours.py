"""When people may be written to."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.introductions.hours import is_quiet, meeting_times, same_month
from tests.knowledge.introductions.made import OSLO, next_open

MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))


@pytest.mark.parametrize(
    ("moment", "quiet"),
    [
        ("2026-11-25T08:00", False),
        ("2026-11-25T07:59", True),
        ("2026-11-25T17:59", False),
        ("2026-11-25T18:00", True),
        ("2026-11-28T12:00", True),  # a Saturday
    ],
)
def test_quiet_is_outside_working_hours_of_the_clusters_own_zone(moment: str, quiet: bool):
    at = datetime.fromisoformat(moment).replace(tzinfo=OSLO)
    assert is_quiet(at, OSLO) is quiet
    assert is_quiet(at.astimezone(ZoneInfo("Asia/Tokyo")), OSLO) is quiet


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("2026-11-25T12:00", "2026-11-25T12:00"),
        ("2026-11-25T05:00", "2026-11-25T08:00"),
        ("2026-11-27T18:00", "2026-11-30T08:00"),  # over the weekend
        ("2026-03-28T12:00", "2026-03-30T08:00"),  # clocks go forward on the Sunday
    ],
)
def test_what_comes_in_quiet_hours_waits_for_the_next_working_morning(moment: str, opens: str):
    at = datetime.fromisoformat(moment).replace(tzinfo=OSLO)
    assert next_open(at, OSLO) == datetime.fromisoformat(opens).replace(tzinfo=OSLO)


@given(MOMENTS)
def test_the_next_open_moment_is_open_and_never_behind(moment: datetime):
    opens = next_open(moment, OSLO)
    assert opens >= moment
    assert not is_quiet(opens, OSLO)


@given(MOMENTS)
def test_proposed_times_are_on_different_later_working_days(moment: datetime):
    times = meeting_times(moment, OSLO, 3)
    assert len({time.date() for time in times}) == 3
    assert all(time > moment and not is_quiet(time, OSLO) for time in times)


def test_the_month_is_the_clusters():
    new_year = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    assert same_month(new_year, datetime(2027, 1, 5, tzinfo=UTC), OSLO)
    assert not same_month(new_year, datetime(2026, 12, 5, tzinfo=UTC), OSLO)
