"""A round of the cluster: everybody who takes part meets somebody, if at all possible, and all together gain most.

Exact: no other choice among each person's best forty has a larger sum of scores and of people who meet somebody. Not
covered: pairs that are among the best forty of neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import numpy as np

from knowledge.matching.assignment import Floats, Program, best
from knowledge.matching.candidates import Floats as Scores
from knowledge.matching.candidates import Mixing, Pairs, candidates
from knowledge.matching.groups import Group, odd_sets, program

Size = Literal[2, 3]
# Of how many partners of a person trios are made (of eight, twenty-eight), and how much of the best may be missed.
_PARTNERS_IN_TRIOS = 8
_ENOUGH_FOR_TRIOS = 0.01


@dataclass(frozen=True, slots=True)
class Round:
    """``groups`` are pairs and trios, the best first, by places in the list of people; ``alone`` are those with room
    who meet nobody. ``shortfall`` is how much more score, or people covered, another round could have at most."""

    groups: tuple[Group, ...]
    alone: tuple[int, ...]
    shortfall: float

    @property
    def score(self) -> float:
        return sum(one.score for one in self.groups)

    @property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        """Everybody who is introduced to somebody, two and two."""
        return tuple(pair for one in self.groups for pair in one.pairs)


def mutual(directed: Scores) -> Scores:
    """The harmonic mean of both directions; 0 where either is 0, and of nobody with themselves."""
    both = directed + directed.T
    means = np.divide(2 * directed * directed.T, both, out=np.zeros_like(both), where=both > 0)
    np.fill_diagonal(means, 0.0)
    return means


def paired(mixing: Mixing) -> Round:
    """A round of pairs. Three who would meet two and two, and nobody else, meet as three: so an odd number comes out
    even where people have room for two."""
    pairs = candidates(mixing)
    groups = list(_pair_groups(pairs))
    task = program(groups, mixing.rooms, mixing.homes)
    solution = best(task, odd_sets(groups, mixing.rooms))
    chosen = [group for group, taken in zip(groups, solution.chosen, strict=False) if taken]
    return _round(mixing, _closed(chosen), solution.shortfall)


def in_threes(mixing: Mixing) -> Round:
    """A round of trios, each person in one group. Whom no trio takes are paired, such as those with room for one: three
    people are introduced two and two, so each has two. Not exact, but for a small part of what is best."""
    pairs = candidates(mixing)
    groups = [*_pair_groups(pairs), *_trio_groups(pairs, mixing)]
    task = program(groups, np.minimum(mixing.rooms, 1), mixing.homes)
    solution = best(task, _no_cuts, _ENOUGH_FOR_TRIOS)
    chosen = [group for group, taken in zip(groups, solution.chosen, strict=False) if taken]
    return _round(mixing, chosen, solution.shortfall)


def _no_cuts(x: Floats, program: Program) -> None:
    return None


def _pair_groups(pairs: Pairs) -> Iterator[Group]:
    for one, other, score in zip(
        pairs.one.tolist(), pairs.other.tolist(), pairs.scores.tolist(), strict=True
    ):
        yield Group((one, other), score)


def _trio_groups(pairs: Pairs, mixing: Mixing) -> Iterator[Group]:
    scores = {(one.places[0], one.places[1]): one.score for one in _pair_groups(pairs)}
    partners = _partners(scores, mixing)
    trios = {
        tuple(sorted((place, one, other)))
        for place, those in partners.items()
        for one, other in combinations(those, 2)
    }
    homes = mixing.homes
    for trio in sorted(trios):
        each = [*combinations(trio, 2)]
        known = [homes[place] for place in trio if homes[place]]
        if all(pair in scores for pair in each) and len(set(known)) == len(known):
            yield Group(trio, sum(scores[pair] for pair in each))


def _partners(scores: dict[tuple[int, int], float], mixing: Mixing) -> dict[int, list[int]]:
    """The best partners of everybody who has room for a trio, and has one."""
    partners: dict[int, list[int]] = {}
    for one, other in sorted(scores, key=lambda pair: -scores[pair]):
        if mixing.rooms[one] > 1 and mixing.rooms[other] > 1:
            for place, partner in ((one, other), (other, one)):
                if len(partners.setdefault(place, [])) < _PARTNERS_IN_TRIOS:
                    partners[place].append(partner)
    return partners


def _closed(pairs: Sequence[Group]) -> Iterable[Group]:
    """The pairs, with each three who all meet each other and nobody else as one group."""
    met: dict[int, set[int]] = {}
    for group in pairs:
        one, other = group.places
        met.setdefault(one, set()).add(other)
        met.setdefault(other, set()).add(one)
    together: dict[tuple[int, ...], float] = {}
    for group in pairs:
        circle = {*group.places, *met[group.places[0]]}
        is_trio = len(circle) == 3 and all(met[place] == circle - {place} for place in circle)
        places = tuple(sorted(circle)) if is_trio else group.places
        together[places] = together.get(places, 0.0) + group.score
    return [Group(places, score) for places, score in together.items()]


def _round(mixing: Mixing, groups: Iterable[Group], shortfall: float) -> Round:
    ordered = tuple(sorted(groups, key=lambda one: (-one.score / len(one.pairs), one.places)))
    met = {place for one in ordered for place in one.places}
    alone = (place for place, room in enumerate(mixing.rooms.tolist()) if room > 0 and place not in met)
    return Round(ordered, tuple(alone), shortfall)
