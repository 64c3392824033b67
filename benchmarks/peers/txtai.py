"""txtai's hybrid index: its BM25 and its Faiss index in equal parts, normalised, with vectors made outside."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from txtai import Embeddings

from benchmarks.beir import CorpusDocument
from benchmarks.system import DEPTH, System, Workshop
from knowledge.embeddings import Embedder, LocalEmbedder, Vectors

# txtai calls one function for both, and tells them apart by what it sets before the text.
_QUERY = "query: "
_PASSAGE = "passage: "


class Txtai:
    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._index = Embeddings(
            method="external",
            transform=lambda texts: self._vectors(
                texts
            ),  # txtai calls anything but a function once, to make one
            instructions={"query": _QUERY, "data": _PASSAGE},
            hybrid=True,
        )

    def index(self, documents: Sequence[CorpusDocument]) -> None:
        self._index.index((document.id, document.full_text, None) for document in documents)

    def search(self, query: str) -> tuple[str, ...]:
        return tuple(found for found, _ in self._index.search(query, DEPTH))

    def _vectors(self, texts: Sequence[str]) -> Vectors:
        if all(text.startswith(_QUERY) for text in texts):
            return np.stack([self._embedder.embed_query(text.removeprefix(_QUERY)) for text in texts])
        return self._embedder.embed_passages([text.removeprefix(_PASSAGE) for text in texts])


def open_system(workshop: Workshop) -> System:
    return Txtai(workshop.meter.metered(LocalEmbedder()))
