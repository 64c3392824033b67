"""How well what people can help with fits a need: the best pair of need and offer, not the mean of profiles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from knowledge.directory.directory import Person
from knowledge.reading.wording import speaks_of
from knowledge.retrieval import Retrieval

Where = Literal["offers", "needs", "topics", "role", "organisation"]
# How far each field speaks for somebody: an offer is a promise, a topic an interest, an employer's service a guess.
_WEIGHTS: Mapping[Where, float] = {
    "offers": 1.0,
    "needs": 1.0,
    "topics": 0.9,
    "role": 0.85,
    "organisation": 0.6,
}
# Centred cosines of short texts: where nothing is alike, and where two say the same (`rows/topics.py`).
_UNLIKE, _ALIKE = 0.18, 0.58
# The very words, whatever an embedder makes of them.
_SAID = 0.9
_DEPTH = 80


@dataclass(frozen=True, slots=True)
class Fit:
    """What was asked with and the value of a person's row that fit best, and how well: from 0 to 1."""

    score: float
    asked: str
    where: Where
    value: str


_NONE = Fit(0.0, "", "offers", "")


class Likeness:
    def __init__(self, retrieval: Retrieval) -> None:
        self._retrieval = retrieval

    def helpers(
        self, needs: Iterable[str], people: Iterable[Person], audiences: frozenset[str]
    ) -> dict[str, Fit]:
        """Who can help with one of the needs, by e-mail: the best pair of each."""
        return self._best(needs, people, _offered, audiences)

    def seekers(
        self, offers: Iterable[str], people: Iterable[Person], audiences: frozenset[str]
    ) -> dict[str, Fit]:
        """Who looks for one of the offers, by e-mail: the best pair of each."""
        return self._best(offers, people, _needed, audiences)

    def _best(
        self,
        asked: Iterable[str],
        people: Iterable[Person],
        values: Callable[[Person], Iterator[tuple[Where, str]]],
        audiences: frozenset[str],
    ) -> dict[str, Fit]:
        there = [(one.row.email, tuple(values(one))) for one in people]
        best: dict[str, Fit] = {}
        for words in asked:
            like = self._like(words, audiences)
            every = {value for _, held in there for _, value in held}
            scores = {value: _score(value, words, like) for value in every}
            for email, held in there:
                fits = [Fit(_WEIGHTS[where] * scores[value], words, where, value) for where, value in held]
                best[email] = max([*fits, best.get(email, _NONE)], key=lambda fit: fit.score)
        return {email: fit for email, fit in best.items() if fit.score > 0}

    def _like(self, words: str, audiences: frozenset[str]) -> dict[str, float]:
        """How much the values of the registers are like these words; those that are not in it are unlike them."""
        values = (
            *self._retrieval.values(words, audiences, "people", _DEPTH),
            *self._retrieval.values(words, audiences, "members", _DEPTH),
        )
        return {value.text: value.cosine for value in reversed(values)}


def _score(value: str, words: str, like: Mapping[str, float]) -> float:
    return max(_scaled(like.get(value, 0.0)), _SAID if speaks_of(value, words) else 0.0)


def _offered(person: Person) -> Iterator[tuple[Where, str]]:
    yield from (("offers", value) for value in person.row.offers)
    yield from (("topics", value) for value in person.row.topics)
    if person.row.role:
        yield "role", person.row.role
    if home := person.organisation:
        yield from (("organisation", value) for value in (*home.row.offers, *home.row.tags))


def _needed(person: Person) -> Iterator[tuple[Where, str]]:
    yield from (("needs", value) for value in person.row.needs)
    yield from (("topics", value) for value in person.row.topics)


def _scaled(cosine: float) -> float:
    return min(1.0, max(0.0, (cosine - _UNLIKE) / (_ALIKE - _UNLIKE)))
