"""A question -> the curated answer to a question that means the same, if there is one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import numpy as np

from knowledge.curated.agreement import Agreement, agreement, differences
from knowledge.curated.answer import CuratedAnswer
from knowledge.curated.encoding import Encoding
from knowledge.curated.sense import sense_of
from knowledge.embeddings import Vectors
from knowledge.models import MEMBERS, PUBLIC, Tongue
from knowledge.terms import words

# A logistic regression on the development set and the second set of ``tests/knowledge/curated``: each question with
# the forms nearest to it that do not differ outright, in the order of ``Agreement``. Figures: docs/curated-answers.md.
_WEIGHTS = np.array([3.49, -2.89, 5.53, 2.3, -1.13, -1.41, 1.54, -1.59, 1.93])
_CONSTANT = -5.87
# High: a wrong answer with somebody's name under it does more harm than a search in the documents.
_THRESHOLD = 1.3
# What is less alike is no candidate, and of the others the nearest are looked at.
_LEAST_COSINE = 0.3
_CANDIDATES = 6
# Of answers that fit as well, the one for the fewest readers: it was written with them in mind.
_WIDTH = {PUBLIC: 0, MEMBERS: 1}
_NARROW = 2


class Shelf(Protocol):
    """Where curated answers are kept: ``records.curated_answers``."""

    def every(self) -> tuple[CuratedAnswer, ...]: ...

    def version(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Form:
    """A question that a curated answer answers."""

    text: str
    answer: CuratedAnswer


@dataclass(frozen=True, slots=True)
class Match:
    """``score`` is above the threshold, and without end for the very same words."""

    answer: CuratedAnswer
    form: str
    score: float


class Matcher:
    """Safe from several threads: what two of them put together at once is the same."""

    def __init__(self, shelf: Shelf, encoding: Encoding, cluster: str = "") -> None:
        """``cluster`` is the name of the cluster itself: in a question it says nothing."""
        self._shelf = shelf
        self._encoding = encoding
        self._neutral = frozenset((*words(cluster), *(f"{word}s" for word in words(cluster))))
        self._known: tuple[str, tuple[Form, ...]] = ("", ())
        self._vectors: dict[str, Vectors] = {}

    def match(self, question: str, audiences: frozenset[str], day: date) -> Match | None:
        """The best answer that these audiences may read and that holds on ``day``; None where no form asks the same.

        Raises EmbeddingFailed.
        """
        if not words(question):
            return None
        forms = [form for form in self._forms() if _is_readable(form.answer, audiences, day)]
        same = [
            Match(form.answer, form.text, float("inf")) for form in forms if _is_same(form.text, question)
        ]
        found = same or self._by_meaning(question, forms)
        return max(found, key=_preference, default=None)

    def _by_meaning(self, question: str, forms: Sequence[Form]) -> list[Match]:
        if not forms or not self._encoding.tells_meanings:
            return []
        vectors = self._vectors_of(forms)
        [asked] = self._encoding.centred(self._encoding.question(question)[np.newaxis], [question])
        cosines = self._encoding.centred(vectors, [form.text for form in forms]) @ asked
        nearest = np.argsort(-cosines)[:_CANDIDATES]
        near = [(forms[n], float(cosines[n])) for n in nearest if cosines[n] >= _LEAST_COSINE]
        return list(self._judged(question, near))

    def _judged(self, question: str, near: Iterable[tuple[Form, float]]) -> Iterator[Match]:
        asked = sense_of(question)
        for form, cosine in near:
            held = sense_of(form.text)
            if any(differences(asked, held, self._neutral)):
                continue
            # Most forms are out of reach even if every word that is not known to be the same were: no word is embedded.
            if score_of(agreement(asked, held, cosine, _alike)) < _THRESHOLD:
                continue
            score = score_of(agreement(asked, held, cosine, self._encoding.likeness))
            if score >= _THRESHOLD:
                yield Match(form.answer, form.text, score)

    def _forms(self) -> tuple[Form, ...]:
        """Of all audiences and days; put together anew after each change of any answer."""
        version = self._shelf.version()
        before, forms = self._known
        if before != version:
            forms = tuple(Form(text, answer) for answer in self._shelf.every() for text in answer.draft.forms)
            self._known = version, forms
            self._vectors = {}
        return forms

    def _vectors_of(self, forms: Sequence[Form]) -> Vectors:
        vectors = self._vectors
        fresh = [form.text for form in forms if form.text not in vectors]
        if fresh:
            vectors |= zip(fresh, self._encoding.forms(fresh), strict=True)
        return np.stack([vectors[form.text] for form in forms])


def _alike(one: str, tongue: Tongue, other: str, other_tongue: Tongue) -> float:
    return 1.0


def score_of(found: Agreement) -> float:
    """The evidence that both questions ask the same; 0 is as likely as not on the development set."""
    return float(_WEIGHTS @ np.array(found.values) + _CONSTANT)


def _preference(match: Match) -> tuple[float, int, date]:
    answer = match.answer
    return match.score, _WIDTH.get(answer.draft.audience, _NARROW), answer.confirmed_on


def _is_readable(answer: CuratedAnswer, audiences: frozenset[str], day: date) -> bool:
    """Nobody has an audience that cluster.toml no longer names."""
    return answer.draft.audience in audiences and answer.holds_on(day)


def _is_same(one: str, other: str) -> bool:
    return words(one) == words(other)
