"""The vectors of questions: each is embedded once, however often the list is looked at."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from knowledge.embeddings import Embedder, Vectors
from knowledge.records.text_vectors import TextVectors

_EMBED_AT_ONCE = 32


class GapVectors:
    def __init__(self, embedder: Embedder, kept: TextVectors) -> None:
        self._embedder = embedder
        self._kept = kept

    def of(self, words: Sequence[str]) -> Vectors:
        """Of shape (words, dimensions), each of length 1: both are told in the same way, so neither is the question
        here. Raises EmbeddingFailed."""
        name = self._embedder.name
        found = self._kept.of(name, words)
        fresh = [one for one in dict.fromkeys(words) if one not in found]
        for start in range(0, len(fresh), _EMBED_AT_ONCE):
            part = fresh[start : start + _EMBED_AT_ONCE]
            new = dict(zip(part, self._embedder.embed_passages(part), strict=True))
            self._kept.keep(name, new)
            found |= new
        return np.stack([found[one] for one in words])
