"""How well what people can help with fits a need: the best pair of need and offer, not the mean of profiles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from knowledge.directory.directory import Person
from knowledge.reading.wording import speaks_of
from knowledge.retrieval import Retrieval

Where = Literal["offers", "needs", "topics", "role", "organisation"]
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
_DEPTH = 400


@dataclass(frozen=True, slots=True)
class Fit:
    """What was asked with and the value of a person's row that fits best. ``score`` is a weighted sum of the centred
    cosines of the best values: on the demo's people good suggestions have 0.2 to 0.65, and strangers up to 0.4."""

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

    def helpers(
        self, needs: Iterable[Asked], people: Iterable[Person], audiences: frozenset[str]
    ) -> dict[str, Fit]:
        """Who can help with one of the needs, by e-mail."""
        return self._best(needs, people, offered, audiences)

    def seekers(
        self, offers: Iterable[Asked], people: Iterable[Person], audiences: frozenset[str]
    ) -> dict[str, Fit]:
        """Who looks for one of the offers, by e-mail."""
        return self._best(offers, people, _needed, audiences)

    def _best(
        self,
        asked: Iterable[Asked],
        people: Iterable[Person],
        values: Callable[[Person], Iterator[tuple[Where, str]]],
        audiences: frozenset[str],
    ) -> dict[str, Fit]:
        there = [(one.row.email, tuple(values(one))) for one in people]
        every = {value for _, held in there for _, value in held}
        best: dict[str, Fit] = {}
        for one in asked:
            scores = [self._scores(words, every, audiences) for words in one.wordings]
            for email, held in there:
                fit = _fit(one, held, scores)
                if fit and (email not in best or fit.score > best[email].score):
                    best[email] = fit
        return best

    def _scores(self, words: str, values: Iterable[str], audiences: frozenset[str]) -> dict[str, float]:
        """How much each value is like these words; what is not among the nearest is unlike them."""
        near = (
            *self._retrieval.values(words, audiences, "people", _DEPTH),
            *self._retrieval.values(words, audiences, "members", _DEPTH),
        )
        like = {value.text: value.cosine for value in reversed(near)}
        return {
            value: max(like.get(value, 0.0), SAID if speaks_of(value, words) else 0.0) for value in values
        }


def _fit(
    asked: Asked, held: Sequence[tuple[Where, str]], scores: Sequence[Mapping[str, float]]
) -> Fit | None:
    if not held:
        return None
    total = sum(_pooled([WEIGHTS[where] * each[value] for where, value in held]) for each in scores)
    where, value = max(held, key=lambda pair: sum(WEIGHTS[pair[0]] * each[pair[1]] for each in scores))
    return Fit(total / len(scores), asked.name, where, value)


def _pooled(scores: Iterable[float]) -> float:
    highest = sorted(scores, reverse=True)[:_COUNTED]
    return sum(score * _FURTHER**place for place, score in enumerate(highest))


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
