"""Days and stretches of time in a question: "neste uke", "i mars", "uke 12", "before Easter", "hittil i år".

Weeks start on Monday and carry ISO 8601 numbers. A month or a date without a year is the coming one, or the one that
is going on; with a word that looks back ("i fjor", "last") it is the past one. "Neste torsdag" is the first Thursday
after today: people disagree about it, and the answer says the date.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from knowledge.reading.calendar_words import MONTHS, NUMBERS, ORDINALS, SEASONS, WEEKDAYS, one_of
from knowledge.reading.dates import DATE, YEAR, read_date
from knowledge.reading.stretches import (
    DAY,
    Period,
    bounded,
    count_of,
    feast,
    later,
    monday_of,
    month_of,
    step,
    week_of,
    year_of,
)

_MONTH, _WEEKDAY, _SEASON = one_of(MONTHS), one_of(WEEKDAYS), one_of(SEASONS)
_NUMBER = rf"\d{{1,3}}|{one_of(NUMBERS)}"


Found = re.Match[str]
Reader = Callable[[Found, date], Period | None]
_READERS: list[tuple[re.Pattern[str], Reader]] = []


def _reads(pattern: str) -> Callable[[Reader], Reader]:
    """Readers are tried in the order in which they stand here: what says more comes before what says less."""

    def keep(reader: Reader) -> Reader:
        _READERS.append((re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE), reader))
        return reader

    return keep


def read_period(text: str, today: date) -> Period | None:
    """The first period that ``text`` names, as seen from ``today``."""
    for pattern, reader in _READERS:
        for match in pattern.finditer(text):
            found = _safely(reader, match, today)
            if found is not None:
                return Period(found.first, found.last, match.group(0))
    return None


def _safely(reader: Reader, match: Found, today: date) -> Period | None:
    """31 February, week 54 and the year 0 are no days."""
    try:
        return reader(match, today)
    except (ValueError, OverflowError):
        return None


_BACK = re.compile(r"\b(i fjor|last|forrige|sist|siste|hittil|so far|siden|since)\b", re.IGNORECASE)


@_reads(rf"(?:mellom|between|fra|from)\s+(?P<a>{DATE})\s+(?:og|and|til|to|until|-|–)\s+(?P<b>{DATE})")
def _range(match: Found, today: date) -> Period | None:
    first = read_date(match["a"], today)
    return Period(first, read_date(match["b"], first) if first else None) if first else None


@_reads(rf"(?:mellom|between|fra|from)\s+(?P<a>{YEAR})\s+(?:og|and|til|to|until|-|–)\s+(?P<b>{YEAR})")
def _years(match: Found, today: date) -> Period:
    return Period(date(int(match["a"]), 1, 1), date(int(match["b"]), 12, 31))


@_reads(rf"(?P<how>før|innen|before|by|until|til|etter|after|fra|from|siden|since)\s+(?P<date>{DATE})")
def _from_date(match: Found, today: date) -> Period | None:
    day = read_date(match["date"], today)
    return bounded(match["how"], day, day, today) if day else None


@_reads(rf"(?:den\s+|on\s+|the\s+)?(?P<date>{DATE})")
def _on_date(match: Found, today: date) -> Period | None:
    day = read_date(match["date"], today)
    return Period(day, day) if day else None


@_reads(r"hittil i år|så langt i år|so far this year|this year so far|year to date")
def _so_far(match: Found, today: date) -> Period:
    return Period(date(today.year, 1, 1), today)


@_reads(r"resten av (?:året|år)|ut (?:året|år)|rest of (?:the|this) year|remainder of the year")
def _rest_of_year(match: Found, today: date) -> Period:
    return Period(today, date(today.year, 12, 31))


@_reads(r"resten av (?:uka|uken|veka)|rest of (?:the|this) week")
def _rest_of_week(match: Found, today: date) -> Period:
    return Period(today, monday_of(today) + 6 * DAY)


@_reads(r"resten av måneden|rest of (?:the|this) month")
def _rest_of_month(match: Found, today: date) -> Period:
    return Period(today, month_of(today.year, today.month).last)


_FEASTS = (
    r"jul|jula|julen|christmas|xmas|påske|påska|påsken|easter|nyttår|new year'?s?"
    r"|sommeren|sommerferien|the summer|summer"
)


@_reads(rf"(?P<how>før|innen|before|by|etter|after)\s+(?P<feast>{_FEASTS})")
def _around_feast(match: Found, today: date) -> Period:
    first, last = feast(match["feast"].lower(), today)
    return bounded(match["how"], first, last, today)


@_reads(r"(?:i )?romjul(?:a|en)?|between christmas and new year")
def _after_christmas(match: Found, today: date) -> Period:
    return Period(date(today.year, 12, 27), date(today.year, 12, 31))


@_reads(r"(?P<day>i dag|idag|today|i kveld|tonight|i morgen|imorgen|tomorrow|i overmorgen|i går|yesterday)")
def _near_day(match: Found, today: date) -> Period:
    steps = {"i morgen": 1, "imorgen": 1, "tomorrow": 1, "i overmorgen": 2, "i går": -1, "yesterday": -1}
    day = today + steps.get(match["day"].lower(), 0) * DAY
    return Period(day, day)


@_reads(
    rf"(?:de|dei|the|i løpet av de|within the|in the|over the)?\s*(?:neste|nærmeste|kommende|next|coming|following)\s+"
    rf"(?P<n>{_NUMBER})\s+(?P<unit>dager|dagene|dagar|days?|uker|ukene|veker|weeks?|måneder|månedene|månader|months?)"
)
def _coming(match: Found, today: date) -> Period:
    return Period(today, later(today, count_of(match["n"]), match["unit"]))


@_reads(
    rf"(?:de|dei|the|in the|over the)?\s*(?:siste|forrige|last|past)\s+(?P<n>{_NUMBER})\s+"
    r"(?P<unit>dager|dagene|days?|uker|ukene|weeks?|måneder|månedene|months?)"
)
def _past(match: Found, today: date) -> Period:
    return Period(later(today, -count_of(match["n"]), match["unit"]), today)


@_reads(
    rf"(?:om|in)\s+(?P<n>{_NUMBER})\s+(?P<unit>dager|dag|days?|uker|uke|weeks?|måneder|måned|months?)(?:\s+time)?"
)
def _after_some(match: Found, today: date) -> Period:
    day = later(today, count_of(match["n"]), match["unit"])
    if match["unit"].lower().startswith(("dag", "day")):
        return Period(day, day)
    return week_of(day) if match["unit"].lower().startswith(("u", "w")) else month_of(day.year, day.month)


@_reads(
    r"(?P<which>denne|this|neste|kommende|next|forrige|last|i|over|the|til)\s+(?:uke|uka|uken|veke|week)?(?:helg|helga|helgen|weekend)"
)
def _weekend(match: Found, today: date) -> Period:
    saturday = monday_of(today) + (5 + 7 * step(match["which"])) * DAY
    return Period(saturday, saturday + DAY)


@_reads(
    rf"(?:uke|veke|week)\s+(?:nr\.?\s*|number\s+|no\.?\s*)?(?P<n>\d{{1,2}})(?:[\s,]+(?:i\s+|in\s+|of\s+)?(?P<year>{YEAR}))?"
)
def _numbered_week(match: Found, today: date) -> Period:
    number = int(match["n"])
    if match["year"]:
        return week_of(date.fromisocalendar(int(match["year"]), number, 1))
    week = week_of(date.fromisocalendar(today.isocalendar().year, number, 1))
    passed = week.last is not None and week.last < today and not _BACK.search(match.string)
    return week_of(date.fromisocalendar(today.isocalendar().year + 1, number, 1)) if passed else week


@_reads(r"(?P<which>denne|i|this|neste|kommende|next|forrige|sist|last)\s+(?:uke|uka|uken|veke|veka|week)")
def _near_week(match: Found, today: date) -> Period:
    return week_of(today + 7 * step(match["which"]) * DAY)


@_reads(
    r"(?P<which>denne|this|inneværende|neste|kommende|next|forrige|sist|last)\s+(?:måned|måneden|månad|month)"
)
def _near_month(match: Found, today: date) -> Period:
    months = today.year * 12 + today.month - 1 + step(match["which"])
    return month_of(months // 12, months % 12 + 1)


@_reads(
    rf"(?:(?P<word>{one_of(ORDINALS)})\s+(?:kvartal|quarter)|q(?P<digit>[1-4]))(?:[\s,]+(?:i\s+|in\s+|of\s+)?(?P<year>{YEAR}))?"
)
def _quarter(match: Found, today: date) -> Period:
    number = int(match["digit"] or 0) or ORDINALS[match["word"].lower()]
    year = int(match["year"] or 0) or today.year + (1 if 3 * number < today.month else 0)
    return Period(date(year, 3 * number - 2, 1), month_of(year, 3 * number).last)


@_reads(
    rf"(?:i |in |på )?(?P<month>(?<!\d\. )(?<!\d )(?:{_MONTH}))\.?"
    rf"(?:\s+(?:i\s+)?(?P<year>{YEAR}|i fjor|neste år|last year|next year|i år|this year))?"
)
def _named_month(match: Found, today: date) -> Period | None:
    # "May" is a verb too, and "mar", "des" are other words: a month is said with "i", "in" or a year, or in full.
    word = match["month"].lower()
    alone = match.group(0).lower() == word
    if alone and (
        (len(word) <= 4 and not match.group(0)[0].isupper()) or (word == "may" and match.start() == 0)
    ):
        return None
    number = MONTHS[word]
    if match["year"]:
        return month_of(year_of(match["year"], today), number)
    year = today.year + (1 if number < today.month else 0)
    return month_of(year - 1 if _BACK.search(match.string) and number > today.month else year, number)


@_reads(
    rf"(?:i |in |til |denne |this |neste |next |om |på |the )*(?P<season>{_SEASON})"
    rf"(?:\s+(?:i\s+|of\s+)?(?P<year>{YEAR}))?"
)
def _season(match: Found, today: date) -> Period:
    first, last = SEASONS[match["season"].lower()]
    year = int(match["year"] or 0) or today.year + (1 if last < today.month and last >= first else 0)
    end = month_of(year + (1 if last < first else 0), last).last
    return Period(date(year, first, 1), end)


@_reads(
    rf"(?:på|on|førstkommende|kommende|neste|next|coming|this|denne)\s+(?P<day>{_WEEKDAY})(?:en|s)?|(?P<bare>{_WEEKDAY})"
)
def _weekday(match: Found, today: date) -> Period:
    wanted = WEEKDAYS[(match["day"] or match["bare"]).lower()]
    ahead = (wanted - today.weekday()) % 7
    later = ahead or (7 if re.match(r"neste|next|kommende|coming", match.group(0), re.IGNORECASE) else 0)
    return Period(today + later * DAY, today + later * DAY)


@_reads(rf"(?P<how>før|innen|before|etter|after|fra|from|siden|since)\s+(?P<year>{YEAR})")
def _from_year(match: Found, today: date) -> Period:
    first, last = date(int(match["year"]), 1, 1), date(int(match["year"]), 12, 31)
    return bounded(match["how"], first, last, date.min)


@_reads(
    rf"(?:i |in |i løpet av |during )(?P<year>{YEAR})|(?P<which>i år|this year|i fjor|last year|neste år|next year)"
)
def _whole_year(match: Found, today: date) -> Period:
    year = year_of(match["year"] or match["which"], today)
    return Period(date(year, 1, 1), date(year, 12, 31))


@_reads(r"i måneden som kommer|framover|fremover|i tiden fremover|upcoming|coming up|ahead")
def _from_now(match: Found, today: date) -> Period:
    return Period(today, None)
