"""Whom a round of the cluster introduces to whom, and what each two have for each other. Nobody is asked by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.directory.directory import Person
from knowledge.introductions.history import History
from knowledge.introductions.limits import A_MONTH, OPEN_AT_ONCE
from knowledge.matching.affinities import Affinities, Affinity
from knowledge.matching.barriers import capacity, of_person
from knowledge.matching.candidates import Mixing
from knowledge.matching.likeness import Fit
from knowledge.matching.rounds import Round, Size, in_threes, paired
from knowledge.matching.suggestions import Suggestion, shared_by
from knowledge.records.view import View

# Below this a pair of need and offer is no reason that anybody would read as one; on the demo's people the best offer
# of a stranger has 0.1, and a good one 0.25 to 0.6. Who have no reason at all are not introduced.
_TELLING = 0.2


@dataclass(frozen=True, slots=True)
class Match:
    """``first`` has more by it and is asked first; ``to_first`` is what is said to them of the other."""

    first: Person
    second: Person
    to_first: Suggestion


@dataclass(frozen=True, slots=True)
class Circle:
    """Two who meet, or three with an introduction of each two. ``score`` is the sum over those."""

    people: tuple[Person, ...]
    score: float
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Mixed:
    """The best circles first; ``alone`` take part and meet nobody this time. ``shortfall`` as of a ``Round``."""

    circles: tuple[Circle, ...]
    alone: tuple[Person, ...]
    shortfall: float

    @property
    def matches(self) -> tuple[Match, ...]:
        return tuple(match for circle in self.circles for match in circle.matches)


class Mixer:
    """The registers are read as by those whom all members may see."""

    def __init__(self, view: View, affinities: Affinities) -> None:
        self._view = view
        self._affinities = affinities

    def mix(self, audiences: frozenset[str], history: History, size: Size, without: frozenset[str]) -> Mixed:
        """Of all who take part but those ``without``, by their e-mail in lower case. Raises EmbeddingFailed."""
        there = self._view.rows(audiences).directory.people_on(history.day).all
        people = tuple(
            one
            for one in there
            if takes_part(one, history)
            and one.row.email.lower() not in without
            and room(one, history, size) > 0
        )
        if not people:
            return Mixed((), (), 0.0)
        affinity = self._affinities.among(people)
        rooms = np.array([room(one, history, size) for one in people], dtype=np.int64)
        mixing = Mixing(people, worthwhile(affinity), rooms, history.day, history.for_matching())
        made = in_threes(mixing) if size == 3 else paired(mixing)
        return _mixed(people, affinity, made)


def takes_part(person: Person, history: History) -> bool:
    """Who says how often they are willing, and may be introduced now: a round is for those who want it."""
    return bool(person.row.willing) and of_person(person, history.day, history.for_matching()) is None


def room(person: Person, history: History, size: Size) -> int:
    """How many introductions somebody may get in a round. One of pairs takes half of what they want at most, so that
    they can still be asked by who needs them; one of threes takes two, as each meets two."""
    email = person.row.email.lower()
    wanted = min(capacity(person), A_MONTH)
    left = min(wanted - history.past.load.get(email, 0), OPEN_AT_ONCE - history.open_asks.get(email, 0))
    return max(0, min(left, (wanted + 1) // 2 if size == 2 else 2))


def worthwhile(affinity: Affinity) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """The mutual scores of those of whom at least one has a reason to meet the other."""
    directed = affinity.directed
    return np.where(np.maximum(directed, directed.T) >= _TELLING, affinity.mutual, 0.0)


def _mixed(people: Sequence[Person], affinity: Affinity, made: Round) -> Mixed:
    circles = tuple(
        Circle(
            tuple(people[place] for place in group.places),
            group.score,
            tuple(_match(people, affinity, one, other) for one, other in group.pairs),
        )
        for group in made.groups
    )
    return Mixed(circles, tuple(people[place] for place in made.alone), made.shortfall)


def _match(people: Sequence[Person], affinity: Affinity, one: int, other: int) -> Match:
    if affinity.directed[other, one] > affinity.directed[one, other]:
        one, other = other, one
    first, second = people[one], people[other]
    score = float(affinity.mutual[one, other])
    fit = _telling(affinity.fit(one, other))
    theirs = _telling(affinity.fit(other, one))
    return Match(
        first,
        second,
        Suggestion(second, score, fit, _turned(theirs, second), tuple(shared_by(second, first))),
    )


def _telling(fit: Fit | None) -> Fit | None:
    return fit if fit and fit.score >= _TELLING else None


def _turned(fit: Fit | None, seeker: Person) -> Fit | None:
    """What the seeker looks for, as the one who has it reads it."""
    if fit is None:
        return None
    return Fit(fit.score, fit.value, "needs" if seeker.row.needs else "topics", fit.asked)
