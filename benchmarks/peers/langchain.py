"""BM25 and Chroma in LangChain's EnsembleRetriever: reciprocal rank fusion of both, with equal weights.

https://reference.langchain.com/python/langchain-classic/retrievers/ensemble/EnsembleRetriever
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from langchain_chroma import Chroma
from langchain_classic.retrievers import EnsembleRetriever
from langchain_community.retrievers import BM25Retriever
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever

from benchmarks.beir import CorpusDocument
from benchmarks.system import DEPTH, System, Workshop
from knowledge.embeddings import Embedder, LocalEmbedder


class LangChainEmbeddings(Embeddings):
    """A Klyngebot embedder as LangChain wants it."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return self._embedder.embed_passages(texts).tolist()

    def embed_query(self, text: str) -> list[float]:
        return self._embedder.embed_query(text).tolist()


class LangChainEnsemble:
    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self._folder = folder
        self._embeddings = LangChainEmbeddings(embedder)
        self._retriever: BaseRetriever

    def index(self, documents: Sequence[CorpusDocument]) -> None:
        texts = [
            Document(document.full_text, id=document.id, metadata={"id": document.id})
            for document in documents
        ]
        keywords = BM25Retriever.from_documents(texts, k=DEPTH)
        chroma = Chroma.from_documents(texts, self._embeddings, persist_directory=str(self._folder))
        dense = chroma.as_retriever(search_kwargs={"k": DEPTH})
        self._retriever = EnsembleRetriever(retrievers=[keywords, dense], weights=[0.5, 0.5])

    def search(self, query: str) -> tuple[str, ...]:
        return tuple(found.metadata["id"] for found in self._retriever.invoke(query))[:DEPTH]


def open_system(workshop: Workshop) -> System:
    return LangChainEnsemble(workshop.folder, workshop.meter.metered(LocalEmbedder()))
