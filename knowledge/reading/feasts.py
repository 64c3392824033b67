"""Periods around feasts: "før jul", "after Easter", "julaften", "Easter Monday 2027"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from dateutil.easter import easter

from knowledge.reading.calendar_words import one_of
from knowledge.reading.dates import YEAR
from knowledge.reading.readers import Found, Readers
from knowledge.reading.stretches import DAY, Period, bounded, feast

READERS = Readers()


def _from_easter(days: int) -> Callable[[int], date]:
    return lambda year: easter(year) + days * DAY


def _each_year(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


_DAYS: dict[str, Callable[[int], date]] = {
    name: day
    for names, day in (
        ("palmesøndag|palm sunday", _from_easter(-7)),
        ("skjærtorsdag|maundy thursday", _from_easter(-3)),
        ("langfredag|good friday", _from_easter(-2)),
        ("påskeaften|easter saturday", _from_easter(-1)),
        ("påskedag|første påskedag|1. påskedag|easter sunday|easter day", _from_easter(0)),
        ("andre påskedag|annen påskedag|2. påskedag|easter monday", _from_easter(1)),
        ("kristi himmelfartsdag|kristi himmelfart|ascension day", _from_easter(39)),
        ("pinsedag|første pinsedag|1. pinsedag|whit sunday|pentecost", _from_easter(49)),
        ("andre pinsedag|annen pinsedag|2. pinsedag|whit monday", _from_easter(50)),
        ("nyttårsdag|første nyttårsdag|1. nyttårsdag|new year's day|new years day", _each_year(1, 1)),
        ("arbeidernes dag|labour day", _each_year(5, 1)),
        ("grunnlovsdagen|nasjonaldagen|constitution day", _each_year(5, 17)),
        ("sankthansaften|st. hansaften|midsummer eve", _each_year(6, 23)),
        ("julaften|christmas eve", _each_year(12, 24)),
        ("juledag|første juledag|1. juledag|christmas day", _each_year(12, 25)),
        ("andre juledag|annen juledag|2. juledag|boxing day", _each_year(12, 26)),
        ("nyttårsaften|nyttårsaftenen|new year's eve|new years eve", _each_year(12, 31)),
    )
    for name in names.split("|")
}  # fmt: skip


@READERS.read(rf"(?:på |on )?(?P<name>{one_of(_DAYS)})(?:en)?(?:,?\s+(?:i\s+|in\s+)?(?P<year>{YEAR}))?")
def _named_day(match: Found, today: date) -> Period:
    """The coming one, today included, where no year is said."""
    of_year = _DAYS[match["name"].lower()]
    day = of_year(int(match["year"])) if match["year"] else of_year(today.year)
    day = of_year(today.year + 1) if not match["year"] and day < today else day
    return Period(day, day)


_FEASTS = (
    r"jul|jula|julen|christmas|xmas|påske|påska|påsken|easter|nyttår|new year'?s?"
    r"|sommeren|sommerferien|the summer|summer"
)


@READERS.read(rf"(?P<how>før|innen|before|by|etter|after)\s+(?P<feast>{_FEASTS})")
def _around_feast(match: Found, today: date) -> Period:
    first, last = feast(match["feast"].lower(), today)
    return bounded(match["how"], first, last, today)


@READERS.read(
    r"(?:i|in|om|during|at|over)\s+(?:the\s+)?(?P<feast>påske(?:n|uka|uken|veka)?|påska|easter(?: week)?)"
    rf"(?:\s+(?P<year>{YEAR}))?"
)
def _at_easter(match: Found, today: date) -> Period:
    """From Palm Sunday to Easter Monday."""
    sunday = easter(int(match["year"])) if match["year"] else feast("easter", today)[0]
    return Period(sunday - 7 * DAY, sunday + DAY)


@READERS.read(r"(?:i|during|at|over)\s+(?:jula|julen|julehelga|christmas|xmas)")
def _at_christmas(match: Found, today: date) -> Period:
    first, _ = feast("christmas", today)
    return Period(first, date(first.year + 1, 1, 1))


@READERS.read(r"(?:i )?romjul(?:a|en)?|between christmas and new year")
def _after_christmas(match: Found, today: date) -> Period:
    return Period(date(today.year, 12, 27), date(today.year, 12, 31))
