"""An embedder without a model: texts that share words lie close together."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from knowledge.embeddings import Vectors
from knowledge.terms import words

_DIMENSIONS = 64


class FakeEmbedder:
    """Sums a fixed direction a word; ``embedded`` counts the passages that it was given."""

    def __init__(self, name: str = "fake") -> None:
        self.name = name
        self.embedded = 0

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self.embedded += len(texts)
        return (
            np.stack([_vector(text) for text in texts]) if texts else np.empty((0, _DIMENSIONS), np.float32)
        )

    def embed_query(self, text: str) -> Vectors:
        return _vector(text)


def _vector(text: str) -> Vectors:
    total = np.sum([_direction(word) for word in (*words(text), "")], axis=0)
    return np.asarray(total / np.linalg.norm(total), dtype=np.float32)


def _direction(word: str) -> Vectors:
    seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8], "big")
    return np.random.default_rng(seed).standard_normal(_DIMENSIONS).astype(np.float32)
