"""BM25 alone, by bm25s: whole words in lower case, in any language, neither stemmed nor struck out."""

from __future__ import annotations

from collections.abc import Sequence

import bm25s

from benchmarks.beir import CorpusDocument
from benchmarks.system import DEPTH, System, Workshop


class Bm25:
    def __init__(self) -> None:
        self._bm25 = bm25s.BM25()
        self._ids: list[str] = []

    def index(self, documents: Sequence[CorpusDocument]) -> None:
        self._ids = [document.id for document in documents]
        texts = [document.full_text for document in documents]
        self._bm25.index(bm25s.tokenize(texts, stopwords=None, show_progress=False), show_progress=False)

    def search(self, query: str) -> tuple[str, ...]:
        """Documents that share no word with the query are not found."""
        words = bm25s.tokenize(query, stopwords=None, show_progress=False)
        depth = min(DEPTH, len(self._ids))
        found, scores = self._bm25.retrieve(words, corpus=self._ids, k=depth, show_progress=False)
        return tuple(str(one) for one, score in zip(found[0], scores[0], strict=True) if score > 0)


def open_system(workshop: Workshop) -> System:
    return Bm25()
