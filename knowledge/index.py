"""The vector index, on Chroma: a collection a tongue, kind and audience, so that a question asks only what it may.

Raw unit vectors are stored once, under inner product; every mean can change without rewriting them. A collection a
tongue keeps either language from crowding the other out. A collection an audience is the audience filter: Chroma's
metadata filter takes 370 ms where most of 50,000 vectors may be read, asking two collections takes 2.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import product
from typing import TypeVar

import numpy as np
from chromadb.api.client import Client
from chromadb.api.collection_configuration import CreateHNSWConfiguration
from chromadb.api.models.Collection import Collection
from chromadb.errors import NotFoundError

from knowledge.chroma_places import Place
from knowledge.embeddings import Vectors
from knowledge.keys import UnitKey
from knowledge.models import TONGUE_OF, Language, SourceKind, Tongue

TONGUES: tuple[Tongue, ...] = ("no", "en", "other")
KINDS: tuple[SourceKind, ...] = ("documents", "members", "people", "events")
_BATCH = 1_000
# A centred question lies outside the cone of the raw vectors, where Chroma's usual graph finds 91 of the nearest 100;
# this one finds 99, for a millisecond more.
GRAPH: CreateHNSWConfiguration = {"space": "ip", "ef_construction": 200, "ef_search": 400}
# What the collections of the program are called after.
UNITS = "units"
T = TypeVar("T")
# By name, what stands in each collection: the keys, and their vectors, of shape (keys, dimensions).
Collections = Mapping[str, tuple[Sequence[str], Vectors]]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Which collection: vectors of one tongue and kind of source that one audience may read."""

    tongue: Tongue
    kind: SourceKind
    audience: str

    @classmethod
    def of(cls, language: Language, kind: SourceKind, audience: str) -> Shelf:
        return cls(TONGUE_OF[language], kind, audience)


@dataclass(frozen=True, slots=True)
class VectorEntry:
    key: UnitKey
    shelf: Shelf


@dataclass(frozen=True, slots=True)
class Nearest:
    """The units found in one tongue, and their vectors, of shape (units, dimensions)."""

    keys: tuple[UnitKey, ...]
    vectors: Vectors


