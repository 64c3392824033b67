"""What a question and an ingest cost, as ratios to their bare parts, measured side by side in one run.

    python -m benchmarks.costs [FOLDER]

FOLDER holds a cluster.toml; default: the demo cluster. Nothing is written into it.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path

import chromadb
import numpy as np
from chromadb.config import Settings

from bot.settings import Environment
from bot.wiring import Parts
from ingest.sync import SyncRun
from knowledge.embeddings import Embedder, Vectors
from knowledge.models import Question
from knowledge.settings import load_cluster

DEMO = Path(__file__).parents[1] / "examples" / "demo"
ROUNDS = 5
QUESTIONS = (
    "Hva koster medlemskap for en liten bedrift?",
    "How do I book the test lab?",
    "Når er søknadsfristen for pilotmidler?",
    "What does a stand at the conference cost?",
    "Hvem har ansvar for testlaben?",
    "Which servers does the GPU cluster have?",
    "Hva gjør jeg ved et dataangrep?",
    "Who sits on the board?",
)


class Silent:
    def start(self, total_bytes: int) -> None: ...

    def enter(self, path: str, size: int) -> None: ...

    def embedded(self, done: int, of: int) -> None: ...


class Noting:
    """An embedder that notes the passages' texts that it is asked for, batch by batch."""

    def __init__(self, embedder: Embedder) -> None:
        self.name = embedder.name
        self.batches: list[Sequence[str]] = []
        self._embedder = embedder

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self.batches.append(texts)
        return self._embedder.embed_passages(texts)

    def embed_query(self, text: str) -> Vectors:
        return self._embedder.embed_query(text)


class NotedParts(Parts):
    """The parts of a cluster, with an embedder that notes what it is asked for."""

    @cached_property
    def embedder(self) -> Noting:
        return Noting(super().embedder)


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DEMO
    with tempfile.TemporaryDirectory() as data:
        environment = Environment(klyngebot_chat_model="none")
        parts = NotedParts(environment, load_cluster(folder / "cluster.toml"), Path(data))
        _print_ingest(parts)
        _print_question(parts)


def _print_ingest(parts: NotedParts) -> None:
    """The first sync against the bare embedder right after it, on the same texts in the same batches.

    What is embedded is a unit of a passage with its header. The sync embeds some hundred short texts as questions
    besides, for the means of the languages; they are not counted on either side. The two do not run at the same
    time: on a busy machine, take the median of several runs.
    """
    parts.embedder.embed_passages(["warm"] * 32)
    parts.embedder.batches.clear()
    started = time.perf_counter()
    report = parts.sync.run(SyncRun(Silent(), lambda: None))
    taken = time.perf_counter() - started
    batches = tuple(parts.embedder.batches)
    units = sum(map(len, batches))
    started = time.perf_counter()
    for batch in batches:
        parts.embedder.embed_passages(batch)
    bare = time.perf_counter() - started
    print(
        f"ingest: {report.passages} passages, {units} texts embedded, {taken:.1f} s ({units / taken:.1f} texts/s)"
    )
    print(f"  bare embedder on the same batches: {bare:.1f} s ({units / bare:.1f} texts/s)")
    print(f"  rate of ingest / bare rate: {bare / taken:.2f}")


def _print_question(parts: Parts) -> None:
    with _bare_collection(parts) as collection:
        asker = parts.audiences.asker_in_audience("members")
        now = datetime.now(parts.settings.zone)
        where = {"audience": {"$in": sorted(asker.audiences)}}

        def bare(text: str) -> None:
            vector = parts.embedder.embed_query(text)
            collection.query(query_embeddings=vector[np.newaxis, :], n_results=10, where=where)  # type: ignore[arg-type]
            parts.stores.keywords.best(text, asker.audiences, 10)

        def asked(text: str) -> None:
            for _ in parts.assistant.answer(Question(text, asker, now)):
                pass

        bare_ms, asked_ms = _medians(bare, asked)
    print(f"question: {asked_ms:.1f} ms; embedding + one Chroma query + one BM25 lookup: {bare_ms:.1f} ms")
    print(f"  question / bare parts: {asked_ms / bare_ms:.2f}")


@contextmanager
def _bare_collection(parts: Parts) -> Iterator[chromadb.Collection]:
    """Chroma alone, as the guides use it: every unit in one collection, in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        client = chromadb.PersistentClient(folder, Settings(anonymized_telemetry=False))
        collection = client.create_collection("bare", embedding_function=None)
        texts = parts.catalogue.texts_with(sorted(parts.catalogue.text_ids("ready"))).values()
        rows = [
            (f"{text.id}:{p.number}:{unit}", text.audience, words)
            for text in texts
            for p in text.passages
            for unit, words in enumerate(p.embedded_texts)
        ]
        vectors = parts.embedder.embed_passages([words for _, _, words in rows])
        collection.add(
            ids=[key for key, _, _ in rows],
            embeddings=vectors,
            metadatas=[{"audience": audience} for _, audience, _ in rows],
        )
        yield collection
        client.close()


def _medians(*ways: Callable[[str], None]) -> tuple[float, ...]:
    """Median milliseconds of each way, asked by turns, so that a busy machine slows all alike."""
    times: list[list[float]] = [[] for _ in ways]
    for round_number in range(ROUNDS + 1):
        for text in QUESTIONS:
            for way, taken in zip(ways, times, strict=True):
                started = time.perf_counter()
                way(text)
                if round_number:
                    taken.append(1000 * (time.perf_counter() - started))
    return tuple(statistics.median(taken) for taken in times)


if __name__ == "__main__":
    main()
