"""What a round is put together of: groups of two or three, how many each person may be in, what keeps them apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from knowledge.matching.assignment import Floats, Program
from knowledge.matching.candidates import Ints

# A person who would meet nobody is worth as much as the best meeting there can be: so somebody meets two where that
# costs nobody a first meeting, and the sum of all scores never falls by more than one for each person gained.
COVERED = 1.0


@dataclass(frozen=True, slots=True)
class Group:
    """Two people or three, by their places in the list of people; ``score`` is the sum over their pairs."""

    places: tuple[int, ...]
    score: float

    @property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        return tuple(combinations(self.places, 2))


def program(groups: Sequence[Group], rooms: Ints, homes: Sequence[str]) -> Program:
    """``rooms`` is how many groups each person may be in. A column a group, then one for each person who may be in two:
    whether they are in any."""
    from scipy.sparse import coo_array

    twice = {place: number for number, place in enumerate(np.flatnonzero(rooms > 1).tolist())}
    gains = [one.score + COVERED * sum(at not in twice for at in one.places) for one in groups]
    entries = _Entries()
    for place, room in enumerate(rooms.tolist()):
        entries.limit(("room", place), room)
    for column, group in enumerate(groups):
        for place in group.places:
            entries.add(("room", place), column, 1)
            if place in twice:
                entries.add(("met", place), column, -1)
    for place, number in twice.items():
        entries.add(("met", place), len(groups) + number, 1)
        entries.limit(("met", place), 0)
    _keep_apart(groups, homes, entries)
    columns = len(groups) + len(twice)
    rows = coo_array(
        (entries.values, (entries.rows, entries.columns)), shape=(len(entries.limits), columns)
    ).tocsr()
    return Program(
        np.array([*gains, *[COVERED] * len(twice)]),
        rows,
        np.array(entries.limits, dtype=float),
        np.arange(columns) < len(groups),
    )


class _Entries:
    """The rows of a program, while it is written: each has a name."""

    def __init__(self) -> None:
        self.rows: list[int] = []
        self.columns: list[int] = []
        self.values: list[float] = []
        self.limits: list[float] = []
        self._numbers: dict[object, int] = {}

    def limit(self, name: object, most: float) -> None:
        self.limits[self._row(name)] = most

    def add(self, name: object, column: int, value: float) -> None:
        self.rows.append(self._row(name))
        self.columns.append(column)
        self.values.append(value)

    def _row(self, name: object) -> int:
        if name not in self._numbers:
            self._numbers[name] = len(self.limits)
            self.limits.append(0.0)
        return self._numbers[name]


def _keep_apart(groups: Sequence[Group], homes: Sequence[str], entries: _Entries) -> None:
    """Two people meet in one group at most, and so do two organisations."""
    meetings = [[*_meetings(group, homes)] for group in groups]
    counted = Counter(one for each in meetings for one in each)
    for column, each in enumerate(meetings):
        for one in each:
            if counted[one] > 1:
                entries.add(one, column, 1)
                entries.limit(one, 1)


def _meetings(group: Group, homes: Sequence[str]) -> Iterator[frozenset[object]]:
    for pair in group.pairs:
        names = {homes[place] for place in pair}
        yield frozenset(pair if "" in names else names)


def odd_sets(groups: Sequence[Group], rooms: Ints) -> OddSets:
    """For groups of two."""
    ends = np.array([one.places for one in groups], dtype=np.int64).reshape(-1, 2)
    return OddSets(ends[:, 0], ends[:, 1], rooms)


@dataclass(frozen=True, slots=True)
class OddSets:
    """Who have room for an odd number of introductions between them can have half of one less among themselves: what a
    relaxed solution of pairs mostly breaks (Edmonds' blossom inequalities). Looked for where pairs hang together."""

    one: Ints
    other: Ints
    rooms: Ints

    def __call__(self, x: Floats, program: Program) -> Program | None:
        from scipy.sparse import csr_array

        shares = x[: len(self.one)]
        broken = {
            row.tobytes(): (row, most)
            for members in self._sets(shares)
            for row, most in [(members[self.one] & members[self.other], (self.rooms[members].sum() - 1) // 2)]
            if shares[row].sum() > most + 1e-6
        }
        if not broken:
            return None
        rows = np.zeros((len(broken), len(x)))
        for number, (row, _) in enumerate(broken.values()):
            rows[number, : len(row)] = row
        limits = np.array([most for _, most in broken.values()], dtype=float)
        return Program(program.gains, csr_array(rows), limits, program.whole)

    def _sets(self, shares: Floats) -> Iterator[np.ndarray[tuple[int], np.dtype[np.bool_]]]:
        from scipy.sparse import coo_array
        from scipy.sparse.csgraph import connected_components

        people = len(self.rooms)
        for used in (shares > 1e-6) & (shares < 1 - 1e-6), shares > 1e-6, np.ones(len(shares), dtype=bool):
            graph = coo_array(
                (np.ones(used.sum()), (self.one[used], self.other[used])), shape=(people, people)
            )
            count, label = connected_components(graph, directed=False)
            room = np.bincount(label, weights=self.rooms, minlength=count)
            size = np.bincount(label, minlength=count)
            yield from (label == number for number in np.flatnonzero((room % 2 == 1) & (size > 2)))
