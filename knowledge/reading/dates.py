"""A date as people write it: 2027-03-04, 04.03.2027, 4. mars 2027, March 4th, torsdag 4. mars, 4/3."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from knowledge.reading.calendar_words import MONTHS, WEEKDAYS, one_of

YEAR = r"(?:19|20)\d\d"
# Beyond these a window of days around them may leave what a clock can tell.
YEARS = range(1000, 3000)
_MONTH = one_of(MONTHS)
DATE = (
    rf"(?:(?:{one_of(WEEKDAYS)})\s+(?:den\s+|the\s+)?)?"
    r"(?:\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d\d)(?![.\d])|(?<![\d.])\d{1,2}[./]\d{1,2}(?!\.?\d)\.?"
    rf"|\d{{1,2}}(?:\.|st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTH})(?:\s+{YEAR})?"
    rf"|(?:{_MONTH})\s+\d{{1,2}}(?:st|nd|rd|th)?(?!\d)(?:,?\s+{YEAR})?)"
)


def read_date(text: str, today: date) -> date | None:
    """The first date in ``text``; without a year the coming one, today included. Raises ValueError for 31 February, and
    for a year beyond ``YEARS``."""
    day = next(_dates(text, today), None)
    if day and day.year not in YEARS:
        raise ValueError(f"no calendar reaches {day.year}")
    return day


def _dates(text: str, today: date) -> Iterator[date]:
    text = text.lower()
    if match := re.search(r"(\d{4})-(\d\d)-(\d\d)", text):
        yield date(int(match[1]), int(match[2]), int(match[3]))
    elif match := re.search(rf"(\d{{1,2}})(?:\.|st|nd|rd|th)?\s+(?:of\s+)?({_MONTH})(?:\s+({YEAR}))?", text):
        yield _dated(int(match[1]), MONTHS[match[2]], match[3], today)
    elif match := re.search(rf"({_MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+({YEAR}))?", text):
        yield _dated(int(match[2]), MONTHS[match[1]], match[3], today)
    elif match := re.search(r"(\d{1,2})[./](\d{1,2})(?:[./](\d{4}|\d\d))?", text):
        yield _dated(int(match[1]), int(match[2]), match[3], today)


def _dated(day: int, month: int, year: str | None, today: date) -> date:
    """Without a year: the coming one, today included."""
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    this = date(today.year, month, day)
    return this if this >= today else date(today.year + 1, month, day)
