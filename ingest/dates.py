"""Dates in a text, Norwegian or English."""

from __future__ import annotations

import re
from datetime import date

from knowledge.reading.calendar_words import MONTHS

MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DATES = re.compile(
    rf"(?P<y>\d{{4}})-(?P<m>\d{{2}})-(?P<d>\d{{2}})"
    rf"|(?P<d2>\d{{1,2}})\.\s?(?P<m2>\d{{1,2}})\.\s?(?P<y2>\d{{4}}|\d{{2}})\b"
    rf"|\b(?P<d3>\d{{1,2}})\.?\s+(?P<m3>{MONTH})\.?,?\s+(?P<y3>\d{{4}})"
    rf"|\b(?P<m4>{MONTH})\.?\s+(?:(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?,?\s+)?(?P<y4>\d{{4}})",
    re.IGNORECASE,
)
_DAYS = ("d", "d2", "d3", "d4")


def find_dates(text: str) -> tuple[date, ...]:
    """Every date in ``text``, Norwegian or English, in order; a month alone is its first day."""
    return tuple(found for match in _DATES.finditer(text) if (found := _date_of(match)) is not None)


def find_days(text: str) -> tuple[date, ...]:
    """Likewise, of those alone that name the day."""
    named = (match for match in _DATES.finditer(text) if any(match[part] for part in _DAYS))
    return tuple(found for match in named if (found := _date_of(match)) is not None)


def _date_of(match: re.Match[str]) -> date | None:
    groups = match.groupdict()
    for suffix in ("", "2", "3", "4"):
        year, month, day = (groups.get(part + suffix) for part in "ymd")
        if year and month:
            number = int(month) if month.isdigit() else MONTHS[month.lower()]
            try:
                return date(int(year) + (2000 if len(year) == 2 else 0), number, int(day or 1))
            except ValueError:
                return None
    return None
