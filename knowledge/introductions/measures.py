"""How introductions go, in figures without names. Pure functions over what the records hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median

from knowledge.introductions.asks import Ask, asks_of
from knowledge.introductions.history import MET_FREEZE, pair_of
from knowledge.introductions.introduction import CAME_ABOUT, Introduction, Result
from knowledge.matching.past import Pair


@dataclass(frozen=True, slots=True)
class Measures:
    """Rates are between 0 and 1, and None where there is nothing to divide by.

    ``asked`` counts questions put to people; a yes-rate leaves out those that are still open, or were withdrawn before
    they could be answered. ``met_rate`` is of the introductions that somebody told about. ``days_to_first_contact`` is
    the median over new members. Load is the number of introductions that came about, ``gini`` that of the load of all
    who are willing (0: all alike). ``coverage`` is the part of the willing who were introduced to somebody. ``repeats``
    are introductions of two people within six months of their last one.
    """

    requested: int
    asked: int
    yes_rate_first: float | None
    yes_rate_second: float | None
    introduced: int
    met_rate: float | None
    outcomes: Mapping[Result, int]
    days_to_first_contact: float | None
    largest_load: int
    gini: float | None
    coverage: float | None
    repeats: int


def measure(
    introductions: Sequence[Introduction], willing: frozenset[str], joined: Mapping[str, date]
) -> Measures:
    """``willing`` are those who consent and have not paused; ``joined`` are new members with their first day."""
    begun = [one for one in introductions if one.begun is not None]
    came_about = sorted((one for one in begun if one.introduced), key=lambda one: _introduced(one))
    loads = Counter(person for one in came_about for person in one.parties)
    of_willing = [loads[person] for person in willing]
    return Measures(
        requested=len(begun),
        asked=sum(len(list(asks_of(one))) for one in begun),
        yes_rate_first=_yes_rate(
            ask for one in begun for ask in asks_of(one) if ask.person == one.proposal.first
        ),
        yes_rate_second=_yes_rate(
            ask for one in begun for ask in asks_of(one) if ask.person == one.proposal.second
        ),
        introduced=len(came_about),
        met_rate=_met_rate(came_about),
        outcomes=Counter(one.result for one in came_about if one.result),
        days_to_first_contact=_days_to_first_contact(came_about, joined),
        largest_load=max(loads.values(), default=0),
        gini=gini(of_willing),
        coverage=_rate(sum(load > 0 for load in of_willing), len(of_willing)),
        repeats=_repeats(came_about),
    )


def gini(loads: Sequence[int]) -> float | None:
    """0 where all carry the same, near 1 where one carries all; None where nobody carries anything."""
    total = sum(loads)
    if not total:
        return None
    ranked = sum(rank * load for rank, load in enumerate(sorted(loads), 1))
    return (2 * ranked / total - (len(loads) + 1)) / len(loads)


def _yes_rate(asks: Iterable[Ask]) -> float | None:
    replies = [ask.reply for ask in asks if ask.reply in ("yes", "no", "silent")]
    return _rate(replies.count("yes"), len(replies))


def _met_rate(came_about: Sequence[Introduction]) -> float | None:
    told = [one for one in came_about if one.state in CAME_ABOUT and one.meeting]
    met = sum(one.meeting == "met" or (one.result or "none") != "none" for one in told)
    return _rate(met, len(told))


def _days_to_first_contact(came_about: Sequence[Introduction], joined: Mapping[str, date]) -> float | None:
    first: dict[str, date] = {}
    for one in came_about:
        day = _introduced(one).date()
        for person in one.parties:
            if person in joined and day >= joined[person]:
                first.setdefault(person, day)
    return float(median((day - joined[person]).days for person, day in first.items())) if first else None


def _repeats(came_about: Sequence[Introduction]) -> int:
    last: dict[Pair, datetime] = {}
    repeats = 0
    for one in came_about:
        pair, at = pair_of(one), _introduced(one)
        repeats += pair in last and at < last[pair] + MET_FREEZE
        last[pair] = at
    return repeats


def _introduced(introduction: Introduction) -> datetime:
    assert introduction.introduced is not None
    return introduction.introduced


def _rate(part: int, whole: int) -> float | None:
    return part / whole if whole else None
