"""Chroma alone: documents added, queries asked, nearest first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import chromadb
from chromadb.config import Settings

from benchmarks.beir import CorpusDocument
from benchmarks.system import DEPTH, System, Workshop
from knowledge.embeddings import Embedder, LocalEmbedder, Vectors


class EmbeddingFunction(chromadb.EmbeddingFunction[list[str]]):
    """A Klyngebot embedder as Chroma wants it."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def __call__(self, input: list[str]) -> list[Vectors]:
        return list(self._embedder.embed_passages(input))

    def embed_query(self, input: list[str]) -> list[Vectors]:
        return [self._embedder.embed_query(text) for text in input]

    @staticmethod
    def name() -> str:
        return "metered"

    def get_config(self) -> dict[str, Any]:
        return {}

    @staticmethod
    def build_from_config(config: dict[str, Any]) -> EmbeddingFunction:
        raise NotImplementedError("a collection of this benchmark is not opened twice")


class Chroma:
    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self._client = chromadb.PersistentClient(str(folder), Settings(anonymized_telemetry=False))
        self._collection = self._client.create_collection(
            "documents", embedding_function=EmbeddingFunction(embedder)
        )

    def index(self, documents: Sequence[CorpusDocument]) -> None:
        size = self._client.get_max_batch_size()
        for start in range(0, len(documents), size):
            some = documents[start : start + size]
            self._collection.add(
                ids=[document.id for document in some], documents=[document.full_text for document in some]
            )

    def search(self, query: str) -> tuple[str, ...]:
        return tuple(self._collection.query(query_texts=[query], n_results=DEPTH)["ids"][0])


def open_system(workshop: Workshop) -> System:
    return Chroma(workshop.folder, workshop.meter.metered(LocalEmbedder()))
