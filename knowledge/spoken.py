"""What people say of themselves, found as what registers say of them is: by the same vectors and the same scores.

It is embedded when it is first compared and not when it is saved: a profile is kept whether or not the embedder
answers, and no lock of an ingest stands in its way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from knowledge.centring import Means
from knowledge.directory.directory import Person
from knowledge.directory.self_told import PROFILES
from knowledge.embeddings import Embedder, Vectors
from knowledge.language import tongue_of
from knowledge.models import SourceInfo, Tongue
from knowledge.records.text_vectors import TextVectors
from knowledge.records.view import Rows, View
from knowledge.self_told import Value

_EMBED_AT_ONCE = 32
_COMPARED = ("role", "topics", "offers", "needs")


class Spoken:
    """Safe from several threads: what two of them put together at once is the same."""

    def __init__(self, view: View, embedder: Embedder, vectors: TextVectors) -> None:
        self._view = view
        self._embedder = embedder
        self._vectors = vectors
        self._told: dict[frozenset[str], tuple[Rows, Told]] = {}

    def guarded(self) -> Mapping[str, frozenset[str]]:
        """Rows of registers of which not all may be told any more, by their source, and the values that may."""
        return self._view.guarded()

    def near(self, centred: Vectors, means: Means, audiences: frozenset[str]) -> Iterator[Value]:
        """Every value of a profile that these audiences may see, with its cosine. Raises EmbeddingFailed."""
        for tongue, values in self._told_to(audiences).items():
            vectors = np.stack([vector for _, _, vector in values])
            cosines = means.centred_passages(vectors, tongue) @ centred
            for (text, sources, _), cosine in zip(values, cosines, strict=True):
                yield Value(text, sources, float(cosine))

    def _told_to(self, audiences: frozenset[str]) -> Told:
        rows = self._view.rows(audiences)
        before, told = self._told.get(audiences, (None, {}))
        if before is not rows:
            told = self._put_together(rows)
            self._told[audiences] = rows, told
        return told

    def _put_together(self, rows: Rows) -> Told:
        sources: dict[str, tuple[SourceInfo, ...]] = {}
        for person in rows.directory.people:
            for value in _own_values(person):
                sources[value] = (*sources.get(value, ()), person.sources[0])
        vectors = self._embedded(list(sources))
        told: Told = {}
        for value, those in sources.items():
            told.setdefault(tongue_of(value), []).append((value, those, vectors[value]))
        return told

    def _embedded(self, values: Sequence[str]) -> dict[str, Vectors]:
        known = self._vectors.of(self._embedder.name, values)
        fresh = [value for value in values if value not in known]
        for start in range(0, len(fresh), _EMBED_AT_ONCE):
            part = fresh[start : start + _EMBED_AT_ONCE]
            made = dict(zip(part, self._embedder.embed_passages(part), strict=True))
            self._vectors.keep(self._embedder.name, made)
            known |= made
        return known


# What is told in each tongue: a value, whose it is, and its vector.
Told = dict[Tongue, list[tuple[str, tuple[SourceInfo, ...], Vectors]]]


def _own_values(person: Person) -> Iterator[str]:
    """What their profile says that others may look for, each once."""
    own = person.sources[0]
    if not own.source.startswith(f"{PROFILES}#"):
        return
    for name in _COMPARED:
        held = getattr(person.row, name) if person.told.get(name) == own else ()
        yield from (held,) if isinstance(held, str) and held else held
