"""Language-centred scores: a passage is compared after the mean of its language is taken away.

Embedders place each language in a cone of its own, so that a question ranks passages of its own language first.
With q' = q − μ_query(language of the question) and d' = d − μ(language of the passage), the score is the cosine of q'
and d'. Means of the documents themselves serve; the query mean comes from the same texts encoded as questions.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.embeddings import Embedder, Vectors
from knowledge.models import TONGUE_OF, Language, Tongue

# How many passages the everyday sentences weigh as much as.
_PRIOR_WEIGHT = 20.0
# Beyond this many passages they change nothing that could be measured, and are not embedded.
_ENOUGH = 200
# Passages that stand for questions, cut to a question's length: a longer text costs more and is less like one.
QUERY_SAMPLE = 48
_QUERY_WORDS = 16


@dataclass(frozen=True, slots=True)
class TongueMean:
    """Means of shape (dimensions,): of passages, and of texts encoded as questions."""

    passages: Vectors
    queries: Vectors


def tongue_mean(
    embedder: Embedder, common: Sequence[str], mean: Vectors, count: int, sample: Sequence[str]
) -> TongueMean:
    """The mean of ``count`` passages, drawn towards the everyday sentences ``common`` where they are few."""
    prior = embedder.embed_passages(common).mean(axis=0) if count < _ENOUGH else mean
    weight = _PRIOR_WEIGHT / (_PRIOR_WEIGHT + count)
    passages = prior if count == 0 else weight * prior + (1 - weight) * mean
    asked = (*map(_as_question, sample[:QUERY_SAMPLE]), *(common if count < _ENOUGH else ()))
    queries = np.stack([embedder.embed_query(text) for text in asked]).mean(axis=0)
    return TongueMean(np.asarray(passages, dtype=np.float32), np.asarray(queries, dtype=np.float32))


def _as_question(text: str) -> str:
    return " ".join(text.split()[:_QUERY_WORDS])


def _pair(mean: TongueMean) -> tuple[Vectors, Vectors]:
    return mean.passages, mean.queries


class Means:
    """The means of every tongue; without any, vectors are compared as they are."""

    def __init__(self, by_tongue: Mapping[Tongue, TongueMean]) -> None:
        """What has no words, such as a row of numbers, lies between the tongues."""
        self._by_tongue = dict(by_tongue)
        if by_tongue:
            between = (
                np.mean(vectors, axis=0) for vectors in zip(*map(_pair, by_tongue.values()), strict=True)
            )
            self._by_tongue.setdefault("other", TongueMean(*between))

    def centred_query(self, vector: Vectors, language: Language) -> Vectors:
        """q', of length 1."""
        mean = self._by_tongue.get(TONGUE_OF[language])
        return _unit(vector - mean.queries) if mean else vector

    def centred_passages(self, vectors: Vectors, tongue: Tongue) -> Vectors:
        """d', of shape (passages, dimensions), each of length 1."""
        mean = self._by_tongue.get(tongue)
        return _unit(vectors - mean.passages) if mean else vectors

    def dump(self) -> str:
        """Text that ``load`` reads."""
        return json.dumps({tongue: [*map(_coded, _pair(mean))] for tongue, mean in self._by_tongue.items()})

    @classmethod
    def load(cls, text: str) -> Means:
        rows = json.loads(text or "{}")
        return cls({name: TongueMean(_decoded(p), _decoded(q)) for name, (p, q) in rows.items()})


def _unit(vectors: Vectors) -> Vectors:
    """A vector that is all but nothing stays as it is."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.where(lengths > 1e-6, lengths, 1.0), dtype=np.float32)


def _coded(vector: Vectors) -> str:
    return base64.b64encode(np.asarray(vector, dtype=np.float32).tobytes()).decode()


def _decoded(text: str) -> Vectors:
    return np.frombuffer(base64.b64decode(text), dtype=np.float32)
