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

from knowledge.commonplaces import COMMONPLACES
from knowledge.embeddings import Embedder, Vectors
from knowledge.models import Language

# How many passages the everyday sentences weigh as much as.
_PRIOR_WEIGHT = 20.0
# Beyond this many passages they change nothing that could be measured, and are not embedded.
_ENOUGH = 500
_QUERY_SAMPLE = 64


@dataclass(frozen=True, slots=True)
class LanguageMean:
    """Means of shape (dimensions,): of passages, and of texts encoded as questions."""

    passages: Vectors
    queries: Vectors


def language_mean(
    embedder: Embedder, language: Language, mean: Vectors, count: int, sample: Sequence[str]
) -> LanguageMean:
    """The mean of ``count`` passages, drawn towards everyday sentences of the language where they are few."""
    common = COMMONPLACES[language]
    prior = embedder.embed_passages(common).mean(axis=0) if count < _ENOUGH else mean
    weight = _PRIOR_WEIGHT / (_PRIOR_WEIGHT + count)
    passages = prior if count == 0 else weight * prior + (1 - weight) * mean
    asked = (*sample[:_QUERY_SAMPLE], *(common if count < _ENOUGH else ()))
    queries = np.stack([embedder.embed_query(text) for text in asked]).mean(axis=0)
    return LanguageMean(np.asarray(passages, dtype=np.float32), np.asarray(queries, dtype=np.float32))


class Means:
    """The means of every language; without any, vectors are compared as they are."""

    def __init__(self, by_language: Mapping[Language, LanguageMean]) -> None:
        self._by_language = dict(by_language)

    def centred_query(self, vector: Vectors, language: Language) -> Vectors:
        """q', of length 1."""
        mean = self._by_language.get(language)
        return _unit(vector - mean.queries) if mean else vector

    def centred_passage(self, vector: Vectors, language: Language) -> Vectors:
        """d', of length 1."""
        mean = self._by_language.get(language)
        return _unit(vector - mean.passages) if mean else vector

    def dump(self) -> str:
        """Text that ``load`` reads."""
        return json.dumps(
            {
                language: [_coded(mean.passages), _coded(mean.queries)]
                for language, mean in self._by_language.items()
            }
        )

    @classmethod
    def load(cls, text: str) -> Means:
        rows = json.loads(text or "{}")
        return cls({name: LanguageMean(_decoded(p), _decoded(q)) for name, (p, q) in rows.items()})


def _unit(vector: Vectors) -> Vectors:
    length = float(np.linalg.norm(vector))
    return np.asarray(vector / length, dtype=np.float32) if length > 1e-6 else vector


def _coded(vector: Vectors) -> str:
    return base64.b64encode(np.asarray(vector, dtype=np.float32).tobytes()).decode()


def _decoded(text: str) -> Vectors:
    return np.frombuffer(base64.b64decode(text), dtype=np.float32)
