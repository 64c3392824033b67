"""How well each of many people can help each other one: the best pair of need and offer, for all of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

import numpy as np

from knowledge.directory.directory import Person
from knowledge.embeddings import Vectors
from knowledge.matching.candidates import Floats
from knowledge.matching.likeness import SAID, WEIGHTS, Fit, offered
from knowledge.matching.rounds import mutual
from knowledge.matching.values import Where
from knowledge.reading.mentions import Mentions
from knowledge.retrieval import Retrieval

_AT_ONCE = 256
# What somebody may have for others who tells nothing that they look for themselves: they are no reason to leave out.
_UNTOLD = 0.1

Held = tuple[tuple[Where, str], ...]


class Affinities:
    """Needs and offers are compared by stored vectors: nothing is embedded that an index or a profile holds."""

    def __init__(self, retrieval: Retrieval) -> None:
        self._retrieval = retrieval

    def among(self, people: Sequence[Person]) -> Affinity:
        """Raises EmbeddingFailed where something is not embedded yet, and cannot be."""
        needs = tuple(sought(one) for one in people)
        offers = tuple(tuple(offered(one)) for one in people)
        texts = list(dict.fromkeys([*_all(needs), *(value for held in offers for _, value in held)]))
        return Affinity(needs, offers, Values(texts, self._retrieval.vectors_of(texts)))


def sought(person: Person) -> tuple[str, ...]:
    """What somebody looks for; where they tell nothing, what they are interested in."""
    return tuple(dict.fromkeys(person.row.needs or person.row.topics))


def _all(needs: Iterable[tuple[str, ...]]) -> Iterator[str]:
    return (need for each in needs for need in each)


@dataclass(frozen=True)
class Values:
    """Texts of rows, each once, and their vectors, of shape (texts, dimensions) and of length 1."""

    texts: Sequence[str]
    vectors: Vectors

    @cached_property
    def _places(self) -> dict[str, int]:
        return {text: place for place, text in enumerate(self.texts)}

    @cached_property
    def _mentions(self) -> Mentions:
        return Mentions(self.texts)

    def places(self, texts: Iterable[str]) -> list[int]:
        return [self._places[text] for text in texts]

    def like(self, needs: Sequence[str]) -> Floats:
        """How much each text is like each need, of shape (needs, texts): by meaning, or because it says the same."""
        likeness: Floats = np.maximum(self.vectors[self.places(needs)] @ self.vectors.T, 0.0)
        for row, need in enumerate(needs):
            said = sorted(self._mentions.of(need))
            likeness[row, said] = np.maximum(likeness[row, said], SAID)
        return likeness


@dataclass(frozen=True)
class Affinity:
    """Of people by their places in the list that was asked about: what each looks for, and has to offer."""

    needs: tuple[tuple[str, ...], ...]
    offers: tuple[Held, ...]
    values: Values

    @cached_property
    def directed(self) -> Floats:
        """``[one, other]``: how well the other can help one, 0 or more; of shape (people, people)."""
        scores = np.zeros((len(self.needs), len(self.needs)))
        rows = self._by_need
        for one, needs in enumerate(self.needs):
            scores[one] = np.max([rows[need] for need in needs], axis=0) if needs else _UNTOLD
        return scores

    @cached_property
    def mutual(self) -> Floats:
        return mutual(self.directed)

    def fit(self, one: int, other: int) -> Fit | None:
        """By which of the other's offers one's need is served best; None where either has none."""
        needs, held = self.needs[one], self.offers[other]
        if not needs or not held:
            return None
        likeness = self.values.like(needs)[:, self.values.places(value for _, value in held)]
        weighed = likeness * np.array([WEIGHTS[where] for where, _ in held])
        need, value = np.unravel_index(int(np.argmax(weighed)), weighed.shape)
        return Fit(float(weighed[need, value]), needs[need], *held[value])

    @cached_property
    def _by_need(self) -> dict[str, Floats]:
        """For each need how well each person can help with it."""
        needs = list(dict.fromkeys(_all(self.needs)))
        best: dict[str, Floats] = {}
        for start in range(0, len(needs), _AT_ONCE):
            part = needs[start : start + _AT_ONCE]
            best |= zip(part, self._best_values(self.values.like(part)), strict=True)
        return best

    def _best_values(self, likeness: Floats) -> Floats:
        """Of shape (needs, people), from (needs, texts)."""
        best = np.zeros((len(likeness), len(self.offers)))
        there = [place for place, held in enumerate(self.offers) if held]
        if there:
            values, weights, starts = self._slots
            best[:, there] = np.maximum.reduceat(likeness[:, values] * weights, starts, axis=1)
        return best

    @cached_property
    def _slots(self) -> tuple[list[int], Vectors, list[int]]:
        """The values of everybody who has any, one after another: their places, weights, and where each one's begin."""
        filled = [held for held in self.offers if held]
        values = self.values.places(value for held in filled for _, value in held)
        weights = np.array([WEIGHTS[where] for held in filled for where, _ in held], dtype=np.float32)
        starts = [0, *accumulate(len(held) for held in filled[:-1])]
        return values, weights, starts
