"""Questions and their words as vectors, to be compared across languages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np

from knowledge.centring import Means
from knowledge.embeddings import Embedder, Vectors
from knowledge.language import tongue_of
from knowledge.models import Tongue
from knowledge.records.text_vectors import TextVectors

_WORDS = 4_096


class Encoding:
    """``embedder`` and ``means`` are those of the index as it is now, asked for when something is compared. What
    members ask is not kept. Safe from several threads."""

    def __init__(
        self, embedder: Callable[[], Embedder], kept: TextVectors, means: Callable[[], Means]
    ) -> None:
        self._embedder = embedder
        self._kept = kept
        self._means = means
        self._word = lru_cache(maxsize=_WORDS)(self.question)

    @property
    def tells_meanings(self) -> bool:
        """Not before a first sync has taken means: without them, all questions of a language are alike."""
        return bool(self._means().version)

    def forms(self, texts: Sequence[str]) -> Vectors:
        """Raw vectors of shape (texts, dimensions), each embedded once. Raises EmbeddingFailed."""
        embedder = self._embedder()
        # Encoded as questions: the same text as a passage has another vector.
        name = f"{embedder.name} (questions)"
        found = self._kept.of(name, texts)
        fresh = {text: embedder.embed_query(text) for text in dict.fromkeys(texts) if text not in found}
        if fresh:
            self._kept.keep(name, fresh)
        every = found | fresh
        return np.stack([every[text] for text in texts])

    def question(self, text: str) -> Vectors:
        """A raw vector. Raises EmbeddingFailed."""
        return self._embedder().embed_query(text)

    def centred(self, vectors: Vectors, texts: Sequence[str]) -> Vectors:
        """The vectors of these texts, each without the mean of its language, and of length 1."""
        means = self._means()
        return np.stack(
            [
                means.centred_query(vector, tongue_of(text))
                for vector, text in zip(vectors, texts, strict=True)
            ]
        )

    def likeness(self, one: str, tongue: Tongue, other: str, other_tongue: Tongue) -> float:
        """Of two words. Raises EmbeddingFailed."""
        means = self._means()
        first = means.centred_query(self._word(one), tongue)
        return float(first @ means.centred_query(self._word(other), other_tongue))