class VectorIndex:
    """Opens lazily. After another process has written, ``close``: an open embedded Chroma does not see it, and on a
    server there may be other collections now."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._client: Client | None = None
        self._collections: dict[str, Collection] = {}
        self._lock = threading.RLock()
        # Chroma lets go of the interpreter while it searches: the shelves are asked at the same time.
        self._asking = ThreadPoolExecutor(4, thread_name_prefix="vectors")

    def add(self, entries: Sequence[VectorEntry], vectors: Vectors) -> None:
        """Writes vectors of shape (len(entries), dimensions); an entry that is there already is replaced."""
        rows_of: dict[Shelf, list[int]] = {}
        for row, entry in enumerate(entries):
            rows_of.setdefault(entry.shelf, []).append(row)
        with self._lock, self._place.told():
            for shelf, rows in rows_of.items():
                for part in _parts(rows):
                    self._upsert(shelf, [entries[row].key for row in part], vectors[part])

    def _upsert(self, shelf: Shelf, keys: Sequence[UnitKey], vectors: Vectors) -> None:
        self._writable(shelf).upsert(
            ids=[str(key) for key in keys],
            embeddings=vectors,
            metadatas=[{"text": key.passage.text_id} for key in keys],
        )

    def remove(self, text_ids: Sequence[str]) -> None:
        """Removes every unit of these texts; unknown ones are passed over."""
        with self._lock, self._place.told():
            for part in _parts(text_ids):
                for collection in self._opened().values():
                    collection.delete(where={"text": {"$in": list(part)}})  # type: ignore[dict-item]

    def nearest(
        self, vector: Vectors, audiences: frozenset[str], limit: int, kinds: Sequence[SourceKind] = KINDS
    ) -> Mapping[Tongue, Nearest]:
        """For each tongue the units with the largest inner products: ``limit`` of each kind and audience."""
        return self.nearest_to_each(vector[np.newaxis, :], audiences, limit, kinds)[0]

    def nearest_to_each(
        self, vectors: Vectors, audiences: frozenset[str], limit: int, kinds: Sequence[SourceKind] = KINDS
    ) -> tuple[Mapping[Tongue, Nearest], ...]:
        """The same for each of ``vectors``, of shape (n, dimensions); every shelf is asked once."""
        shelves = [Shelf(*place) for place in product(TONGUES, kinds, sorted(audiences))]

        def ask(collection: Collection) -> list[Nearest]:
            answer = collection.query(query_embeddings=vectors, n_results=limit, include=["embeddings"])
            found = answer["embeddings"] or [()] * len(vectors)
            return [
                Nearest(tuple(map(UnitKey.parse, ids)), _rows(rows, vectors.shape[1]))
                for ids, rows in zip(answer["ids"], found, strict=True)
            ]

        with self._lock, self._place.told():
            try:
                there, asked = self._asked(shelves, ask)
            except NotFoundError:
                # On a server, another process has put a collection in the place of one that was open here.
                self.close()
                there, asked = self._asked(shelves, ask)
        return tuple(
            {
                tongue: _together(
                    [near[row] for shelf, near in zip(there, asked, strict=True) if shelf.tongue == tongue]
                )
                for tongue in {shelf.tongue: None for shelf in there}
            }
            for row in range(len(vectors))
        )

    def _asked(self, shelves: Sequence[Shelf], ask: Callable[[Collection], T]) -> tuple[list[Shelf], list[T]]:
        """The shelves that there are, and what each answers; they are asked at the same time."""
        collections = self._opened()
        there = [shelf for shelf in shelves if self._named(shelf) in collections]
        return there, list(self._asking.map(ask, (collections[self._named(shelf)] for shelf in there)))

    def vectors(self, keys: Mapping[Shelf, Sequence[UnitKey]]) -> dict[UnitKey, Vectors]:
        """The stored vectors of those keys that are on those shelves."""
        found: dict[UnitKey, Vectors] = {}
        with self._lock, self._place.told():
            for shelf, wanted in keys.items():
                collection = self._opened().get(self._named(shelf))
                if collection is None:
                    continue
                for part in _parts(wanted):
                    answer = collection.get(ids=[str(key) for key in part], include=["embeddings"])
                    rows = answer["embeddings"]
                    found |= zip(map(UnitKey.parse, answer["ids"]), _rows(rows, 0), strict=True)
        return found

    def text_ids(self) -> frozenset[str]:
        """Every text that has a unit here; read in pages, for repairs."""
        with self._lock, self._place.told():
            return frozenset(
                key.passage.text_id
                for collection in self._opened().values()
                for key in self._keys(collection)
            )

    @staticmethod
    def _keys(collection: Collection) -> Iterable[UnitKey]:
        for offset in range(0, collection.count(), _BATCH):
            for key in collection.get(limit=_BATCH, offset=offset, include=[])["ids"]:
                yield UnitKey.parse(key)

    def count(self) -> int:
        """How many units are here."""
        with self._lock, self._place.told():
            return sum(collection.count() for collection in self._opened().values())

    def clear(self) -> None:
        """Removes everything, for a change of embedder: vectors of two embedders cannot be compared."""
        with self._lock, self._place.told():
            self._opened()
            assert self._client is not None
            for name in self._collections:
                self._client.delete_collection(name)
            self._collections = {}

    def rewrite(self, put_anew: Callable[[Collections], None]) -> None:
        """Puts each collection into files of its own anew: a graph keeps the vectors that were removed from it.
        ``put_anew`` is told all that stands here, while nobody asks; see ``put_anew`` below."""
        with self._lock, self._place.told():
            held = {name: self._all_of(collection) for name, collection in self._opened().items()}
            self.close()
            put_anew(held)

    def put_anew(self, held: Collections) -> None:
        """Each collection in the place of the one that is there. Killed in the midst, the repair of the next sync
        embeds what is missing."""
        with self._lock, self._place.told():
            self._opened()
            assert self._client is not None
            for name, (ids, vectors) in held.items():
                self._client.delete_collection(name)
                anew = self._client.create_collection(
                    name, embedding_function=None, configuration={"hnsw": GRAPH}
                )
                for part in _parts(range(len(ids))):
                    texts = [UnitKey.parse(ids[row]).passage.text_id for row in part]
                    anew.upsert(
                        ids=[ids[row] for row in part],
                        embeddings=vectors[part],
                        metadatas=[{"text": one} for one in texts],
                    )
                self._collections[name] = anew

    @staticmethod
    def _all_of(collection: Collection) -> tuple[list[str], Vectors]:
        pages = (
            collection.get(limit=_BATCH, offset=at, include=["embeddings"])
            for at in range(0, collection.count(), _BATCH)
        )
        found = [(page["ids"], _rows(page["embeddings"], 0)) for page in pages]
        vectors = np.concatenate([rows for _, rows in found]) if found else np.empty((0, 0), np.float32)
        return [one for ids, _ in found for one in ids], vectors

    def close(self) -> None:
        with self._lock, self._place.told():
            if self._client is not None:
                self._place.leave(self._client)
            self._client = None
            self._collections = {}

    def _opened(self) -> dict[str, Collection]:
        if self._client is None:
            self._client = self._place.connect()
            self._collections = {
                collection.name: collection
                for collection in self._client.list_collections()
                if collection.name.startswith(f"{self._place.name}-")
            }
        return self._collections

    def _writable(self, shelf: Shelf) -> Collection:
        collections, name = self._opened(), self._named(shelf)
        if name not in collections:
            assert self._client is not None
            collections[name] = self._client.get_or_create_collection(
                name, embedding_function=None, configuration={"hnsw": GRAPH}
            )
        return collections[name]

    def _named(self, shelf: Shelf) -> str:
        """Chroma takes ASCII names only, and an audience may be called anything."""
        audience = hashlib.sha256(shelf.audience.encode()).hexdigest()[:16]
        return f"{self._place.name}-{shelf.tongue}-{shelf.kind}-{audience}"


def _parts(items: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), _BATCH):
        yield items[start : start + _BATCH]


def _rows(rows: object, dimensions: int) -> Vectors:
    vectors = np.asarray(rows if rows is not None else [], dtype=np.float32)
    return vectors if vectors.size else np.empty((0, dimensions), dtype=np.float32)


def _together(found: Sequence[Nearest]) -> Nearest:
    return Nearest(
        tuple(key for near in found for key in near.keys), np.concatenate([near.vectors for near in found])
    )
