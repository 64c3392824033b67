"""Vectors of texts that no index holds: each is embedded once, however often the bot is restarted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from sqlalchemy import Connection, Engine, delete, insert, select

from knowledge.embeddings import Vectors
from knowledge.records.introduction_rows import lock
from knowledge.records.rows import chunks
from knowledge.records.tables import spoken_vectors


class TextVectors:
    """What people say of themselves, and questions that have a curated answer. Kept by a digest: of a value that is
    taken back no word stays behind. Safe from several threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of(self, embedder: str, values: Sequence[str]) -> dict[str, Vectors]:
        """The vectors, of shape (dimensions,), of those values that this embedder has embedded."""
        wanted = {digest_of(value): value for value in values}
        query = select(spoken_vectors).where(spoken_vectors.c.embedder == embedder)
        found: dict[str, Vectors] = {}
        with self._engine.connect() as connection:
            for part in chunks(list(wanted)):
                for row in connection.execute(query.where(spoken_vectors.c.digest.in_(part))):
                    found[wanted[row.digest]] = np.frombuffer(row.vector, dtype=np.float32)
        return found

    def keep(self, embedder: str, vectors: Mapping[str, Vectors]) -> None:
        """By value; what another thread or replica has kept meanwhile is the same."""
        rows = [
            {"embedder": embedder, "digest": digest_of(value), "vector": _bytes(vector)}
            for value, vector in vectors.items()
        ]
        with self._engine.begin() as connection:
            lock(connection)
            forget(connection, vectors)
            connection.execute(insert(spoken_vectors), rows)


def forget(connection: Connection, values: Iterable[str]) -> None:
    """Whoever else says the same has it embedded anew."""
    for part in chunks([digest_of(value) for value in values]):
        connection.execute(delete(spoken_vectors).where(spoken_vectors.c.digest.in_(part)))


def digest_of(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()[:32]


def _bytes(vector: Vectors) -> bytes:
    return np.asarray(vector, dtype=np.float32).tobytes()
