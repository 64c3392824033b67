"""An embedder that remembers the passages of late: what is looked at and then added is embedded once."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence

import numpy as np

from knowledge.embeddings import Embedder, Vectors
from knowledge.stages import UNTIMED, Stages

# Of 384 dimensions about eight megabytes.
_MOST_TEXTS = 5_000


class Remembering:
    """Safe from several threads. Questions are not remembered: they are members' own words."""

    def __init__(self, embedder: Embedder, stages: Stages = UNTIMED, most_texts: int = _MOST_TEXTS) -> None:
        self.name = embedder.name
        self._embedder = embedder
        self._stages = stages
        self._most_texts = most_texts
        self._known: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = threading.Lock()

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Whoever asks for what is being embedded just now waits for it."""
        with self._lock:
            known = {text: self._known[text] for text in texts if text in self._known}
            fresh = [text for text in dict.fromkeys(texts) if text not in known]
            if fresh:
                known |= dict(zip(fresh, self._embedder.embed_passages(fresh), strict=True))
                self._remember(fresh, known)
        return np.stack([known[text] for text in texts]) if known else self._embedder.embed_passages(texts)

    def embed_query(self, text: str) -> Vectors:
        with self._stages.stage("embed"):
            return self._embedder.embed_query(text)

    def forget(self) -> None:
        """Something was removed: nothing of it stays here."""
        with self._lock:
            self._known.clear()

    def _remember(self, texts: Sequence[str], known: dict[str, Vectors]) -> None:
        self._known.update((text, known[text]) for text in texts)
        while len(self._known) > self._most_texts:
            self._known.popitem(last=False)
