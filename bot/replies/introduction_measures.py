"""How introductions go, as an object and in words. No name and no address is in either."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.use_cases.measure_introductions import Overview


def measures_json(overview: Overview) -> dict[str, Any]:
    """The object of ``introductions --json``: rates from 0 to 1, null where there is nothing to divide by."""
    found = overview.measures
    return {
        "requested": found.requested,
        "asked": found.asked,
        "yes_rate_first": _rounded(found.yes_rate_first),
        "yes_rate_second": _rounded(found.yes_rate_second),
        "introduced": found.introduced,
        "met_rate": _rounded(found.met_rate),
        "outcomes": dict(found.outcomes),
        "days_to_first_contact": found.days_to_first_contact,
        "largest_load": found.largest_load,
        "gini": _rounded(found.gini),
        "coverage": _rounded(found.coverage),
        "repeats": found.repeats,
        "willing": overview.willing,
        "needs": overview.needs,
        "needs_without_offer": len(overview.unmet),
    }


def measures_lines(overview: Overview) -> Iterator[str]:
    """The same for a person."""
    found = overview.measures
    outcomes = ", ".join(f"{count} {result}" for result, count in found.outcomes.items())
    yield f"Introductions asked for: {found.requested}; people asked: {found.asked}; introduced: {found.introduced}."
    yield f"Yes from the first: {_share(found.yes_rate_first)}; from the second: {_share(found.yes_rate_second)}."
    yield f"Met, of those who told: {_share(found.met_rate)}. Outcomes: {outcomes or 'none told yet'}."
    yield f"Days to a new member's first contact (median): {_figure(found.days_to_first_contact)}."
    yield f"Introductions of whoever has most: {found.largest_load}; Gini: {_figure(_rounded(found.gini))}."
    yield f"Of {overview.willing} willing people introduced: {_share(found.coverage)}. Repeats: {found.repeats}."
    yield f"Needs without an offer: {len(overview.unmet)} of {overview.needs}."


def _rounded(rate: float | None) -> float | None:
    return None if rate is None else round(rate, 4)


def _share(rate: float | None) -> str:
    return "–" if rate is None else f"{rate:.0%}"


def _figure(number: float | None) -> str:
    return "–" if number is None else f"{number:g}"
