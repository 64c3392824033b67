"""Events in words: each by itself, and those of a list by the day that they begin on. Markdown, nothing is escaped."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from babel.dates import (
    format_date,
    format_time,
    get_timezone_location,
    get_timezone_name,
)

from bot.replies.catalogue import Texts
from bot.replies.sources import LOCALES
from knowledge.calendar.occurrences import Occurrence

# A title often says itself what its sign says.
_SAID_ALREADY = re.compile(r"^(avlyst|kansellert|cancelled|canceled|flyttet|moved)\W+", re.IGNORECASE)
_DAYS = {"nb": "EEEE d. MMMM", "en": "EEEE d MMMM"}
_YEAR = " y"
_BEFORE_TIME = {"nb": " kl. ", "en": ", "}


@dataclass(frozen=True, slots=True)
class Telling:
    """How a list of events is told: ``mark`` gives the number of a source, ``today`` the year that goes without
    saying; where it is not known, every year is said."""

    said: Texts
    mark: Callable[[str], str]
    today: date | None = None


def event_line(card: Occurrence, said: Texts) -> str:
    """An event by itself. Cancelled or moved is said first."""
    return f"- {_sign(card, said)}{_title(card)}: {_when(card, said)}{_place(card)}"


def day_lines(cards: Sequence[Occurrence], how: Telling) -> Iterator[str]:
    """Day by day, with an empty line between; how often one repeats is said where it is told of first."""
    told: set[str] = set()
    for day, those in groupby(cards, key=lambda card: card.first_day):
        if told:
            yield ""
        yield f"**{_capitalised(_day(day, how.said, how.today))}**"
        for card in those:
            repeats = "" if card.uid in told else _repeats(card, how.said)
            yield f"{_line_of_day(card, how)}{repeats}{how.mark(card.source.source)}"
            told.add(card.uid)


def moment(when: datetime | date, said: Texts) -> str:
    """Such as "torsdag 4. mars 2027 kl. 09:00" or "Thursday 4 March 2027, 09:00"; all day: the day."""
    day = format_date(when, _DAYS[said.language] + _YEAR, locale=LOCALES[said.language])
    if not isinstance(when, datetime):
        return day
    return f"{day}{_BEFORE_TIME[said.language]}{_clock(when, said)}"


def _line_of_day(card: Occurrence, how: Telling) -> str:
    return f"- {_hours(card, how)}: {_sign(card, how.said)}{_title(card)}{_place(card)}"


def _hours(card: Occurrence, how: Telling) -> str:
    """When, for whom knows the day that it begins."""
    said = how.said
    if card.is_all_day:
        if card.last_day == card.first_day:
            return said("All day")
        return said("Until and including {day}", day=_day(card.last_day, said, how.today))
    start = _clock(card.start, said)
    if not isinstance(card.end, datetime):
        return start + _abroad(card, said)
    if card.last_day == card.first_day:
        return f"{start}–{_clock(card.end, said)}{_abroad(card, said)}"
    last = _day(card.last_day, said, how.today)
    return f"{start} – {last}{_BEFORE_TIME[said.language]}{_clock(card.end, said)}{_abroad(card, said)}"


def _sign(card: Occurrence, said: Texts) -> str:
    if card.cancelled:
        return said("**Cancelled:** ")
    return said("**Moved** (from {day}): ", day=moment(card.moved_from, said)) if card.moved_from else ""


def _title(card: Occurrence) -> str:
    return _SAID_ALREADY.sub("", card.title) if card.cancelled or card.moved_from else card.title


def _place(card: Occurrence) -> str:
    return "".join(f", {part}" for part in (card.location, card.url) if part)


def _when(card: Occurrence, said: Texts) -> str:
    """From start to end; the day once where both are on one."""
    if card.end is None:
        return moment(card.start, said) + _abroad(card, said)
    if isinstance(card.end, datetime) and card.first_day == card.last_day:
        return f"{moment(card.start, said)}–{_clock(card.end, said)}{_abroad(card, said)}"
    return f"{moment(card.start, said)} – {moment(card.end, said)}{_abroad(card, said)}"


def _abroad(card: Occurrence, said: Texts) -> str:
    """The hours where it takes place, for an event that is kept in another zone than the cluster's."""
    if not card.zone or not isinstance(card.start, datetime):
        return ""
    zone = ZoneInfo(card.zone)
    ends = [one for one in (card.start, card.end) if isinstance(one, datetime)]
    hours = "–".join(format_time(one, "HH:mm", tzinfo=zone) for one in ends)
    there = said("{hours} in {city}", hours=hours, city=_city(card.zone, said))
    return f" ({there})"


def _city(zone: str, said: Texts) -> str:
    named = get_timezone_location(zone, locale=LOCALES[said.language], return_city=True)
    return named.rpartition("/")[2]


def _repeats(card: Occurrence, said: Texts) -> str:
    norwegian, _, english = card.recurrence.partition(" / ")
    words = norwegian if said.language == "nb" else english
    return f" ({words[:1].lower()}{words[1:]})" if words else ""


def _day(when: date, said: Texts, today: date | None) -> str:
    form = _DAYS[said.language] + ("" if today and today.year == when.year else _YEAR)
    return format_date(when, form, locale=LOCALES[said.language])


def _clock(when: datetime | date, said: Texts) -> str:
    assert isinstance(when, datetime)
    return format_time(when, "HH:mm", tzinfo=when.tzinfo) + _which_hour(when, said)


def _which_hour(when: datetime, said: Texts) -> str:
    """In the night when clocks go back, one hour is there twice."""
    first, second = (when.replace(fold=fold).utcoffset() for fold in (0, 1))
    if first is None or second is None or first <= second:
        return ""
    return f" ({get_timezone_name(when, width='long', locale=LOCALES[said.language])})"


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
