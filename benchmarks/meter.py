"""Embedders whose time is told apart from a system's own, with their vectors kept on disk.

Systems that embed the same texts share the vectors, and each is charged the seconds that embedding them took: whatever
a busy machine adds to these, it adds to all. The first batch of passages is always embedded anew, uncharged, so that a
process whose vectors were all kept holds as much memory as one that embeds.
"""

from __future__ import annotations

import hashlib
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from knowledge.embeddings import Embedder, Vectors

Embed = Callable[[Sequence[str]], Vectors]

_AT_ONCE = 32


class Meter:
    """``embedding`` are seconds of embedding, those of kept vectors included; ``inside`` are seconds spent here."""

    def __init__(self, file: Path) -> None:
        self.embedding = 0.0
        self.inside = 0.0
        self._lock = threading.RLock()
        self._kept = sqlite3.connect(file, check_same_thread=False)
        self._kept.execute("PRAGMA synchronous = OFF")  # what a crash loses is embedded again
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

    def vectors(self, kind: str, texts: Sequence[str], embed: Embed) -> Vectors:
        """Vectors of shape (len(texts), dimensions); what is not kept under this kind is embedded now."""
        by_text = {text: self._found(_key(kind, text)) for text in dict.fromkeys(texts)}
        missing = [text for text, vector in by_text.items() if vector is None]
        for start in range(0, len(missing), _AT_ONCE):
            some = missing[start : start + _AT_ONCE]
            by_text |= zip(some, self._embedded(kind, some, embed), strict=True)
        return np.array([by_text[text] for text in texts], dtype=np.float32)

    def _found(self, key: str) -> Vectors | None:
        row = self._kept.execute("SELECT vector, seconds FROM vectors WHERE key = ?", (key,)).fetchone()
        if row is None:
            return None
        self.embedding += row[1]
        return np.frombuffer(row[0], dtype=np.float32)

    def _embedded(self, kind: str, texts: Sequence[str], embed: Embed) -> Vectors:
        """Each text of the batch bears the same share of its seconds."""
        started = time.perf_counter()
        vectors = embed(texts)
        seconds = time.perf_counter() - started
        self.embedding += seconds
        rows = [
            (_key(kind, text), vector.tobytes(), seconds / len(texts))
            for text, vector in zip(texts, vectors, strict=True)
        ]
        with self._kept:
            self._kept.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)
        return vectors


def _key(kind: str, text: str) -> str:
    return hashlib.sha256(f"{kind}\0{text}".encode()).hexdigest()


class _Metered:
    def __init__(self, meter: Meter, embedder: Embedder) -> None:
        self.name = embedder.name
        self._meter = meter
        self._embedder = embedder
        self._warm = False

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        with self._meter.counting():
            self._warm_up(texts)
            return self._meter.vectors(self.name, texts, self._embedder.embed_passages)

    def embed_query(self, text: str) -> Vectors:
        def embed(texts: Sequence[str]) -> Vectors:
            return np.stack([self._embedder.embed_query(text) for text in texts])

        with self._meter.counting():
            return self._meter.vectors(f"{self.name}, queries", [text], embed)[0]

    def _warm_up(self, texts: Sequence[str]) -> None:
        if not self._warm:
            self._embedder.embed_passages(texts[:_AT_ONCE])
            self._warm = True
