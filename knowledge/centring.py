"""Language-centred scores: a passage is compared after the mean of its language is taken away.

Embedders place each language in a cone of its own, so that a question ranks passages of its own language first.
With q' = q − s·μ_query(language of the question) and d' = d − μ(language of the passage), the score is the cosine of
q' and d'. Stored vectors stay as they are: a change of means rewrites nothing.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from knowledge.embeddings import Vectors
from knowledge.models import Tongue

# s above. The mean of texts encoded as questions overshoots that of real questions, which ask instead of tell:
# with 1 a corpus of one language loses 0.01 nDCG@10, with 0.5 one of two languages loses 0.02 recall@5.
_QUESTION_STRENGTH = 0.75
# How many units the everyday sentences of a language weigh as much as.
_PRIOR_WEIGHT = 20.0


@dataclass(frozen=True, slots=True)
class TongueMean:
    """Means of shape (dimensions,): of passages' units, and of texts encoded as questions."""

    passages: Vectors
    queries: Vectors


def blended(prior: Vectors, vectors: Vectors) -> Vectors:
    """The mean of ``vectors`` (n, dimensions), drawn towards ``prior`` (dimensions,) where they are few."""
    if len(vectors) == 0:
        return prior
    weight = _PRIOR_WEIGHT / (_PRIOR_WEIGHT + len(vectors))
    return np.asarray(weight * prior + (1 - weight) * vectors.mean(axis=0), dtype=np.float32)


def _pair(mean: TongueMean) -> tuple[Vectors, Vectors]:
    return mean.passages, mean.queries


class Means:
    """The means of every tongue; without any, vectors are compared as they are.

    ``version`` is the generation of the index that they were taken from.
    """

    def __init__(self, by_tongue: Mapping[Tongue, TongueMean], version: str = "") -> None:
        """What has no words, such as a row of numbers, lies between the tongues."""
        self.version = version
        self._by_tongue = dict(by_tongue)
        if by_tongue:
            between = (
                np.mean(vectors, axis=0) for vectors in zip(*map(_pair, by_tongue.values()), strict=True)
            )
            self._by_tongue.setdefault("other", TongueMean(*between))

    def centred_query(self, vector: Vectors, tongue: Tongue) -> Vectors:
        """q', of length 1."""
        mean = self._by_tongue.get(tongue)
        return _unit(vector - _QUESTION_STRENGTH * mean.queries) if mean else vector

    def centred_passages(self, vectors: Vectors, tongue: Tongue) -> Vectors:
        """d', of shape (units, dimensions), each of length 1."""
        mean = self._by_tongue.get(tongue)
        return _unit(vectors - mean.passages) if mean else vectors

    def dump(self) -> str:
        """Text that ``load`` reads."""
        means = {tongue: [*map(coded, _pair(mean))] for tongue, mean in self._by_tongue.items()}
        return json.dumps({"version": self.version, "means": means})

    @classmethod
    def load(cls, text: str) -> Means:
        stored = json.loads(text or '{"version": "", "means": {}}')
        means = {name: TongueMean(decoded(p), decoded(q)) for name, (p, q) in stored["means"].items()}
        return cls(means, stored["version"])


def _unit(vectors: Vectors) -> Vectors:
    """A vector that is all but nothing stays as it is."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.where(lengths > 1e-6, lengths, 1.0), dtype=np.float32)


def coded(vector: Vectors) -> str:
    """A vector as text."""
    return base64.b64encode(np.asarray(vector, dtype=np.float32).tobytes()).decode()


def decoded(text: str) -> Vectors:
    """The vector of shape (dimensions,) that ``coded`` wrote."""
    return np.frombuffer(base64.b64decode(text), dtype=np.float32)
