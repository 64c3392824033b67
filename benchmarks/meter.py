"""Embedders whose time is told apart from a system's own, with passage vectors kept on disk.

Systems that index the same texts share the vectors, and each is charged the seconds that embedding them took.
Queries are always embedded anew: their time belongs to what a person waits for. So is the first batch of passages,
uncharged, so that a process whose vectors were all kept holds as much memory as one that embeds.
"""

from __future__ import annotations

import hashlib
import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from knowledge.embeddings import Embedder, Vectors

_AT_ONCE = 32


class Meter:
    """``embedding`` are seconds of embedding, those of kept vectors included; ``inside`` are seconds spent here."""

    def __init__(self, file: Path) -> None:
        self.embedding = 0.0
        self.inside = 0.0
        self._lock = threading.RLock()
        self._kept = sqlite3.connect(file, check_same_thread=False)
        self._kept.execute(
            "CREATE TABLE IF NOT EXISTS vectors (key TEXT PRIMARY KEY, vector BLOB, seconds REAL)"
        )

    def close(self) -> None:
        self._kept.close()

    def metered(self, embedder: Embedder) -> Embedder:
        return _Metered(self, embedder)

    @contextmanager
    def counting(self) -> Iterator[None]:
        with self._lock:
            started = time.perf_counter()
            yield
            self.inside += time.perf_counter() - started

    def find(self, key: str) -> Vectors | None:
        """The kept vector of a text, charged as if it had been embedded now."""
        row = self._kept.execute("SELECT vector, seconds FROM vectors WHERE key = ?", (key,)).fetchone()
        if row is None:
            return None
        self.embedding += row[1]
        return np.frombuffer(row[0], dtype=np.float32)

    def keep(self, keys: Sequence[str], vectors: Vectors, seconds: float) -> None:
        """``seconds`` are those of the whole batch; each text bears the same share."""
        rows = [
            (key, vector.tobytes(), seconds / len(keys)) for key, vector in zip(keys, vectors, strict=True)
        ]
        with self._kept:
            self._kept.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)


class _Metered:
    def __init__(self, meter: Meter, embedder: Embedder) -> None:
        self.name = embedder.name
        self._meter = meter
        self._embedder = embedder
        self._warm = False

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        with self._meter.counting():
            self._warm_up(texts)
            by_text = {text: self._meter.find(self._key(text)) for text in dict.fromkeys(texts)}
            missing = [text for text, vector in by_text.items() if vector is None]
            for start in range(0, len(missing), _AT_ONCE):
                some = missing[start : start + _AT_ONCE]
                by_text |= zip(some, self._embedded(some), strict=True)
            return np.array([by_text[text] for text in texts], dtype=np.float32)

    def embed_query(self, text: str) -> Vectors:
        with self._meter.counting():
            started = time.perf_counter()
            vector = self._embedder.embed_query(text)
            self._meter.embedding += time.perf_counter() - started
            return vector

    def _warm_up(self, texts: Sequence[str]) -> None:
        if not self._warm:
            self._embedder.embed_passages(texts[:_AT_ONCE])
            self._warm = True

    def _embedded(self, texts: Sequence[str]) -> Vectors:
        started = time.perf_counter()
        vectors = self._embedder.embed_passages(texts)
        seconds = time.perf_counter() - started
        self._meter.embedding += seconds
        self._meter.keep([self._key(text) for text in texts], vectors, seconds)
        return vectors

    def _key(self, text: str) -> str:
        return hashlib.sha256(f"{self.name}\0{text}".encode()).hexdigest()
