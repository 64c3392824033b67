"""Filling a large library in bulk, through the program's own indexes and records.

    python -m benchmarks.filling FOLDER PASSAGES

The program's write path makes each small step safe against a ``kill -9``, which a million made-up passages do not need:
here the vectors are written in one process, records and keywords in another, thousands at a time. What stands in the
folder afterwards is what a sync would have written.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from benchmarks.scale import large_parts
from benchmarks.synthetic import Corpus, File
from bot.wiring import Parts
from knowledge.library import Entry
from knowledge.placing import Placed, placed
from knowledge.recentring import Recentring
from knowledge.records.rows import FileRecord, Held

# One vector a passage: twice as many would double the hours of filling, and the sizes are compared with each other.
UNITS_OF_LARGE = 1
_FILES_AT_ONCE = 400


def fill(folder: Path, passages: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    large_parts(folder).catalogue.fact("embedder")  # makes the tables, once
    command = [sys.executable, "-m", "benchmarks.filling", str(folder), str(passages)]
    with subprocess.Popen([*command, "vectors"]) as vectors, subprocess.Popen([*command, "words"]) as words:
        codes = vectors.wait(), words.wait()
    if any(codes):
        raise SystemExit(f"{folder} could not be filled: {codes}")
    _take_means(large_parts(folder))


def _parts_of(corpus: Corpus) -> Iterator[tuple[list[File], list[Placed]]]:
    files = corpus.files()
    while part := list(islice(files, _FILES_AT_ONCE)):
        yield part, [row for _, entries in part for entry in entries for row in placed(entry.text)]


def _fill_vectors(parts: Parts, corpus: Corpus) -> None:
    done = 0
    for _, rows in _parts_of(corpus):
        texts = [text for row in rows for text in row.passage.embedded_texts]
        entries = [entry for row in rows for entry in row.vector_entries]
        parts.stores.vectors.add(entries, parts.embedder.embed_passages(texts))
        done += len(rows)
        print(f"vectors of {done} passages", flush=True)


def _fill_words(parts: Parts, corpus: Corpus) -> None:
    journal = parts.stores.journal
    with parts.stores.keywords.writing() as writer:
        for files, rows in _parts_of(corpus):
            journal.begin_texts([entry.text for _, entries in files for entry in entries])
            writer.add([row.keyword_entry for row in rows])
            journal.commit([_held(record, entries) for record, entries in files])
        writer.commit()


def _held(record: FileRecord, entries: Sequence[Entry]) -> tuple[FileRecord, list[Held]]:
    return record, [Held(entry.source, entry.text.id) for entry in entries]


def _take_means(parts: Parts) -> None:
    stores = parts.stores
    stores.journal.state_fact("embedder", parts.embedder.name)
    stores.journal.count_change()
    recentring = Recentring(stores.catalogue, stores.journal, stores.vectors, parts.embedder)
    recentring.prepare()
    recentring.take()
    stores.vectors.close()


def main() -> None:
    folder, passages = Path(sys.argv[1]), int(sys.argv[2])
    if len(sys.argv) == 3:
        fill(folder, passages)
        return
    parts, corpus = large_parts(folder), Corpus(passages, UNITS_OF_LARGE)
    {"vectors": _fill_vectors, "words": _fill_words}[sys.argv[3]](parts, corpus)


if __name__ == "__main__":
    main()
