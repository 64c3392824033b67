"""What many people's rows say, as one table of numbers: thousands of values are compared at once, not one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from knowledge.embeddings import Vectors

Where = Literal["offers", "needs", "topics", "role", "organisation"]
Places = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class ToldValue:
    email: str
    where: Where
    text: str


@dataclass(frozen=True, slots=True)
class PeoplesValues:
    """``told`` are the values of one person after another; ``starts`` is where each person's begin, ``person`` the
    number of the person of each. ``texts`` are the different ones, and ``text`` which of them each value is;
    ``vectors`` are of shape (texts, dimensions)."""

    told: tuple[ToldValue, ...]
    weights: Vectors
    starts: Places
    person: Places
    texts: tuple[str, ...]
    text: Places
    vectors: Vectors

    @classmethod
    def of(
        cls,
        told: Iterable[tuple[str, Where, str]],
        vectors: Callable[[Sequence[str]], Vectors],
        weights: Mapping[Where, float],
    ) -> PeoplesValues:
        """From (e-mail, field, value), those of one person together."""
        each = tuple(ToldValue(*one) for one in told)
        numbers: dict[str, int] = {}
        texts: dict[str, int] = {}
        person = np.array([numbers.setdefault(one.email, len(numbers)) for one in each], dtype=np.intp)
        text = np.array([texts.setdefault(one.text, len(texts)) for one in each], dtype=np.intp)
        return cls(
            each,
            np.array([weights[one.where] for one in each], dtype=np.float32),
            np.searchsorted(person, np.arange(len(numbers))),
            person,
            tuple(texts),
            text,
            vectors(tuple(texts)),
        )

    def like(self, meaning: Vectors) -> Vectors:
        """The centred cosine of each text, of shape (texts,)."""
        if not self.vectors.size:
            return np.zeros(len(self.texts), np.float32)
        return np.asarray(self.vectors @ meaning, np.float32)

    def weighted(self, by_text: Vectors) -> Vectors:
        """Scores of texts -> of each person's values, by how far their field speaks for somebody."""
        return np.asarray(by_text[self.text] * self.weights, np.float32)

    def pooled(self, scores: Vectors, further: float, counted: int) -> Vectors:
        """The best score of each person, and ``further`` times less of each next, as many as are ``counted``."""
        order = np.lexsort((-scores, self.person))
        rank = np.arange(len(order)) - self.starts[self.person]
        shares = np.where(rank < counted, further ** rank.astype(np.float32), 0)
        return np.asarray(
            np.bincount(self.person, scores[order] * shares, minlength=len(self.starts)), np.float32
        )

    def best_of_each(self, scores: Vectors) -> Places:
        """For each person the place of the value with the highest score, the first of equal ones."""
        return np.lexsort((-scores, self.person))[self.starts] if len(scores) else self.starts
