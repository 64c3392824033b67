"""How well what people can help with fits a need: the best pair of need and offer, not the mean of profiles."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest

import numpy as np

from knowledge.directory.directory import Person
from knowledge.embeddings import Vectors
from knowledge.matching.values import PeoplesValues, Where
from knowledge.reading.wording import speaks_of
from knowledge.retrieval import Retrieval

# How far each field speaks for somebody: an offer is a promise, a topic an interest, an employer's service a guess.
WEIGHTS: Mapping[Where, float] = {
    "offers": 1.0,
    "needs": 1.0,
    "topics": 0.9,
    "role": 0.85,
    "organisation": 0.6,
}
# The very words, whatever an embedder makes of them; as a centred cosine.
SAID = 0.5
# What else somebody has to do with it counts too, less and less: an offer and a topic say more than an offer.
_FURTHER, _COUNTED = 0.4, 3
# Some values are near to whatever is asked for: a part of their mean likeness to the needs of the register that they
# are most like is taken away. More needs than these change nothing on the demo, whichever they are.
_CROWDING, _CROWD, _NEAREST = 0.25, 24, 10


@dataclass(frozen=True, slots=True)
class Fit:
    """What was asked with and the value of a person's row that fits best. ``score`` is a weighted sum of the centred
    cosines of the best values, less what is near to everything: 0.1 to 0.6 for the demo's good suggestions."""

    score: float
    asked: str
    where: Where
    value: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that is looked for, in one wording or several that are averaged: a request, and what it is about."""

    name: str
    wordings: tuple[str, ...]


class Likeness:
    """The best pair of need and offer counts, not the mean of two profiles."""

    def __init__(self, retrieval: Retrieval) -> None:
        self._retrieval = retrieval

    def helpers(self, needs: Iterable[Asked], people: Iterable[Person]) -> dict[str, Fit]:
        """Who can help with one of the needs, by e-mail; ``people`` are as the reader may see them. Raises
        EmbeddingFailed."""
        return self._best(needs, tuple(people), offered, self._retrieval.meaning)

    def seekers(self, offers: Iterable[Asked], people: Iterable[Person]) -> dict[str, Fit]:
        """Who looks for one of the offers, by e-mail. Raises EmbeddingFailed."""
        return self._best(offers, tuple(people), _needed, self._retrieval.meaning_of_value)

    def _best(
        self,
        asked: Iterable[Asked],
        people: Sequence[Person],
        fields: Callable[[Person], Iterator[tuple[Where, str]]],
        meaning: Callable[[str], Vectors],
    ) -> dict[str, Fit]:
        told = ((one.row.email, where, value) for one in people for where, value in fields(one))
        values = PeoplesValues.of(told, self._retrieval.vectors_for_needs, WEIGHTS)
        crowding = self._crowding(people, values)
        return _best(asked, values, lambda words: _scores(values, crowding, meaning(words), words))

    def _crowding(self, people: Sequence[Person], values: PeoplesValues) -> Vectors:
        """By how much each text is near to whatever is asked for: such a one says less about this need."""
        near = np.zeros((len(values.texts), _CROWD), np.float32)
        for place, need in enumerate(_crowd(people)):
            near[:, place] = values.like(self._retrieval.meaning_of_value(need))
        return np.asarray(_CROWDING * np.sort(near, axis=1)[:, -_NEAREST:].mean(axis=1), np.float32)


def _scores(values: PeoplesValues, crowding: Vectors, meaning: Vectors, words: str) -> Vectors:
    """How much each text is like these words, or says them."""
    like = np.maximum(values.like(meaning) - crowding, 0)
    said = [speaks_of(text, words) for text in values.texts]
    return np.asarray(np.where(said, np.maximum(like, SAID), like), np.float32)


def _crowd(people: Iterable[Person]) -> list[str]:
    """Some needs of the register, the same ones as long as somebody has them."""
    needs = {need for one in people for need in one.row.needs}
    return nsmallest(_CROWD, needs, key=lambda need: hashlib.sha256(need.encode()).digest())


def _best(asked: Iterable[Asked], values: PeoplesValues, scores: Callable[[str], Vectors]) -> dict[str, Fit]:
    best: dict[str, Fit] = {}
    for one in asked:
        each = np.stack([values.weighted(scores(words)) for words in one.wordings])
        pooled = np.mean([values.pooled(row, _FURTHER, _COUNTED) for row in each], axis=0)
        for person, place in enumerate(values.best_of_each(each.sum(axis=0))):
            told, score = values.told[place], float(pooled[person])
            if told.email not in best or score > best[told.email].score:
                best[told.email] = Fit(score, one.name, told.where, told.text)
    return best


def offered(person: Person) -> Iterator[tuple[Where, str]]:
    yield from (("offers", value) for value in person.row.offers)
    yield from (("topics", value) for value in person.row.topics)
    if person.row.role:
        yield "role", person.row.role
    if home := person.organisation:
        described = (home.row.description,) if home.row.description else ()
        yield from (("organisation", value) for value in (*home.row.offers, *home.row.tags, *described))


def _needed(person: Person) -> Iterator[tuple[Where, str]]:
    yield from (("needs", value) for value in person.row.needs)
    yield from (("topics", value) for value in person.row.topics)
