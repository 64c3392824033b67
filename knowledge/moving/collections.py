"""The collections at one place of Chroma's, whole and page by page, as they are moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from knowledge.chroma_places import Place
from knowledge.embeddings import Vectors
from knowledge.index import GRAPH

_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Page:
    """``vectors`` are of shape (keys, dimensions)."""

    keys: Sequence[str]
    vectors: Vectors
    metadatas: Sequence[Mapping[str, Any]]

    def rows(self) -> Iterator[tuple[str, bytes, dict[str, Any]]]:
        """Each key with its vector, four bytes a number, and what is written beside it."""
        plain = np.ascontiguousarray(self.vectors, dtype="<f4")
        for key, vector, metadata in zip(self.keys, plain, self.metadatas, strict=True):
            yield key, vector.tobytes(), dict(metadata)


class Collections:
    """Connects when it is first asked. Whatever fails is a DataFolderError that names the place."""

    def __init__(self, place: Place) -> None:
        self._place = place
        with place.told():
            self._client = place.connect()

    def names(self, beginning: str) -> tuple[str, ...]:
        with self._place.told():
            found = [one.name for one in self._client.list_collections()]
        return tuple(sorted(name for name in found if name.startswith(beginning)))

    def pages(self, name: str) -> Iterator[Page]:
        with self._place.told():
            collection = self._client.get_collection(name, embedding_function=None)
            for offset in range(0, collection.count(), _AT_ONCE):
                found = collection.get(limit=_AT_ONCE, offset=offset, include=["embeddings", "metadatas"])
                vectors = np.asarray(found["embeddings"], dtype=np.float32)
                yield Page(found["ids"], vectors, found["metadatas"] or ())

    def make(self, name: str) -> None:
        with self._place.told():
            self._client.create_collection(name, embedding_function=None, configuration={"hnsw": GRAPH})

    def write(self, name: str, page: Page) -> None:
        with self._place.told():
            self._client.get_collection(name, embedding_function=None).add(
                ids=list(page.keys), embeddings=page.vectors, metadatas=[dict(one) for one in page.metadatas]
            )

    def rename(self, name: str, to: str) -> None:
        with self._place.told():
            self._client.get_collection(name, embedding_function=None).modify(name=to)

    def remove(self, name: str) -> None:
        with self._place.told():
            self._client.delete_collection(name)

    def close(self) -> None:
        with self._place.told():
            self._place.leave(self._client)
