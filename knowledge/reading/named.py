"""Periods with a name: quarters, months and their parts, seasons, days of the week, years."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from knowledge.reading.calendar_words import MONTHS, ORDINALS, SEASONS, WEEKDAYS, one_of
from knowledge.reading.dates import YEAR
from knowledge.reading.readers import Found, Readers
from knowledge.reading.stretches import DAY, Period, bounded, month_of, year_of

READERS = Readers()
_MONTH, _WEEKDAY, _SEASON = one_of(MONTHS), one_of(WEEKDAYS), one_of(SEASONS)
_BACK = re.compile(r"\b(i fjor|last|forrige|sist|siste|hittil|so far|siden|since)\b", re.IGNORECASE)
# The first ten days, the next ten, and the rest.
_PARTS = {
    "beg": (1, 10),
    "ear": (1, 10),
    "sta": (1, 10),
    "mid": (11, 20),
    "slu": (21, 31),
    "end": (21, 31),
    "lat": (21, 31),
}


@READERS.read(
    rf"(?:(?P<word>{one_of(ORDINALS)})\s+(?:kvartal|quarter)|q(?P<digit>[1-4]))(?:[\s,]+(?:i\s+|in\s+|of\s+)?(?P<year>{YEAR}))?"
)
def _quarter(match: Found, today: date) -> Period:
    number = int(match["digit"] or 0) or ORDINALS[match["word"].lower()]
    year = int(match["year"] or 0) or today.year + (1 if 3 * number < today.month else 0)
    return Period(date(year, 3 * number - 2, 1), month_of(year, 3 * number).last)


@READERS.read(
    r"(?:(?P<word>første|andre|first|second) (?:halvår|halvdel|half)(?: (?:of|av) (?:the year|året))?|h(?P<digit>[12]))"
    rf"(?:[\s,]+(?:i\s+|in\s+|of\s+|av\s+)?(?P<year>{YEAR}))?"
)
def _half(match: Found, today: date) -> Period:
    number = int(match["digit"] or 0) or ORDINALS[match["word"].lower()]
    year = int(match["year"] or 0) or today.year + (1 if 6 * number < today.month else 0)
    return Period(date(year, 6 * number - 5, 1), month_of(year, 6 * number).last)


@READERS.read(
    r"(?:i |in |at |the )*(?P<part>begynnelsen|starten|midten|slutten|early|mid|late|beginning|start|middle|end)"
    r"[\s-]+(?:av\s+|of\s+|i\s+)?"
    rf"(?P<month>{_MONTH})(?:\s+(?P<year>{YEAR}))?"
)
def _part_of_month(match: Found, today: date) -> Period:
    number = MONTHS[match["month"].lower()]
    year = int(match["year"] or 0) or today.year + (1 if number < today.month else 0)
    first, last = _PARTS[match["part"].lower()[:3]]
    return Period(date(year, number, first), date(year, number, min(last, monthrange(year, number)[1])))


@READERS.read(
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


@READERS.read(
    rf"(?:(?:i |in |til |denne |this |neste |next |om |på |the )+(?P<season>{_SEASON})"
    r"|(?P<definite>våren|sommeren|høsten|vinteren)"
    rf"|(?P<alone>{_SEASON})(?=\s+{YEAR}))(?:\s+(?:i\s+|of\s+)?(?P<year>{YEAR}))?"
)
def _season(match: Found, today: date) -> Period:
    """ "Vår" alone is our, and "fall" a verb."""
    first, last = SEASONS[(match["season"] or match["definite"] or match["alone"]).lower()]
    year = int(match["year"] or 0) or today.year + (1 if last < today.month and last >= first else 0)
    end = month_of(year + (1 if last < first else 0), last).last
    return Period(date(year, first, 1), end)


@READERS.read(
    rf"(?:på|on|førstkommende|kommende|neste|next|coming|this|denne)\s+(?P<day>{_WEEKDAY})(?:en|s)?|(?P<bare>{_WEEKDAY})"
)
def _weekday(match: Found, today: date) -> Period:
    wanted = WEEKDAYS[(match["day"] or match["bare"]).lower()]
    ahead = (wanted - today.weekday()) % 7
    later = ahead or (7 if re.match(r"neste|next|kommende|coming", match.group(0), re.IGNORECASE) else 0)
    return Period(today + later * DAY, today + later * DAY)


@READERS.read(rf"(?P<how>før|innen|before|etter|after|fra|from|siden|since)\s+(?P<year>{YEAR})")
def _from_year(match: Found, today: date) -> Period:
    first, last = date(int(match["year"]), 1, 1), date(int(match["year"]), 12, 31)
    return bounded(match["how"], first, last, date.min)


@READERS.read(
    rf"(?:i |in |i løpet av |during )(?P<year>{YEAR})|(?P<which>i år|this year|i fjor|last year|neste år|next year)"
)
def _whole_year(match: Found, today: date) -> Period:
    year = year_of(match["year"] or match["which"], today)
    return Period(date(year, 1, 1), date(year, 12, 31))


@READERS.read(r"i måneden som kommer|framover|fremover|i tiden fremover|upcoming|coming up|ahead")
def _from_now(match: Found, today: date) -> Period:
    return Period(today, None)
