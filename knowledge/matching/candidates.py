"""Whom each person of a round may meet at all: the best few that no barrier keeps apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from knowledge.directory.directory import Person
from knowledge.matching.barriers import between, of_person
from knowledge.matching.past import Past

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
_EACH = 40


@dataclass(frozen=True, slots=True)
class Mixing:
    """Who takes part in a round. ``scores`` says how much each two have for each other, symmetric, of shape (people,
    people), and 0 where that is nothing; ``rooms`` how many introductions each may get in this round."""

    people: Sequence[Person]
    scores: Floats
    rooms: Ints
    day: date
    past: Past

    @property
    def homes(self) -> tuple[str, ...]:
        """The organisation of each, as barriers tell them apart; "" where it is not known."""
        return tuple(one.organisation_name.casefold() for one in self.people)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of places in the list of people, ``one`` before ``other``, with their scores."""

    one: Ints
    other: Ints
    scores: Floats


def candidates(mixing: Mixing, each: int = _EACH) -> Pairs:
    """The pairs that may meet and are among the best ``each`` of one of the two."""
    there = {
        place
        for place, person in enumerate(mixing.people)
        if mixing.rooms[place] > 0 and of_person(person, mixing.day, mixing.past) is None
    }
    known: dict[tuple[int, int], bool] = {}
    for place in sorted(there):
        found = 0
        for pair in _likely(mixing.scores[place], place, there):
            if pair not in known:
                one, other = (mixing.people[at] for at in pair)
                known[pair] = between(one, other, mixing.day, mixing.past) is None
            found += known[pair]
            if found == each:
                break
    pairs = np.array(sorted(pair for pair, may in known.items() if may), dtype=np.int64).reshape(-1, 2)
    return Pairs(pairs[:, 0], pairs[:, 1], mixing.scores[pairs[:, 0], pairs[:, 1]])


def _likely(scores: Floats, place: int, there: set[int]) -> Iterator[tuple[int, int]]:
    """The best first; of equal ones the one that stands first."""
    for other in np.argsort(-scores, kind="stable").tolist():
        if scores[other] <= 0:
            return
        if other in there and other != place:
            yield (place, other) if place < other else (other, place)
