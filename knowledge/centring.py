"""Language-centred scores: a passage is compared after the mean of its language is taken away.

Embedders place each language in a cone of its own, so that a question ranks passages of its own language first.
With q' = q − μ_query(language of the question) and d' = d − μ(language of the passage), the score is the cosine of q'
and d'. Means of the documents themselves serve; the query mean comes from the same texts encoded as questions.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from knowledge.embeddings import Vectors
from knowledge.models import Language

# Below this many passages a mean says more about their subject than about their language.
_FEWEST = 20


@dataclass(frozen=True, slots=True)
class LanguageMean:
    """Means of shape (dimensions,), and how many passages they are taken from."""

    passages: Vectors
    queries: Vectors
    count: int


class Means:
    """The means of every language that has enough passages; the others are scored by the mean of all."""

    def __init__(self, by_language: Mapping[Language, LanguageMean]) -> None:
        self._by_language = {
            language: mean for language, mean in by_language.items() if mean.count >= _FEWEST
        }

    def centred_query(self, vector: Vectors, language: Language) -> Vectors:
        """q', of length 1."""
        mean = self._of(language)
        return _unit(vector - mean.queries) if mean else vector

    def centred_passage(self, vector: Vectors, language: Language) -> Vectors:
        """d', of length 1."""
        mean = self._of(language)
        return _unit(vector - mean.passages) if mean else vector

    def _of(self, language: Language) -> LanguageMean | None:
        if language in self._by_language:
            return self._by_language[language]
        return max(self._by_language.values(), key=lambda mean: mean.count, default=None)

    def dump(self) -> str:
        """Text that ``load`` reads."""
        return json.dumps(
            {
                language: [_coded(mean.passages), _coded(mean.queries), mean.count]
                for language, mean in self._by_language.items()
            }
        )

    @classmethod
    def load(cls, text: str) -> Means:
        rows = json.loads(text or "{}")
        return cls(
            {name: LanguageMean(_decoded(p), _decoded(q), count) for name, (p, q, count) in rows.items()}
        )


def _unit(vector: Vectors) -> Vectors:
    length = float(np.linalg.norm(vector))
    return np.asarray(vector / length, dtype=np.float32) if length > 1e-6 else vector


def _coded(vector: Vectors) -> str:
    return base64.b64encode(np.asarray(vector, dtype=np.float32).tobytes()).decode()


def _decoded(text: str) -> Vectors:
    return np.frombuffer(base64.b64decode(text), dtype=np.float32)
