"""Each day is told of once, whenever a digest is sent."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digests.periods import NotNow, Often, Period, period_due
from bot.replies.bars import bars

OSLO = ZoneInfo("Europe/Oslo")
moments = st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(OSLO))


@pytest.mark.parametrize(
    ("moment", "often", "name"),
    [
        ("2026-11-30T08:00", "weekly", "weekly-2026-W49"),
        ("2026-12-02T17:59", "weekly", "weekly-2026-W49"),
        ("2026-11-30T07:59", "weekly", ""),
        ("2026-11-30T18:00", "weekly", ""),
        ("2026-12-03T10:00", "weekly", ""),
        ("2026-12-28T10:00", "weekly", "weekly-2026-W53"),
        ("2027-01-04T10:00", "weekly", "weekly-2027-W01"),
        ("2026-12-01T10:00", "monthly", "monthly-2026-12"),
        ("2026-12-08T10:00", "monthly", ""),
        ("2026-08-01T10:00", "monthly", ""),
    ],
)
def test_digests_are_sent_when_people_work_and_the_period_is_young(moment: str, often: Often, name: str):
    due = period_due(often, datetime.fromisoformat(moment).replace(tzinfo=OSLO), OSLO)
    assert (due.name if isinstance(due, Period) else "") == name


def test_a_month_tells_of_the_month_before_and_of_what_comes():
    due = period_due("monthly", datetime(2026, 3, 2, 9, tzinfo=OSLO), OSLO)
    assert due == Period("monthly-2026-03", date(2026, 2, 1), date(2026, 2, 28), date(2026, 4, 8))


@given(moments, st.sampled_from(["weekly", "monthly"]))
def test_periods_of_one_name_are_the_same_and_follow_each_other_without_a_gap(moment: datetime, often: Often):
    due = period_due(often, moment, OSLO)
    if isinstance(due, NotNow):
        return
    following = {
        later
        for day in range(1, 40)
        if isinstance(later := period_due(often, moment + timedelta(days=day), OSLO), Period)
    } - {due}
    assert due.name not in {one.name for one in following}
    assert min(following, key=lambda one: one.first).first == due.last + timedelta(days=1)
    assert due.last < moment.date() <= due.ahead


def test_the_clock_of_the_cluster_counts_and_not_the_machines():
    monday_in_tromso_is_sunday_in_utc = datetime.fromisoformat("2026-11-29T23:30+00:00")
    assert isinstance(period_due("weekly", monday_in_tromso_is_sunday_in_utc, OSLO), NotNow)
    auckland = ZoneInfo("Pacific/Auckland")
    assert isinstance(period_due("weekly", monday_in_tromso_is_sunday_in_utc, auckland), Period)


def test_bars_are_as_high_as_their_numbers():
    assert bars((0, 7, 3)) == "▁█▄"
    assert bars((0, 0)) == "▁▁"
    assert bars(()) == ""
