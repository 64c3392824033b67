"""Three ways to choose who meets whom, under the same barriers and capacities: Klyngebot's, by greed, and by lot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

import numpy as np

from knowledge.matching.assignment import best
from knowledge.matching.barriers import between, capacity, of_person
from knowledge.matching.candidates import Floats, Mixing, candidates
from knowledge.matching.groups import Group, odd_sets, program
from knowledge.matching.rounds import paired

Places = tuple[int, int]
_PRICE_OF_LOAD = 0.1


@dataclass(frozen=True)
class Chooser:
    """``pairs`` chooses a round; ``partner`` whom somebody at a place meets who asks, of the places that may be met."""

    name: str
    pairs: Callable[[Mixing], Sequence[Places]]
    partner: Callable[[int, Mixing, Floats, Sequence[int]], int]


def choosers(random: Random) -> Mapping[str, Chooser]:
    def by_lot(mixing: Mixing) -> Sequence[Places]:
        pairs = _allowed(mixing)
        random.shuffle(pairs)
        return _taken(pairs, mixing)

    def anybody(asker: int, mixing: Mixing, directed: Floats, there: Sequence[int]) -> int:
        return random.choice(there)

    return {
        "Klyngebot": Chooser("Klyngebot", lambda mixing: paired(mixing).pairs, _with_a_price),
        "greedy": Chooser("greedy", _by_greed, _the_best),
        "random": Chooser("random", by_lot, anybody),
    }


def optimum(mixing: Mixing) -> float:
    """The largest sum of scores that these people, barriers and capacities allow, of all pairs."""
    groups = [Group(pair, float(mixing.scores[pair])) for pair in _allowed(mixing)]
    task = program(groups, mixing.rooms, mixing.homes)
    gains = np.array([*(one.score for one in groups), *[0.0] * (len(task.gains) - len(groups))])
    solution = best(replace(task, gains=gains), odd_sets(groups, mixing.rooms))
    return solution.gain + solution.shortfall


def may_meet(asker: int, mixing: Mixing) -> list[int]:
    """Whom somebody who asks may be introduced to."""
    people, day, past = mixing.people, mixing.day, mixing.past
    return [
        place
        for place, person in enumerate(people)
        if of_person(person, day, past) is None and between(people[asker], person, day, past) is None
    ]


def _allowed(mixing: Mixing) -> list[Places]:
    found = candidates(mixing, each=len(mixing.people))
    return list(zip(found.one.tolist(), found.other.tolist(), strict=True))


def _by_greed(mixing: Mixing) -> Sequence[Places]:
    return _taken(sorted(_allowed(mixing), key=lambda pair: -mixing.scores[pair]), mixing)


def _taken(pairs: Iterable[Places], mixing: Mixing) -> list[Places]:
    """One after another, as long as there is room."""
    rooms, homes = mixing.rooms.copy(), mixing.homes
    met: set[frozenset[str]] = set()
    taken = []
    for pair in pairs:
        both = frozenset(homes[place] for place in pair)
        if all(rooms[place] > 0 for place in pair) and both not in met:
            taken.append(pair)
            met.add(both)
            rooms[list(pair)] -= 1
    return taken


def _the_best(asker: int, mixing: Mixing, directed: Floats, there: Sequence[int]) -> int:
    return max(there, key=lambda place: directed[asker, place])


def _with_a_price(asker: int, mixing: Mixing, directed: Floats, there: Sequence[int]) -> int:
    """As suggestions on demand do."""

    def worth(place: int) -> float:
        person = mixing.people[place]
        load = mixing.past.load.get(person.row.email, 0) / max(1, capacity(person))
        return float(directed[asker, place]) - _PRICE_OF_LOAD * load

    return max(there, key=worth)
