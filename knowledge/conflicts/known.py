"""What is known and near to a document that is to be taken in, as one asker may see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from knowledge.centring import Means
from knowledge.embeddings import Embedder, Vectors
from knowledge.index import Nearest
from knowledge.keys import Key, UnitKey
from knowledge.library import Stores
from knowledge.models import PROSE, TONGUE_OF, Passage, SourceInfo, Tongue
from knowledge.records.rows import Found

_EMBED_AT_ONCE = 32


@dataclass(frozen=True, slots=True)
class Near:
    """A known unit near to one of the document's, with the sources that hold it and that the asker may read;
    ``likeness`` is the centred cosine of the two."""

    passage: Passage
    unit: int
    sources: tuple[SourceInfo, ...]
    likeness: float


@dataclass(frozen=True, slots=True)
class Nearness:
    """Which units count as near: ``most`` of each tongue, kind and audience, none less alike than ``least``."""

    most: int
    least: float


class Known(Protocol):
    def near(
        self, passages: Sequence[Passage], vectors: Vectors, audiences: frozenset[str], nearness: Nearness
    ) -> tuple[tuple[Near, ...], ...]:
        """For each unit of ``passages`` in order, whose raw vectors are of shape (units, dimensions): the known units
        that are near, the nearest first; no passage that these audiences may not read."""
        ...

    def texts(self, ids: Sequence[str]) -> Mapping[str, tuple[Passage, ...]]:
        """All passages of those texts."""
        ...

    def meanings(self, texts: Sequence[str], tongues: Sequence[Tongue]) -> Vectors:
        """Centred vectors of length 1, of shape (texts, dimensions). Raises EmbeddingFailed."""
        ...


class Index:
    """``Known`` as the index and the records have it.

    ``readable_by`` is the audience rule as it is now: audiences -> (source -> may they read it); ``indexed_for`` tells
    under which audiences what these may read stands in the index.
    """

    def __init__(
        self,
        stores: Stores,
        embedder: Embedder,
        means: Callable[[], Means],
        readable_by: Callable[[frozenset[str]], Callable[[str], bool]],
        indexed_for: Callable[[frozenset[str]], frozenset[str]],
    ) -> None:
        self._stores = stores
        self._embedder = embedder
        self._means = means
        self._readable_by = readable_by
        self._indexed_for = indexed_for

    def near(
        self, passages: Sequence[Passage], vectors: Vectors, audiences: frozenset[str], nearness: Nearness
    ) -> tuple[tuple[Near, ...], ...]:
        if not len(vectors):
            return ()
        means = self._means()
        tongues = [TONGUE_OF[passage.language] for passage in passages for _ in passage.spans]
        centred = _centred(vectors, tongues, means)
        shelves = self._indexed_for(audiences)
        found = self._stores.vectors.nearest_to_each(centred, shelves, nearness.most, PROSE)
        likeness = [
            _likeness(near, own, means, nearness.least) for near, own in zip(found, centred, strict=True)
        ]
        keys = {unit.passage for units in likeness for unit in units}
        held = self._readable(keys, audiences)
        return tuple(
            tuple(
                Near(held[unit.passage].passage, unit.unit, held[unit.passage].sources, cosine)
                for unit, cosine in sorted(units.items(), key=lambda one: -one[1])
                if unit.passage in held
            )
            for units in likeness
        )

    def texts(self, ids: Sequence[str]) -> Mapping[str, tuple[Passage, ...]]:
        return {text_id: text.passages for text_id, text in self._stores.catalogue.texts_with(ids).items()}

    def meanings(self, texts: Sequence[str], tongues: Sequence[Tongue]) -> Vectors:
        parts = [
            self._embedder.embed_passages(texts[start : start + _EMBED_AT_ONCE])
            for start in range(0, len(texts), _EMBED_AT_ONCE)
        ]
        return (
            _centred(np.concatenate(parts), tongues, self._means()) if parts else np.zeros((0, 0), np.float32)
        )

    def _readable(self, keys: set[Key], audiences: frozenset[str]) -> dict[Key, Found]:
        found = self._stores.catalogue.find(sorted(keys, key=str), self._indexed_for(audiences))
        may_read = self._readable_by(audiences)
        readable = {key: there.visible(may_read) for key, there in found.items()}
        return {key: replace(found[key], sources=sources) for key, sources in readable.items() if sources}


def _centred(vectors: Vectors, tongues: Sequence[Tongue], means: Means) -> Vectors:
    centred = np.array(vectors, dtype=np.float32)
    spoken = np.array(tongues)
    for tongue in set(tongues):
        those = spoken == tongue
        centred[those] = means.centred_passages(centred[those], tongue)
    return centred


def _likeness(
    near: Mapping[Tongue, Nearest], own: Vectors, means: Means, least: float
) -> dict[UnitKey, float]:
    return {
        unit: float(cosine)
        for tongue, found in near.items()
        if found.keys
        for unit, cosine in zip(found.keys, means.centred_passages(found.vectors, tongue) @ own, strict=True)
        if cosine >= least
    }
