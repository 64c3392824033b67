"""How long a question takes in a large cluster, as a ratio to its bare parts; and what taking the means anew takes.

    python -m benchmarks.scale [PASSAGES…]

Default: 2000 100000. The library is a real one (Chroma, Tantivy, SQLite, written as a sync writes it) in a temporary
folder; what is in it is made up (see benchmarks/synthetic.py).
"""

from __future__ import annotations

import statistics
import subprocess
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

from benchmarks.synthetic import PASSAGE_WORDS, UNITS, Corpus, SyntheticEmbedder
from bot.settings import Environment
from bot.wiring import Parts
from knowledge.embeddings import Embedder, Vectors
from knowledge.models import Question
from knowledge.recentring import Recentring
from knowledge.settings import load_cluster

ROUNDS = 5
CLUSTER = """
[cluster]
name = "Storklyngen"
coordinators = ["coordinator@storklyngen.example"]
[audiences.board]
members = ["chair@storklyngen.example"]
[[sources]]
path = "public"
audience = "public"
[[sources]]
path = "members"
audience = "members"
[[sources]]
path = "board"
audience = "board"
"""


class LargeParts(Parts):
    """The parts of a cluster, with an embedder that makes passages' vectors up."""

    @cached_property
    def embedder(self) -> Embedder:
        return SyntheticEmbedder()


class Refusing:
    """An embedder that must not be asked."""

    def __init__(self, name: str) -> None:
        self.name = name

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        raise AssertionError(f"{len(texts)} passages were to be embedded")

    def embed_query(self, text: str) -> Vectors:
        raise AssertionError(f"{text!r} was to be embedded")


def main() -> None:
    if sys.argv[1:2] == ["open"]:
        _print_first_search(Path(sys.argv[2]))
        return
    print(f"{PASSAGE_WORDS} words and {UNITS} units a passage; passages' texts and vectors are made up,")
    print("questions are embedded by the local embedder. Times are in milliseconds, taken by turns.")
    for passages in [int(word) for word in sys.argv[1:]] or [2_000, 100_000]:
        with tempfile.TemporaryDirectory() as folder:
            _print_size(Path(folder), Corpus(passages), passages)


def _print_size(folder: Path, corpus: Corpus, passages: int) -> None:
    parts = large_parts(folder)
    parts.embedder.embed_passages(["Dokument 0", "Document 1"])
    started = time.perf_counter()
    add(parts, corpus)
    adding = time.perf_counter() - started
    print(
        f"\n{passages} passages, {parts.catalogue.unit_count()} units: added in {adding:.1f} s (none embedded)"
    )
    _print_recentring(parts, adding)
    _print_questions(parts, corpus)
    subprocess.run([sys.executable, "-m", "benchmarks.scale", "open", str(folder)], check=True)


def large_parts(folder: Path) -> Parts:
    for audience in ("public", "members", "board"):
        (folder / audience).mkdir(exist_ok=True)
    (folder / "cluster.toml").write_text(CLUSTER, encoding="utf-8")
    settings = load_cluster(folder / "cluster.toml")
    return LargeParts(Environment(klyngebot_chat_model="none"), settings, folder / "data")


def add(parts: Parts, corpus: Corpus) -> None:
    with parts.library.writing(0, lambda: None) as writer:
        writer.repair()
        for record, entries in corpus.files():
            writer.put(record, entries)


def _print_recentring(parts: Parts, adding: float) -> None:
    stores = parts.stores
    recentring = Recentring(stores.catalogue, stores.journal, stores.vectors, Refusing(parts.embedder.name))
    taken = []
    for _ in range(3):
        started = time.perf_counter()
        recentring.take()
        taken.append(time.perf_counter() - started)
    again = statistics.median(taken)
    print(f"  means taken anew in {again:.2f} s without an embedding; / adding: {again / adding:.4f}")


def _print_questions(parts: Parts, corpus: Corpus) -> None:
    asker = parts.audiences.asker_in_audience("members")
    now = datetime.now(parts.settings.zone)
    with _bare_collection(parts) as collection:

        def bare(text: str) -> None:
            vector = parts.embedder.embed_query(text)
            collection.query(query_embeddings=vector[np.newaxis, :], n_results=10)

        def searched(text: str) -> None:
            parts.retrieval.search(text, asker.audiences, 10)

        def answered(text: str) -> None:
            for _ in parts.assistant.answer(Question(text, asker, now)):
                pass

        ways = {"embedding + bare Chroma": bare, "search": searched, "answer": answered}
        times = _times(list(ways.values()), corpus.questions())
    bare_wall, bare_processor = (statistics.median(taken) for taken in times[0])
    for name, (wall, processor) in zip(ways, times, strict=True):
        middle, slow = statistics.median(wall), statistics.quantiles(wall, n=20)[-1]
        work = statistics.median(processor)
        print(f"  {name}: median {middle:.1f}, p95 {slow:.1f}; / bare: {middle / bare_wall:.2f}")
        print(f"    processor time {work:.1f}; / bare: {work / bare_processor:.2f}")


@contextmanager
def _bare_collection(parts: Parts) -> Iterator[chromadb.Collection]:
    """Chroma alone, as the guides use it: a vector for each passage, all in one collection, no filter."""
    with tempfile.TemporaryDirectory() as folder:
        client = chromadb.PersistentClient(folder, Settings(anonymized_telemetry=False))
        collection = client.create_collection("bare", embedding_function=None)
        for ids, vectors in _first_units(parts):
            collection.add(ids=ids, embeddings=vectors)
        yield collection
        client.close()


def _first_units(parts: Parts) -> Iterator[tuple[list[str], Vectors]]:
    """Each passage's first unit, a thousand at a time; made up anew, around the same centres."""
    ids = sorted(parts.catalogue.text_ids("ready"))
    for start in range(0, len(ids), 80):
        texts = parts.catalogue.texts_with(ids[start : start + 80]).values()
        rows = [(f"{text.id}:{p.number}", p.embedded_texts[0]) for text in texts for p in text.passages]
        yield [key for key, _ in rows], parts.embedder.embed_passages([text for _, text in rows])


def _times(
    ways: Sequence[Callable[[str], None]], questions: Sequence[str]
) -> list[tuple[list[float], list[float]]]:
    """Milliseconds of each way, on the wall and of the processor, by turns after a first round that is not counted.

    Other work on the machine stretches the one and hardly the other.
    """
    times: list[tuple[list[float], list[float]]] = [([], []) for _ in ways]
    for round_number in range(ROUNDS + 1):
        for text in questions:
            for way, (wall, processor) in zip(ways, times, strict=True):
                started, worked = time.perf_counter(), time.process_time()
                way(text)
                if round_number:
                    wall.append(1000 * (time.perf_counter() - started))
                    processor.append(1000 * (time.process_time() - worked))
    return times


def _print_first_search(folder: Path) -> None:
    parts = large_parts(folder)
    parts.embedder.embed_query("Er alt klart?")
    audiences = parts.audiences.asker_in_audience("members").audiences
    started = time.perf_counter()
    parts.retrieval.search("Hva koster medlemskap?", audiences, 10)
    print(f"  first search in a new process: {1000 * (time.perf_counter() - started):.0f}", flush=True)


if __name__ == "__main__":
    main()
