"""How much one person is written to: what they have had is compared with what they and the cluster allow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from knowledge.directory.directory import Person
from knowledge.introductions.hours import is_quiet
from knowledge.introductions.notices import Kind
from knowledge.matching.barriers import capacity

OPEN_AT_ONCE = 2
A_MONTH = 3

# ``in_hand``: another thread or replica is about to say it.
Hindrance = Literal[
    "quiet_hours", "one_a_day", "two_open", "month_full", "benched", "paused", "all_paused", "in_hand"
]


@dataclass(frozen=True, slots=True)
class Wait:
    """It may be said later, as far as anybody can tell now."""

    reason: Hindrance


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many introductions a month a person takes part in, and whether they are to be left alone for now."""

    monthly: int = A_MONTH
    paused: bool = False

    @classmethod
    def of(cls, person: Person, day: date) -> Allowance:
        """As the register and the person themselves have it on that day; none without consent."""
        row = person.row
        paused = row.paused_until is not None and day <= row.paused_until
        return cls(min(capacity(person), A_MONTH) if row.consents else 0, paused)


@dataclass(frozen=True, slots=True)
class Traffic:
    """What a person has had: asks that are open, those of this calendar month, and when they last got a message."""

    open_asks: int = 0
    month: int = 0
    last_message: datetime | None = None
    benched: bool = False


def over_limit(traffic: Traffic, monthly: int) -> Literal["two_open", "month_full"] | None:
    if traffic.month >= monthly:
        return "month_full"
    return "two_open" if traffic.open_asks >= OPEN_AT_ONCE else None


def hindrance(
    kind: Kind, traffic: Traffic, allowance: Allowance, now: datetime, zone: ZoneInfo
) -> Hindrance | None:
    """Why this may not be said now; None where it may. A notice to coordinators waits for nothing but the hour."""
    if is_quiet(now, zone):
        return "quiet_hours"
    if kind in ("review", "room"):
        return None
    if allowance.paused and kind != "not_now":
        return "paused"
    if kind == "ask" and (reason := _against_asking(traffic, allowance)):
        return reason
    wrote = traffic.last_message
    if wrote is not None and wrote.astimezone(zone).date() >= now.astimezone(zone).date():
        return "one_a_day"
    return None


def _against_asking(traffic: Traffic, allowance: Allowance) -> Hindrance | None:
    return "benched" if traffic.benched else over_limit(traffic, allowance.monthly)
