"""Stretches of days, and the arithmetic of weeks, months and feasts."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.easter import easter

from knowledge.reading.calendar_words import NUMBERS

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """From ``first`` to ``last``, both included; None = open at that side. ``words`` is how the question says it."""

    first: date | None
    last: date | None
    words: str = ""

    def holds(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def within(self, other: Period) -> Period:
        """What both hold; this one where they have no day in common."""
        first = max(filter(None, (self.first, other.first)), default=None)
        last = min(filter(None, (self.last, other.last)), default=None)
        if first and last and first > last:
            return self
        return Period(first, last, f"{self.words} {other.words}")


def bounded(how: str, first: date, last: date, today: date) -> Period:
    """Before ``first``, after ``last``, or from ``first`` on; what lies ahead starts today."""
    match how.lower():
        case "før" | "before":
            return Period(None if today == date.min else today, first - DAY)
        case "innen" | "by" | "until" | "til":
            return Period(None if today == date.min else today, last)
        case "etter" | "after":
            return Period(last + DAY, None)
        case _:
            return Period(first, None)


def feast(word: str, today: date) -> tuple[date, date]:
    if word.startswith(("jul", "christmas", "xmas")):
        return date(today.year, 12, 24), date(today.year, 12, 26)
    if word.startswith(("ny", "new")):
        return date(today.year + 1, 1, 1), date(today.year, 12, 31)
    if word.startswith(("påsk", "easter")):
        year = today.year if easter(today.year) >= today else today.year + 1
        return easter(year), easter(year) + DAY
    year = today.year if today.month <= 8 else today.year + 1
    return date(year, 6, 21), date(year, 8, 15)


def step(which: str) -> int:
    return {"neste": 1, "kommende": 1, "next": 1, "forrige": -1, "sist": -1, "last": -1}.get(which.lower(), 0)


def monday_of(day: date) -> date:
    return day - day.weekday() * DAY


def week_of(day: date) -> Period:
    return Period(monday_of(day), monday_of(day) + 6 * DAY)


def month_of(year: int, month: int) -> Period:
    return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def count_of(number: str) -> int:
    return int(number) if number.isdigit() else NUMBERS[number.lower()]


def later(day: date, count: int, unit: str) -> date:
    unit = unit.lower()
    if unit.startswith(("u", "v", "w")):
        return day + 7 * count * DAY
    if unit.startswith("m"):
        months = day.year * 12 + day.month - 1 + count
        year, month = months // 12, months % 12 + 1
        return date(year, month, min(day.day, monthrange(year, month)[1]))
    return day + count * DAY


def year_of(words: str, today: date) -> int:
    steps = {"i fjor": -1, "last year": -1, "neste år": 1, "next year": 1, "i år": 0, "this year": 0}
    return today.year + steps[words.lower()] if words.lower() in steps else int(words)
