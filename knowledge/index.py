"""The vector index, on Chroma: one collection a tongue, the audience filter inside the query.

Raw unit vectors are stored once, under inner product. A collection a tongue lets each be asked
by itself, so that neither language crowds the other out.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import chromadb
import numpy as np
from chromadb.api.client import Client
from chromadb.api.models.Collection import Collection
from chromadb.config import Settings
from chromadb.errors import ChromaError

from knowledge.embeddings import Vectors
from knowledge.errors import DataFolderError
from knowledge.models import TONGUE_OF, Language, Tongue

TONGUES: tuple[Tongue, ...] = ("no", "en", "other")
_BATCH = 1_000


@dataclass(frozen=True, slots=True)
class Key:
    """Which passage: the text that holds it, and its number there."""

    text_id: str
    number: int

    def __str__(self) -> str:
        return f"{self.text_id}:{self.number}"

    @classmethod
    def parse(cls, key: str) -> Key:
        text_id, _, number = key.rpartition(":")
        return cls(text_id, int(number))


@dataclass(frozen=True, slots=True)
class VectorEntry:
    key: Key
    language: Language
    audience: str


class VectorIndex:
    """Opens lazily. After another process has written, ``close``: an open embedded Chroma does not see it."""

    def __init__(self, connect: Callable[[], Client], name: str) -> None:
        self._connect = connect
        self._name = name
        self._client: Client | None = None
        self._collections: dict[Tongue, Collection] = {}
        self._lock = threading.RLock()
        # Chroma lets go of the interpreter while it searches: the tongues are asked at the same time.
        self._asking = ThreadPoolExecutor(len(TONGUES), thread_name_prefix="vectors")

    def add(self, entries: Sequence[VectorEntry], vectors: Vectors) -> None:
        """Writes vectors of shape (len(entries), dimensions); an entry that is there already is replaced."""
        with self._lock:
            for tongue in TONGUES:
                rows = [n for n, entry in enumerate(entries) if TONGUE_OF[entry.language] == tongue]
                for start in range(0, len(rows), _BATCH):
                    batch = rows[start : start + _BATCH]
                    self._upsert(tongue, [entries[n] for n in batch], vectors[batch])

    def _upsert(self, tongue: Tongue, entries: Sequence[VectorEntry], vectors: Vectors) -> None:
        self._writable(tongue).upsert(
            ids=[str(entry.key) for entry in entries],
            embeddings=vectors,
            metadatas=[{"text": entry.key.text_id, "audience": entry.audience} for entry in entries],
        )

    def remove(self, text_ids: Sequence[str]) -> None:
        """Removes every passage of these texts; unknown ones are passed over."""
        with self._lock:
            for start in range(0, len(text_ids), _BATCH):
                where = {"text": {"$in": list(text_ids[start : start + _BATCH])}}
                for collection in self._opened().values():
                    collection.delete(where=where)  # type: ignore[arg-type]

    def nearest(
        self, vector: Vectors, audiences: frozenset[str], limit: int
    ) -> dict[Tongue, tuple[tuple[Key, ...], Vectors]]:
        """For each tongue the ``limit`` passages with the largest inner products that these audiences may read,
        and their vectors, of shape (passages, dimensions)."""
        where = {"audience": {"$in": sorted(audiences)}}

        def ask(collection: Collection) -> tuple[tuple[Key, ...], Vectors]:
            answer = collection.query(
                query_embeddings=vector[np.newaxis, :],
                n_results=limit,
                where=where,  # type: ignore[arg-type]
                include=["embeddings"],
            )
            keys = tuple(map(Key.parse, answer["ids"][0]))
            rows = answer["embeddings"]
            vectors = rows[0] if rows is not None and keys else np.empty((0, vector.size))
            return keys, np.asarray(vectors, dtype=np.float32)

        with self._lock:
            collections = self._opened()
            return dict(zip(collections, self._asking.map(ask, collections.values()), strict=True))

    def mean(self, tongue: Tongue) -> tuple[Vectors, int]:
        """The mean vector of a tongue's passages, of shape (dimensions,), and how many there are."""
        with self._lock:
            collection = self._opened().get(tongue)
            count = collection.count() if collection else 0
            total = np.zeros(0, dtype=np.float64)
            for offset in range(0, count, _BATCH):
                assert collection is not None
                rows = collection.get(limit=_BATCH, offset=offset, include=["embeddings"])["embeddings"]
                page = np.asarray(rows, dtype=np.float64).sum(axis=0)
                total = page if total.size == 0 else total + page
        return np.asarray(total / max(1, count), dtype=np.float32), count

    def vectors(self, keys: Sequence[Key]) -> dict[Key, Vectors]:
        """The stored vectors of those keys that are here."""
        found: dict[Key, Vectors] = {}
        with self._lock:
            for collection in self._opened().values():
                for start in range(0, len(keys), _BATCH):
                    ids = [str(key) for key in keys[start : start + _BATCH]]
                    answer = collection.get(ids=ids, include=["embeddings"])
                    rows = answer["embeddings"]
                    if rows is not None:
                        found |= {
                            Key.parse(key): np.asarray(row, dtype=np.float32)
                            for key, row in zip(answer["ids"], rows, strict=True)
                        }
        return found

    def text_ids(self) -> frozenset[str]:
        """Every text that has a passage here; read in pages, for repairs."""
        with self._lock:
            return frozenset(
                key.text_id for collection in self._opened().values() for key in self._keys(collection)
            )

    @staticmethod
    def _keys(collection: Collection) -> Iterable[Key]:
        for offset in range(0, collection.count(), _BATCH):
            for key in collection.get(limit=_BATCH, offset=offset, include=[])["ids"]:
                yield Key.parse(key)

    def count(self) -> int:
        with self._lock:
            return sum(collection.count() for collection in self._opened().values())

    def clear(self) -> None:
        """Removes everything, for a change of embedder: vectors of two embedders cannot be compared."""
        with self._lock:
            for collection in self._opened().values():
                assert self._client is not None
                self._client.delete_collection(collection.name)
            self._collections = {}

    def close(self) -> None:
        with self._lock:
            if self._client is not None:
                self._client.close()
            self._client = None
            self._collections = {}

    def _opened(self) -> dict[Tongue, Collection]:
        if self._client is None:
            self._client = self._connected()
            there = {collection.name: collection for collection in self._client.list_collections()}
            self._collections = {
                tongue: there[self._named(tongue)] for tongue in TONGUES if self._named(tongue) in there
            }
        return self._collections

    def _writable(self, tongue: Tongue) -> Collection:
        collections = self._opened()
        if tongue not in collections:
            assert self._client is not None
            collections[tongue] = self._client.get_or_create_collection(
                self._named(tongue), embedding_function=None, configuration={"hnsw": {"space": "ip"}}
            )
        return collections[tongue]

    def _named(self, tongue: Tongue) -> str:
        return f"{self._name}-{tongue}"

    def _connected(self) -> Client:
        try:
            return self._connect()
        except (ChromaError, ValueError, OSError) as error:
            raise DataFolderError(f"the vector index cannot be opened: {error}.") from error


def embedded_chroma(folder: Path) -> Client:
    """Chroma in this process, with its files in ``folder``; sends no usage statistics."""
    folder.mkdir(parents=True, exist_ok=True)
    client = chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
    return cast(Client, client)
