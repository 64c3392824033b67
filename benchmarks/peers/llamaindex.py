"""BM25 and Chroma in LlamaIndex's QueryFusionRetriever: reciprocal rank fusion of both, the query as it is.

https://developers.llamaindex.ai/python/framework/integrations/retrievers/reciprocal_rerank_fusion/
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import chromadb
from chromadb.config import Settings
from llama_index.core import StorageContext, VectorStoreIndex
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.llms import MockLLM
from llama_index.core.retrievers import QueryFusionRetriever
from llama_index.core.schema import TextNode
from llama_index.retrievers.bm25 import BM25Retriever
from llama_index.vector_stores.chroma import ChromaVectorStore
from pydantic import PrivateAttr

from benchmarks.beir import CorpusDocument
from benchmarks.system import DEPTH, System, Workshop
from knowledge.embeddings import Embedder, LocalEmbedder


class LlamaIndexEmbedding(BaseEmbedding):
    """A Klyngebot embedder as LlamaIndex wants it."""

    _embedder: Embedder = PrivateAttr()

    def __init__(self, embedder: Embedder, **settings: Any) -> None:
        super().__init__(model_name=embedder.name, **settings)
        self._embedder = embedder

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._embedder.embed_query(query).tolist()

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return self._embedder.embed_passages(texts).tolist()


class LlamaIndexFusion:
    def __init__(self, folder: Path, embedder: Embedder) -> None:
        client = chromadb.PersistentClient(str(folder), Settings(anonymized_telemetry=False))
        self._store = ChromaVectorStore(chroma_collection=client.create_collection("documents"))
        self._embedding = LlamaIndexEmbedding(embedder)
        self._retriever: QueryFusionRetriever

    def index(self, documents: Sequence[CorpusDocument]) -> None:
        nodes = [TextNode(id_=document.id, text=document.full_text) for document in documents]
        context = StorageContext.from_defaults(vector_store=self._store)
        index = VectorStoreIndex(nodes, storage_context=context, embed_model=self._embedding)
        self._retriever = QueryFusionRetriever(
            [
                index.as_retriever(similarity_top_k=DEPTH),
                BM25Retriever.from_defaults(nodes=nodes, similarity_top_k=DEPTH),
            ],
            llm=MockLLM(),  # asked for at once, and never used where the query stands alone
            mode="reciprocal_rerank",
            similarity_top_k=DEPTH,
            num_queries=1,
            use_async=False,
        )

    def search(self, query: str) -> tuple[str, ...]:
        return tuple(found.node.node_id for found in self._retriever.retrieve(query))


def open_system(workshop: Workshop) -> System:
    return LlamaIndexFusion(workshop.folder, workshop.meter.metered(LocalEmbedder()))
