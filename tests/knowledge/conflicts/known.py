"""A small known world: documents by their sentences, all as near to each other as a test says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np

from ingest.chunking import chunk
from knowledge.conflicts.known import Near, Nearness
from knowledge.embeddings import Vectors
from knowledge.library import Entry
from knowledge.models import Dating, Document, Paragraph, Passage, SourceInfo, Tongue
from knowledge.placing import digest_of
from knowledge.records.rows import Text
from tests.standins.embedder import FakeEmbedder

DAY = date(2026, 11, 25)


def entry(
    source: str, title: str, *texts: str, audience: str = "members", dating: Dating | None = None
) -> Entry:
    document = Document(title, tuple(Paragraph(text) for text in texts))
    passages = chunk(document, text_id=f"text of {source}", title=title, audience=audience, day=None)
    info = SourceInfo(source, title, "documents", audience, DAY, dating or Dating())
    text = Text(f"text of {source}", "documents", audience, passages, tuple(digest_of(p) for p in passages))
    return Entry(info, text)


class SmallWorld:
    """``Known`` without an index: every unit that may be read is near, by ``likeness``; sentences are as alike as the
    words that they share."""

    def __init__(self, *entries: Entry, likeness: float = 0.8) -> None:
        self._entries = entries
        self._likeness = likeness
        self._embedder = FakeEmbedder()

    def near(
        self, passages: Sequence[Passage], vectors: Vectors, audiences: frozenset[str], nearness: Nearness
    ) -> tuple[tuple[Near, ...], ...]:
        readable = tuple(
            Near(passage, unit, (one.source,), self._likeness)
            for one in self._entries
            if one.source.audience in audiences and self._likeness >= nearness.least
            for passage in one.text.passages
            for unit in range(len(passage.spans))
        )
        return (readable,) * len(vectors)

    def texts(self, ids: Sequence[str]) -> Mapping[str, tuple[Passage, ...]]:
        return {one.text.id: one.text.passages for one in self._entries if one.text.id in ids}

    def meanings(self, texts: Sequence[str], tongues: Sequence[Tongue]) -> Vectors:
        return self._embedder.embed_passages(texts)


def vectors_of(one: Entry) -> Vectors:
    units = sum(len(passage.spans) for passage in one.text.passages)
    return np.ones((units, 1), np.float32)
