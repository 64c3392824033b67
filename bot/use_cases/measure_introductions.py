"""How introductions go in this cluster: figures without names, and what is looked for that nobody offers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from knowledge.directory.directory import Person
from knowledge.introductions.measures import Measures, measure
from knowledge.matching.barriers import of_person
from knowledge.matching.likeness import Asked, Fit, Likeness
from knowledge.matching.past import Past
from knowledge.matching.suggestions import suits
from knowledge.records.introductions import Introductions
from knowledge.records.view import View

# Whose organisation joined within this time counts as a new member. Not covered: somebody new in an old organisation,
# whose first day no register tells.
_NEW = timedelta(days=365)
_NOTHING = Past()


@dataclass(frozen=True, slots=True)
class Overview:
    """``unmet`` are the needs, in the words of who has them and without their names, that nobody of another
    organisation has an offer for. ``willing`` is how many people may be introduced to somebody now."""

    measures: Measures
    willing: int
    needs: int
    unmet: tuple[str, ...]


class MeasureIntroductions:
    def __init__(self, introductions: Introductions, view: View, likeness: Likeness) -> None:
        self._introductions = introductions
        self._view = view
        self._likeness = likeness

    def overview(self, audiences: frozenset[str], now: datetime) -> Overview:
        """``audiences`` is as whom the registers are read; ``now`` is in the cluster's zone. Raises EmbeddingFailed."""
        day = now.date()
        there = self._view.rows(audiences).directory.people_on(day).all
        willing = [one for one in there if of_person(one, day, _NOTHING) is None]
        emails = frozenset(one.row.email.lower() for one in willing)
        needs = tuple(dict.fromkeys(need for one in willing for need in one.row.needs))
        return Overview(
            measures=measure(self._introductions.every(), emails, dict(_new(there, day))),
            willing=len(emails),
            needs=len(needs),
            unmet=tuple(need for need in needs if self._is_unmet(need, willing)),
        )

    def _is_unmet(self, need: str, willing: Sequence[Person]) -> bool:
        """Whether somebody has this need whom nobody could help with it."""
        fits = self._likeness.helpers((Asked(need, (need,)),), willing)
        return any(not _is_helped(one, willing, fits) for one in willing if need in one.row.needs)


def _is_helped(person: Person, willing: Sequence[Person], fits: dict[str, Fit]) -> bool:
    home = person.organisation_name
    others = (
        one.row.email for one in willing if one is not person and not (home and one.organisation_name == home)
    )
    return any(email in fits and suits(fits[email]) for email in others)


def _new(people: Sequence[Person], day: date) -> Iterator[tuple[str, date]]:
    for one in people:
        joined = one.organisation.row.joined if one.organisation else None
        if joined is not None and joined <= day < joined + _NEW:
            yield one.row.email.lower(), joined
