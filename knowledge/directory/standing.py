"""Who is there on one day, found by their values: each is looked at once, however often questions ask."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, Generic, TypeVar

T = TypeVar("T")
V = TypeVar("V", bound=Hashable)
M = TypeVar("M")


class Standing(Generic[T]):
    """``all`` of them in order. What is worked out of each is kept by the function that does it: a plain one, that is
    defined once and not anew for each question.
    """

    def __init__(self, those: Iterable[T]) -> None:
        self.all = tuple(those)
        self._shelves: dict[Callable[[T], Any], dict[Any, set[int]]] = {}
        self._made: dict[Callable[[T], Any], dict[int, Any]] = {}

    def holding(self, values: Callable[[T], Iterable[V]], accepts: Callable[[V], bool]) -> set[int]:
        """The places of those that have an accepted value; each value is judged once."""
        shelves = self._shelves_by(values)
        return set().union(*(places for value, places in shelves.items() if accepts(value)))

    def at(self, *places: set[int]) -> tuple[T, ...]:
        """Those at all of these places, in order; all of them where there is no condition."""
        if not places:
            return self.all
        return tuple(self.all[place] for place in sorted(set.intersection(*places)))

    def made(self, make: Callable[[T], M]) -> Mapping[int, M]:
        """What ``make`` makes of each, by its ``id``."""
        if make not in self._made:
            self._made[make] = {id(one): make(one) for one in self.all}
        return self._made[make]

    def _shelves_by(self, values: Callable[[T], Iterable[V]]) -> dict[V, set[int]]:
        if values not in self._shelves:
            shelves: dict[V, set[int]] = {}
            for place, one in enumerate(self.all):
                for value in values(one):
                    shelves.setdefault(value, set()).add(place)
            self._shelves[values] = shelves
        return self._shelves[values]
