"""What is wrong with a recurrence rule: said before it costs anything."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import icalendar
import recurring_ical_events

from knowledge.calendar.expansion import FAULTS

_A_YEAR = {
    "SECONDLY": 31_557_600,
    "MINUTELY": 525_960,
    "HOURLY": 8_766,
    "DAILY": 366,
    "WEEKLY": 53,
    "MONTHLY": 12,
    "YEARLY": 1,
}
_LAST_YEAR = 2100
_MOST_STEPS = 2_000_000


def fault_of(event: Any) -> str:
    """Why the rules of an event cannot be followed; '' where they can. The event has a good DTSTART."""
    for rule in rules_of(event):
        if str(_first(rule, "FREQ", "")).upper() not in _A_YEAR:
            return "it does not say how often"
        if int(_first(rule, "INTERVAL", 1)) < 1:
            return "its interval is not a positive number"
        if _steps(rule, event["DTSTART"].dt.year) > _MOST_STEPS:
            return "it repeats too often to be followed"
    return _refusal(event)


def rules_of(event: Any) -> list[Any]:
    rules = event.get("RRULE", [])
    return rules if isinstance(rules, list) else [rules]


def _first(rule: Any, name: str, default: Any) -> Any:
    values = rule.get(name)
    if values is None:
        return default
    return values[0] if isinstance(values, list) else values


def _steps(rule: Any, year: int) -> int:
    """How many times the rule is looked at until the end of this century; a bare COUNT ends it sooner."""
    until = _first(rule, "UNTIL", None)
    years = max(1, min(_LAST_YEAR, until.year if until else _LAST_YEAR) - year + 1)
    times = 1
    for name in ("BYHOUR", "BYMINUTE", "BYSECOND"):
        values = rule.get(name)
        times *= len(values) if isinstance(values, list) else 1
    steps = _A_YEAR[str(_first(rule, "FREQ", "")).upper()] * years * times // int(_first(rule, "INTERVAL", 1))
    bare = not any(name.upper().startswith("BY") for name in rule)
    return min(steps, int(_first(rule, "COUNT", steps))) if bare else steps


def _refusal(event: Any) -> str:
    start = event["DTSTART"].dt
    calendar = icalendar.Calendar()
    calendar.add_component(event)
    span = timedelta(days=1) if isinstance(start, datetime) else timedelta(days=2)
    try:
        recurring_ical_events.of(calendar).between(start, start + span)
    except FAULTS as fault:
        return f"it is not a rule that calendars know ({type(fault).__name__})"
    return ""
