"""The vectors of values that rows hold, from the index; what it does not hold is embedded."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from knowledge.centring import Means, blended
from knowledge.embeddings import Embedder, Vectors
from knowledge.index import Shelf
from knowledge.keys import UnitKey
from knowledge.language import tongue_of
from knowledge.library import Stores
from knowledge.models import SourceKind, Tongue

_KINDS: tuple[SourceKind, ...] = ("people", "members")
_EMBED_AT_ONCE = 32
_NOTHING = 1e-6


class ValueVectors:
    """A value is a unit by itself, so its vector depends on its words alone, whoever may read the row."""

    def __init__(self, stores: Stores, embedder: Embedder, means: Means) -> None:
        self._stores = stores
        self._embedder = embedder
        self._means = means

    def of(self, values: Sequence[str]) -> Vectors:
        """Centred, of shape (values, dimensions), and of length 1 but for what is all that there is to compare. Raises
        EmbeddingFailed."""
        if not values:
            return np.zeros((0, 0), dtype=np.float32)
        return self._centred(self._found(values), _unlike_each_other)

    def by_tongue_alone(self, values: Sequence[str]) -> Vectors:
        """The same for comparing with questions, which are not like any other few words. Raises EmbeddingFailed."""
        if not values:
            return np.zeros((0, 0), dtype=np.float32)
        return self._centred(self._found(values), np.asarray)

    def _found(self, values: Sequence[str]) -> list[tuple[Tongue, Vectors]]:
        found = self._stored(frozenset(values))
        fresh = [value for value in dict.fromkeys(values) if value not in found]
        for start in range(0, len(fresh), _EMBED_AT_ONCE):
            part = fresh[start : start + _EMBED_AT_ONCE]
            found |= zip(
                part, zip(map(_tongue, part), self._embedder.embed_passages(part), strict=True), strict=True
            )
        return [found[value] for value in values]

    def _stored(self, values: frozenset[str]) -> dict[str, tuple[Tongue, Vectors]]:
        wanted: dict[Shelf, list[UnitKey]] = {}
        text_of: dict[UnitKey, tuple[str, Tongue]] = {}
        seen: set[str] = set()
        for shelf, key, text in self._stores.catalogue.units_of(_KINDS):
            if text in values and text not in seen:
                seen.add(text)
                wanted.setdefault(shelf, []).append(key)
                text_of[key] = text, shelf.tongue
        vectors = self._stores.vectors.vectors(wanted)
        return {text: (tongue, vectors[key]) for key, (text, tongue) in text_of.items() if key in vectors}

    def _centred(
        self, found: Sequence[tuple[Tongue, Vectors]], apart: Callable[[Vectors], Vectors]
    ) -> Vectors:
        vectors = np.stack([vector for _, vector in found])
        tongues = np.array([tongue for tongue, _ in found])
        for tongue in set(tongues.tolist()):
            those = tongues == tongue
            vectors[those] = apart(self._means.centred_passages(vectors[those], tongue))
        return vectors


def _unlike_each_other(vectors: Vectors) -> Vectors:
    """A few words are like any other few words, and far from the prose that means are taken of: two values that have
    nothing to do with each other had a cosine of 0.4."""
    vectors = vectors - blended(np.zeros_like(vectors[0]), vectors)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, _NOTHING), dtype=np.float32)


def _tongue(value: str) -> Tongue:
    return tongue_of(value)
