"""Text -> the days and the hours that it names.

Not covered: hours in words ("half past nine"), and days by their weekday alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from knowledge.conflicts.said import Value
from knowledge.reading.dates import DATE, YEAR, read_date

# A leap year, for days that name none.
_NO_YEAR = date(2000, 1, 1)
_A_DATE = re.compile(
    rf"(?<![^\W\d_])(?:(?P<first>\d{{1,2}})\.?\s?[–-]\s?(?P<last>{DATE})|{DATE})", re.IGNORECASE
)
# 8.15 may be a time or a version: a day in figures alone needs its year, or a word before it.
_BARE = re.compile(r"\d{1,2}[./]\d{1,2}\.?")
_BEFORE_DAY = re.compile(r"\b(?:den|innen|dato|date|by|before|før|dag|day)[: ]*$", re.IGNORECASE)
_HALF_DAY = r"(?:\s?(?:a\.?m\.?|p\.?m\.?)(?!\w))?"
_CLOCK = rf"(?:(?:kl\.?|klokk[ae]n?)\s*)?(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?(?!\d|[.,]\d|\s?%){_HALF_DAY}"
_HOURS = re.compile(
    rf"(?<![\w.,/-])(?P<low>{_CLOCK})(?:\s*(?:–|-|til|to|until|og|and)\s*(?P<high>{_CLOCK}))?", re.IGNORECASE
)
_IS_CLOCK = re.compile(r"kl\.?\s*\d|klokk|\d:\d\d|\d\s?[ap]\.?m", re.IGNORECASE)
_PARTS = re.compile(r"(\d{1,2})(?:[.:](\d\d))?\s?([ap])?", re.IGNORECASE)
_NOON = 12


def moments_in(text: str) -> Iterator[Value]:
    days = list(_days(text))
    yield from days
    for value in _hours(text):
        if not any(value.start < day.end and day.start < value.end for day in days):
            yield value


def _days(text: str) -> Iterator[Value]:
    # A date in figures is none before another full stop than that of its sentence.
    for found in _A_DATE.finditer(text.rstrip(".")):
        said = found["last"] or found.group()
        if _BARE.fullmatch(said) and not _BEFORE_DAY.search(text[: found.start()]):
            continue
        try:
            day = read_date(said, _NO_YEAR)
        except ValueError:  # there is no such day
            continue
        if day is None:
            continue
        named = re.search(YEAR, said) is not None or day.year != _NO_YEAR.year
        last = float(day.month * 100 + day.day)
        first = float(day.month * 100 + int(found["first"])) if found["first"] else last
        year = frozenset({str(day.year)}) if named else frozenset[str]()
        yield Value("date", found.group().strip(), *found.span(), min(first, last), last, year)


def _hours(text: str) -> Iterator[Value]:
    """In minutes after midnight."""
    for found in _HOURS.finditer(text):
        if not _IS_CLOCK.search(found.group()):
            continue
        high = found["high"] or found["low"]
        until = _minutes(high, "")
        half = "p" if found["high"] and re.search(r"p\.?m", high, re.IGNORECASE) else ""
        begins = _minutes(found["low"], half if until and _minutes(found["low"], half) < until else "")
        yield Value("time", found.group().strip(), *found.span(), begins, until if found["high"] else begins)


def _minutes(said: str, half: str) -> float:
    """``half`` is that of the other end: "2 to 4 pm" begins in the afternoon."""
    found = _PARTS.search(said)
    assert found is not None
    hour, minute, own = int(found[1]), int(found[2] or 0), (found[3] or half).lower()
    if own == "p" and hour < _NOON:
        hour += _NOON
    return float(hour * 60 + minute)
