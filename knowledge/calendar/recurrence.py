"""A recurrence rule in words of both languages. Only what people say of it: how often, and on which days.

Not covered: BYSETPOS, BYWEEKNO, BYYEARDAY and times of day; what is said without them is less, not wrong, for a search.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from babel.dates import format_date

_EVERY = {
    "DAILY": ("dag", "hver dag", "annenhver dag", "days", "every day", "every other day"),
    "WEEKLY": ("uke", "hver uke", "annenhver uke", "weeks", "every week", "every other week"),
    "MONTHLY": ("måned", "hver måned", "annenhver måned", "months", "every month", "every other month"),
    "YEARLY": ("år", "hvert år", "annethvert år", "years", "every year", "every other year"),
}
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_NTH = {
    1: ("første", "first"),
    2: ("andre", "second"),
    3: ("tredje", "third"),
    4: ("fjerde", "fourth"),
    5: ("femte", "fifth"),
    -1: ("siste", "last"),
    -2: ("nest siste", "second to last"),
}
_MONDAY = date(2024, 1, 1)


def in_words(event: Any) -> str:
    """'Gjentas hver måned, andre tirsdag / Repeats every month, second Tuesday'; '' where an event does not repeat."""
    rules = event.get("RRULE", ())
    told = [pair for rule in (rules if isinstance(rules, list) else [rules]) for pair in _told(rule)]
    if not told:
        return ""
    norwegian, english = ("; ".join(words) for words in zip(*told, strict=True))
    return f"Gjentas {norwegian} / Repeats {english}"


def _told(rule: Any) -> Iterator[tuple[str, str]]:
    frequency = str((rule.get("FREQ") or ("",))[0]).upper() if hasattr(rule, "get") else ""
    if frequency not in _EVERY:
        return
    unit, every, other, units, every_en, other_en = _EVERY[frequency]
    gap = int((rule.get("INTERVAL") or (1,))[0])
    beginning = {1: (every, every_en), 2: (other, other_en)}.get(
        gap, (f"hvert {gap}. år" if unit == "år" else f"hver {gap}. {unit}", f"every {gap} {units}")
    )
    parts = [beginning, *_days(rule), *_month_days(rule), *_last(rule)]
    yield ", ".join(part[0] for part in parts), ", ".join(part[1] for part in parts)


def _days(rule: Any) -> Iterator[tuple[str, str]]:
    for day in rule.get("BYDAY", ()):
        name = str(day).upper()
        if name[-2:] not in _DAYS:
            continue
        number = int(name[:-2] or 0)
        nth, nth_en = _NTH.get(number, (f"{number}.", f"{number}.") if number else ("", ""))
        which = _MONDAY + timedelta(days=_DAYS.index(name[-2:]))
        yield (
            f"{nth} {format_date(which, 'EEEE', 'nb')}".strip(),
            f"{nth_en} {format_date(which, 'EEEE', 'en')}".strip(),
        )


def _month_days(rule: Any) -> Iterator[tuple[str, str]]:
    for day in rule.get("BYMONTHDAY", ()):
        number = int(day)
        if number == -1:
            yield "siste dag i måneden", "last day of the month"
        elif number > 0:
            yield f"den {number}.", f"on day {number}"


def _last(rule: Any) -> Iterator[tuple[str, str]]:
    for until in rule.get("UNTIL", ())[:1]:
        yield (
            f"til {format_date(until, 'd. MMMM y', 'nb')}",
            f"until {format_date(until, 'd MMMM y', 'en')}",
        )
