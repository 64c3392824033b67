"""Periods as seen from today: "i morgen", "neste uke", "the next three weeks", "hittil i år"."""

from __future__ import annotations

import re
from datetime import date

from knowledge.reading.calendar_words import NUMBERS, WEEKDAYS, one_of
from knowledge.reading.dates import YEAR
from knowledge.reading.readers import Found, Readers
from knowledge.reading.stretches import DAY, Period, count_of, later, monday_of, month_of, step, week_of

READERS = Readers()
_WEEKDAY = one_of(WEEKDAYS)
_NUMBER = rf"\d{{1,3}}|{one_of(NUMBERS)}"
_BACK = re.compile(r"\b(i fjor|last|forrige|sist|siste|hittil|so far|siden|since)\b", re.IGNORECASE)


@READERS.read(r"hittil i år|så langt i år|so far this year|this year so far|year to date")
def _so_far(match: Found, today: date) -> Period:
    return Period(date(today.year, 1, 1), today)


@READERS.read(r"(?:hittil|så langt) (?:denne måneden|i måneden)|so far this month")
def _month_so_far(match: Found, today: date) -> Period:
    return Period(today.replace(day=1), today)


@READERS.read(r"resten av (?:året|år)|ut (?:året|år)|rest of (?:the|this) year|remainder of the year")
def _rest_of_year(match: Found, today: date) -> Period:
    return Period(today, date(today.year, 12, 31))


@READERS.read(r"resten av (?:uka|uken|veka)|rest of (?:the|this) week")
def _rest_of_week(match: Found, today: date) -> Period:
    return Period(today, monday_of(today) + 6 * DAY)


@READERS.read(r"resten av måneden|rest of (?:the|this) month")
def _rest_of_month(match: Found, today: date) -> Period:
    return Period(today, month_of(today.year, today.month).last)


_NEAR_DAYS = {
    name: steps
    for names, steps in (
        ("i går|yesterday", -1),
        ("i dag|idag|today|i kveld|tonight|this evening", 0),
        ("i morgen|imorgen|i morgon|imorgon|tomorrow", 1),
        ("i overmorgen|i overmorgon|day after tomorrow", 2),
    )
    for name in names.split("|")
}


@READERS.read(rf"(?:the )?(?P<day>{one_of(_NEAR_DAYS)})")
def _near_day(match: Found, today: date) -> Period:
    day = today + _NEAR_DAYS[match["day"].lower()] * DAY
    return Period(day, day)


@READERS.read(
    rf"(?:de|dei|the|i løpet av de|within the|in the|over the)?\s*(?:neste|nærmeste|kommende|next|coming|following)\s+"
    rf"(?P<n>{_NUMBER})\s+(?P<unit>dager|dagene|dagar|days?|uker|ukene|veker|weeks?|måneder|månedene|månader|months?)"
)
def _coming(match: Found, today: date) -> Period:
    return Period(today, later(today, count_of(match["n"]), match["unit"]))


@READERS.read(
    rf"(?:de|dei|the|in the|over the)?\s*(?:siste|forrige|last|past)\s+(?P<n>{_NUMBER})\s+"
    r"(?P<unit>dager|dagene|days?|uker|ukene|weeks?|måneder|månedene|months?)"
)
def _past(match: Found, today: date) -> Period:
    return Period(later(today, -count_of(match["n"]), match["unit"]), today)


@READERS.read(
    rf"(?:om|in)\s+(?P<n>{_NUMBER})\s+(?P<unit>dager|dag|days?|uker|uke|weeks?|måneder|måned|months?)(?:\s+time)?"
)
def _after_some(match: Found, today: date) -> Period:
    day = later(today, count_of(match["n"]), match["unit"])
    if match["unit"].lower().startswith(("dag", "day")):
        return Period(day, day)
    return week_of(day) if match["unit"].lower().startswith(("u", "w")) else month_of(day.year, day.month)


@READERS.read(
    r"(?P<which>denne|this|neste|kommende|next|forrige|last|i|over|the|til)\s+(?:uke|uka|uken|veke|week)?(?:helg|helga|helgen|weekend)"
)
def _weekend(match: Found, today: date) -> Period:
    saturday = monday_of(today) + (5 + 7 * step(match["which"])) * DAY
    return Period(saturday, saturday + DAY)


@READERS.read(
    rf"(?:på |on |the )?(?P<day>{_WEEKDAY})(?:en|s)?\s+(?:i |in |of )?"
    r"(?:(?P<near>neste|next|denne|this)\s+(?:uke|veke|week)|(?:uke|veke|week)\s+(?P<n>\d{1,2}))"
)
def _day_of_a_week(match: Found, today: date) -> Period:
    return _weekday_in(match["day"], match["near"], match["n"], today)


@READERS.read(
    rf"(?:(?P<near>neste|next|denne|this)\s+(?:uke|veke|week)|(?:uke|veke|week)\s+(?P<n>\d{{1,2}}))"
    rf",?\s+(?:på |on )?(?P<day>{_WEEKDAY})(?:en|s)?"
)
def _a_weeks_day(match: Found, today: date) -> Period:
    return _weekday_in(match["day"], match["near"], match["n"], today)


def _weekday_in(day: str, near: str | None, number: str | None, today: date) -> Period:
    """ "Torsdag neste uke", "Thursday of week 12"; the coming week of that number."""
    monday = monday_of(today) + 7 * step(near or "") * DAY
    if number:
        monday = date.fromisocalendar(today.isocalendar().year, int(number), 1)
        passed = monday + 6 * DAY < today
        monday = date.fromisocalendar(monday.year + 1, int(number), 1) if passed else monday
    wanted = monday + WEEKDAYS[day.lower()] * DAY
    return Period(wanted, wanted)


@READERS.read(
    rf"(?:uke|veke|week)\s+(?:nr\.?\s*|number\s+|no\.?\s*)?(?P<n>\d{{1,2}})(?:[\s,]+(?:i\s+|in\s+|of\s+)?(?P<year>{YEAR}))?"
)
def _numbered_week(match: Found, today: date) -> Period:
    number = int(match["n"])
    if match["year"]:
        return week_of(date.fromisocalendar(int(match["year"]), number, 1))
    week = week_of(date.fromisocalendar(today.isocalendar().year, number, 1))
    passed = week.last is not None and week.last < today and not _BACK.search(match.string)
    return week_of(date.fromisocalendar(today.isocalendar().year + 1, number, 1)) if passed else week


@READERS.read(r"(?:uka|uken|veka|the week) (?:etter neste|after next)(?: uke| week)?|week after next")
def _week_after_next(match: Found, today: date) -> Period:
    return week_of(today + 14 * DAY)


@READERS.read(
    r"(?P<which>denne|i|this|neste|kommende|next|forrige|sist|last)\s+(?:uke|uka|uken|veke|veka|week)"
)
def _near_week(match: Found, today: date) -> Period:
    return week_of(today + 7 * step(match["which"]) * DAY)


@READERS.read(
    r"(?P<which>denne|this|inneværende|neste|kommende|next|forrige|sist|last)\s+(?:måned|måneden|månad|month)"
)
def _near_month(match: Found, today: date) -> Period:
    months = today.year * 12 + today.month - 1 + step(match["which"])
    return month_of(months // 12, months % 12 + 1)
