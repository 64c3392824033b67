"""Taking the means of the languages: which texts they are taken from, and when they are taken anew.

A mean is that of up to 2,048 passages of a language, spread evenly by their digests: the same passages each time, and
more than enough (the mean of that many vectors is off by a fiftieth of its length). The means of questions come from
48 passages cut to a question's length. Those are encoded once a run, after its last passage is written (the sample
shifts as passages come, so that encoding along the way would be for nothing), and taking the means anew embeds nothing.
A language with few passages leans on everyday sentences.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

import numpy as np

from knowledge.centring import Means, TongueMean, blended, coded, decoded
from knowledge.commonplaces import COMMONPLACES
from knowledge.embeddings import Embedder, Vectors
from knowledge.index import VectorIndex
from knowledge.models import Tongue
from knowledge.records.catalogue import Catalogue
from knowledge.records.journal import Journal

_SAMPLE = 2_048
_QUESTIONS = 48
_QUESTION_WORDS = 16


class Recentring:
    """Keeps the means in step with the index. Used by whoever holds the write lock."""

    def __init__(
        self, catalogue: Catalogue, journal: Journal, vectors: VectorIndex, embedder: Embedder
    ) -> None:
        self._catalogue = catalogue
        self._journal = journal
        self._vectors = vectors
        self._embedder = embedder

    def prepare(self) -> None:
        """Encodes, as questions, the sampled passages and everyday sentences that are not encoded yet."""
        wanted = {name: text for tongue in COMMONPLACES for name, text in self._questions(tongue).items()}
        known = self._fact("questions")
        fresh = {
            name: coded(self._embedder.embed_query(text))
            for name, text in wanted.items()
            if name not in known
        }
        if fresh:
            kept = {name: vector for name, vector in known.items() if name in wanted}
            self._state("questions", kept | fresh)
        self._prepare_everyday()

    def take(self) -> None:
        """Takes the means anew from what ``prepare`` encoded and from stored vectors; embeds and rewrites nothing."""
        means = {tongue: self._mean(tongue) for tongue in COMMONPLACES}
        generation = str(int(self._catalogue.fact("generation", "0")) + 1)
        self._journal.state_fact("means", Means(means, generation).dump())
        self._journal.count_change()

    def is_due(self) -> bool:
        """Whether passages have come or gone since the means were taken, in this run or in one that was cut off."""
        generation = self._catalogue.fact("generation", "0")
        return generation != "0" and Means.load(self._catalogue.fact("means")).version != generation

    def _mean(self, tongue: Tongue) -> TongueMean:
        encoded, everyday = self._fact("questions"), decoded(self._fact("everyday")[tongue])
        asked = [decoded(encoded[name]) for name in self._questions(tongue) if name in encoded]
        return TongueMean(blended(everyday, self._sampled(tongue)), np.stack(asked).mean(axis=0))

    def _sampled(self, tongue: Tongue) -> Vectors:
        """Vectors of shape (units, dimensions)."""
        shelves = self._catalogue.sampled_units(tongue, _SAMPLE)
        found = self._vectors.vectors(shelves)
        return np.stack(list(found.values())) if found else np.empty((0, 0), dtype=np.float32)

    def _questions(self, tongue: Tongue) -> dict[str, str]:
        """Texts as long as a question, by their digests; with the everyday ones where there are few."""
        sample = self._catalogue.sample(tongue, _QUESTIONS)
        texts = sample if len(sample) == _QUESTIONS else (*sample, *COMMONPLACES[tongue])
        cut = (" ".join(text.split()[:_QUESTION_WORDS]) for text in texts)
        return {hashlib.sha256(text.encode()).hexdigest()[:32]: text for text in cut}

    def _prepare_everyday(self) -> None:
        if not self._fact("everyday"):
            means = {
                tongue: self._embedder.embed_passages(texts).mean(axis=0)
                for tongue, texts in COMMONPLACES.items()
            }
            self._state("everyday", {tongue: coded(mean) for tongue, mean in means.items()})

    def _fact(self, name: str) -> Mapping[str, str]:
        """What was stated with this embedder; vectors of another are of no use."""
        stored = json.loads(self._catalogue.fact(name) or "{}")
        texts: Mapping[str, str] = stored.get(self._embedder.name, {})
        return texts

    def _state(self, name: str, vectors: Mapping[str, str]) -> None:
        self._journal.state_fact(name, json.dumps({self._embedder.name: vectors}))
