"""One look at a library that benchmarks/growth.py has filled, in a process of its own.

python -m benchmarks.grown WHAT FOLDER PASSAGES
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROUNDS = 3
FIRST = "Hva koster medlemskap?"


def print_chroma_start(folder: Path, _: int) -> None:
    """Chroma alone: opened, and each of its collections asked for what is nearest to one vector."""
    import chromadb
    import numpy as np
    from chromadb.config import Settings

    client = chromadb.PersistentClient(str(folder / "data" / "chroma"), Settings(anonymized_telemetry=False))
    vector = np.full((1, 384), 384**-0.5, dtype=np.float32)
    for collection in client.list_collections():
        collection.query(query_embeddings=vector, n_results=10)
    print("answered", flush=True)


def print_start(folder: Path, _: int) -> None:
    from benchmarks.scale import large_parts

    parts = large_parts(folder)
    parts.retrieval.search(FIRST, parts.audiences.asker_in_audience("board").audiences, 10)
    print("answered", flush=True)


def print_questions(folder: Path, passages: int) -> None:
    """Milliseconds of a search with its embedding and without it, for who may read all and who may read a tenth."""
    from benchmarks.process import resident
    from benchmarks.scale import large_parts
    from benchmarks.synthetic import Corpus

    parts = large_parts(folder)
    everything = parts.audiences.asker_in_audience("board").audiences
    a_tenth = parts.audiences.asker_in_audience("public").audiences
    embedder, search = parts.embedder, parts.retrieval.search
    embed = embedder.embed_query
    taken: dict[str, list[float]] = {"embedding_ms": [], "all_ms": [], "tenth_ms": [], "whole_ms": []}
    ways: dict[str, Callable[[str], object]] = {
        "all_ms": lambda text: search(text, everything, 10),
        "tenth_ms": lambda text: search(text, a_tenth, 10),
    }
    for round_number in range(ROUNDS + 1):
        for text in Corpus(passages).questions():
            embedding, vector = _timed(lambda text=text: embed(text))
            embedder.embed_query = lambda _, vector=vector: vector  # type: ignore[method-assign]
            times = {name: _timed(lambda way=way, text=text: way(text))[0] for name, way in ways.items()}
            if round_number:
                times |= {"embedding_ms": embedding, "whole_ms": embedding + times["all_ms"]}
                for name, milliseconds in times.items():
                    taken[name].append(milliseconds)
    print(json.dumps(taken | {"memory_mb": [resident(os.getpid()) / (1 << 20)]}))


def print_changed(folder: Path, passages: int) -> None:
    """Seconds of writing a file in a hundred anew, from where a sync has read them."""
    from benchmarks.filling import UNITS_OF_LARGE
    from benchmarks.scale import large_parts
    from benchmarks.synthetic import Corpus

    parts = large_parts(folder)
    parts.embedder.embed_passages(["Dokument 0", "Document 1"])
    files = list(Corpus(passages, UNITS_OF_LARGE).changed_files())
    started = time.perf_counter()
    with parts.library.writing(0, lambda: None) as writer:
        writer.repair()
        for record, entries in files:
            writer.put(record, entries)
    seconds = time.perf_counter() - started
    print(json.dumps({"change_s": [seconds], "changed_files": [len(files)]}))


def _timed(work: Callable[[], object]) -> tuple[float, object]:
    """Milliseconds, and what came of it."""
    started = time.perf_counter()
    made = work()
    return 1000 * (time.perf_counter() - started), made


WAYS = {
    "chroma_start": print_chroma_start,
    "start": print_start,
    "questions": print_questions,
    "changed": print_changed,
}


def main(arguments: Sequence[str]) -> None:
    what, folder, passages = arguments
    WAYS[what](Path(folder), int(passages))


if __name__ == "__main__":
    main(sys.argv[1:])
