"""Periods with dates in them: from one to another, before or after one, and on one."""

from __future__ import annotations

from datetime import date

from knowledge.reading.calendar_words import MONTHS, one_of
from knowledge.reading.dates import DATE, YEAR, read_date
from knowledge.reading.readers import Found, Readers
from knowledge.reading.stretches import Period, bounded, month_of

READERS = Readers()
_MONTH = one_of(MONTHS)
_BETWEEN, _TO = "mellom|between|fra|frå|from", "og|and|til|to|until|-|–"


@READERS.read(
    rf"(?:(?:{_BETWEEN}|den|the)\s+)?(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th)?\s*"
    rf"(?:(?:og|and|til|to|until)\s+(?:den\s+|the\s+)?|[-–]\s*)(?P<b>\d{{1,2}}(?:\.|st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTH})(?:\s+{YEAR})?)"
)
def _days_of_a_month(match: Found, today: date) -> Period | None:
    last = read_date(match["b"], today)
    return Period(last.replace(day=int(match["day"])), last) if last else None


@READERS.read(
    rf"(?:(?:{_BETWEEN})\s+)?(?P<a>{_MONTH})\s*(?:og|and|til|to|until|-|–)\s*(?P<b>{_MONTH})(?:\s+(?P<year>{YEAR}))?"
)
def _months(match: Found, today: date) -> Period | None:
    """The year stands with the last; a range over New Year begins in the one before. Without it, the coming one."""
    first, last = MONTHS[match["a"].lower()], MONTHS[match["b"].lower()]
    year = int(match["year"]) if match["year"] else today.year + (1 if last < today.month else 0)
    return Period(date(year - (1 if last < first else 0), first, 1), month_of(year, last).last)


@READERS.read(rf"(?:mellom|between|fra|from)\s+(?P<a>{DATE})\s+(?:og|and|til|to|until|-|–)\s+(?P<b>{DATE})")
def _range(match: Found, today: date) -> Period | None:
    first = read_date(match["a"], today)
    return Period(first, read_date(match["b"], first) if first else None) if first else None


@READERS.read(rf"(?:mellom|between|fra|from)\s+(?P<a>{YEAR})\s+(?:og|and|til|to|until|-|–)\s+(?P<b>{YEAR})")
def _years(match: Found, today: date) -> Period:
    return Period(date(int(match["a"]), 1, 1), date(int(match["b"]), 12, 31))


@READERS.read(rf"(?P<how>før|innen|before|by|until|til|etter|after|fra|from|siden|since)\s+(?P<date>{DATE})")
def _from_date(match: Found, today: date) -> Period | None:
    day = read_date(match["date"], today)
    return bounded(match["how"], day, day, today) if day else None


@READERS.read(
    r"(?:innen utgangen av|før utgangen av|by the end of|before the end of)\s+"
    rf"(?:(?P<month>{_MONTH})(?:\s+(?P<year>{YEAR}))?|året|år|the year|this year)"
)
def _by_the_end(match: Found, today: date) -> Period:
    month = MONTHS[match["month"].lower()] if match["month"] else 12
    year = int(match["year"]) if match["year"] else today.year + (1 if month < today.month else 0)
    return Period(today, month_of(year, month).last)


@READERS.read(rf"(?:den\s+|on\s+|the\s+)?(?P<date>{DATE})")
def _on_date(match: Found, today: date) -> Period | None:
    day = read_date(match["date"], today)
    return Period(day, day) if day else None
