"""How often one person is written to."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from knowledge.directory.directory import Person
from knowledge.introductions.limits import Allowance, Traffic, hindrance
from knowledge.rows import PersonRow
from tests.knowledge.introductions.made import DAY, NOW, OSLO

FREE, ALLOWED = Traffic(), Allowance()
NIGHT = NOW + timedelta(hours=12)


@pytest.mark.parametrize(
    ("traffic", "allowance", "reason"),
    [
        (FREE, ALLOWED, None),
        (Traffic(open_asks=1, month=2), ALLOWED, None),
        (Traffic(open_asks=2), ALLOWED, "two_open"),
        (Traffic(month=3), ALLOWED, "month_full"),
        (Traffic(month=1), Allowance(monthly=1), "month_full"),
        (FREE, Allowance(monthly=0), "month_full"),
        (FREE, Allowance(paused=True), "paused"),
        (Traffic(benched=True), ALLOWED, "benched"),
        (Traffic(last_message=NOW), ALLOWED, "one_a_day"),
        (Traffic(last_message=NOW - timedelta(hours=12)), ALLOWED, None),  # the evening before
    ],
)
def test_an_ask_is_held_back(traffic: Traffic, allowance: Allowance, reason: str | None):
    assert hindrance("ask", traffic, allowance, NOW, OSLO) == reason


def test_nothing_at_all_is_said_at_night():
    for kind in ("review", "ask", "reminder", "room", "not_now", "check_in", "outcome"):
        assert hindrance(kind, FREE, ALLOWED, NIGHT, OSLO) == "quiet_hours"


def test_limits_of_asks_hold_back_no_other_message_but_a_pause_and_one_a_day_do():
    full = Traffic(open_asks=2, month=3, benched=True)
    for kind in ("reminder", "check_in", "outcome", "not_now"):
        assert hindrance(kind, full, ALLOWED, NOW, OSLO) is None
        assert hindrance(kind, Traffic(last_message=NOW), ALLOWED, NOW, OSLO) == "one_a_day"
    assert hindrance("check_in", FREE, Allowance(paused=True), NOW, OSLO) == "paused"
    assert hindrance("not_now", FREE, Allowance(paused=True), NOW, OSLO) is None


@pytest.mark.parametrize(
    ("row", "monthly", "paused"),
    [
        (PersonRow("Ada", consents=True), 1, False),
        (PersonRow("Ada", consents=True, willing=1), 1, False),
        (PersonRow("Ada", consents=True, willing=5), 3, False),
        (PersonRow("Ada", consents=True, willing=0), 0, False),
        (PersonRow("Ada", willing=2), 0, False),
        (PersonRow("Ada", consents=True, willing=2, paused_until=date(2026, 11, 25)), 2, True),
        (PersonRow("Ada", consents=True, willing=2, paused_until=date(2026, 11, 24)), 2, False),
    ],
)
def test_a_row_says_how_much_a_person_allows(row: PersonRow, monthly: int, paused: bool):
    assert Allowance.of(Person(row, (), {}), date(2026, 11, 25)) == Allowance(monthly, paused)


def test_a_day_is_a_calendar_day_of_the_cluster():
    early = NOW.replace(hour=7)  # 8 o'clock in Oslo
    assert hindrance("ask", Traffic(last_message=early - DAY), ALLOWED, early, OSLO) is None
