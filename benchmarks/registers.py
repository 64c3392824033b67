"""How long questions to a large register take, as a ratio to a small one in the same run; and what an import takes.

    python -m benchmarks.registers [ORGANISATIONS PEOPLE]
    python -m benchmarks.registers write FOLDER ORGANISATIONS PEOPLE     # for klyngebot ingest, with the real embedder

Default: 2000 10000, against 60 and 300. The registers are made up (benchmarks/made_registers.py), imported by the real
sync (loader process, SQLite, Chroma, Tantivy) in temporary folders, and asked through the real lookup. Texts are
embedded by the tests' embedder of words, in which meaning is sharing words: all is measured but the embedding.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from datetime import datetime
from functools import cached_property
from pathlib import Path

from benchmarks.made_registers import write_registers
from bot.settings import Environment
from bot.wiring import Parts
from ingest.sync import SyncRun
from knowledge.answers.rows.lookup import Lookup
from knowledge.answers.rows.topics import Topics
from knowledge.embeddings import Embedder
from knowledge.models import Question
from knowledge.outcomes import RowsAnswered
from knowledge.records.view import View
from knowledge.settings import load_cluster
from tests.standins.embedder import FakeEmbedder

SMALL = (60, 300)
ROUNDS = 9
CLUSTER = """
[cluster]
name = "Storklyngen"
[[sources]]
kind = "members"
path = "members.csv"
[[sources]]
kind = "people"
path = "people.csv"
"""
QUESTIONS: Mapping[str, Sequence[str]] = {
    "count": (
        "Hvor mange medlemmer har vi?",
        "How many public bodies are members?",
        "Hvor mange oppstartsbedrifter er det i Bodø?",
        "How many members joined in 2024?",
    ),
    "list": (
        "Vis alle medlemmene",
        "Which public bodies are members?",
        "Hvilke medlemmer er det i Moss?",
        "List the startups in Bergen",
    ),
    "group": ("How many members are there by type?", "Hvor mange medlemmer er det per sted?"),
    "people": ("Who speaks German?", "Hvem snakker fransk og tysk?"),
    "topic": (
        "Who works with drones?",
        "Hvem kan hjelpe oss med personvern?",
        "Which members work with batteries?",
    ),
    "name": ("Hva tilbyr Fjorddata?", "Is Havkraft a member?"),
}


class WordParts(Parts):
    """The parts of a cluster, with an embedder that takes no time."""

    @cached_property
    def embedder(self) -> Embedder:
        return FakeEmbedder()


class Silent:
    """A bar that nobody watches."""

    def start(self, total_bytes: int) -> None: ...

    def enter(self, path: str, size: int) -> None: ...

    def embedded(self, done: int, of: int) -> None: ...


def main() -> None:
    if sys.argv[1:2] == ["write"]:
        _write_cluster(Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
        return
    large = (int(sys.argv[1]), int(sys.argv[2])) if len(sys.argv) > 2 else (2_000, 10_000)
    with ExitStack() as stack:
        both = [
            _imported(Path(stack.enter_context(tempfile.TemporaryDirectory())), *size)
            for size in (SMALL, large)
        ]
        _print_first(both)
        _print_questions(both)


def _write_cluster(folder: Path, organisations: int, people: int) -> None:
    (folder / "cluster.toml").write_text(CLUSTER, encoding="utf-8")
    write_registers(folder, organisations, people)


def _imported(folder: Path, organisations: int, people: int) -> Parts:
    _write_cluster(folder, organisations, people)
    parts = WordParts(
        Environment(klyngebot_chat_model="none"), load_cluster(folder / "cluster.toml"), folder / "data"
    )
    seconds = {}
    for what in ("import", "nothing changed", "one row changed"):
        if what == "one row changed":
            file = folder / "people.csv"
            file.write_text(file.read_text("utf-8").replace("Tuva", "Tyra", 1), "utf-8")
        started = time.perf_counter()
        report = parts.sync.run(SyncRun(Silent(), lambda: None))
        seconds[what] = time.perf_counter() - started
        assert not report.failed, report.failed
    spent = ", ".join(f"{what} {taken:.2f} s" for what, taken in seconds.items())
    units = parts.catalogue.unit_count()
    print(f"{organisations} organisations, {people} people, {units} texts: {spent}", flush=True)
    return parts


def _print_first(both: Sequence[Parts]) -> None:
    """With nothing read yet: what the first question after a sync pays."""
    for parts in both:
        view = View(
            parts.register,
            parts.profiles,
            parts.catalogue,
            parts.audiences.readable_by,
            parts.settings.zone,
            parts.settings.cluster.name,
            parts.caring,
            parts.current_cluster,
            parts.reassigned.indexed_for,
        )
        lookup = Lookup(view, Topics(parts.retrieval))
        started = time.perf_counter()
        lookup.answer(_question(parts, QUESTIONS["count"][0]))
        print(f"first question: {1000 * (time.perf_counter() - started):.0f} ms", flush=True)


def _print_questions(both: Sequence[Parts]) -> None:
    for name, questions in QUESTIONS.items():
        wall, processor = _times(both, questions)
        middle = [1000 * statistics.median(taken) for taken in wall]
        work = [statistics.median(taken) for taken in processor]
        found = ", ".join(_sizes(both, text) for text in questions)
        print(
            f"{name}: {middle[0]:.2f} -> {middle[1]:.2f} ms, {middle[1] / middle[0]:.2f} times;"
            f" processor {work[1] / work[0]:.2f} times (found {found})",
            flush=True,
        )


def _times(both: Sequence[Parts], questions: Sequence[str]) -> tuple[list[list[float]], list[list[float]]]:
    """Seconds of each of both, on the wall and of the processor, by turns after a first round that is not counted."""
    wall: list[list[float]] = [[], []]
    processor: list[list[float]] = [[], []]
    for round_number in range(ROUNDS + 1):
        for text in questions:
            for place, parts in enumerate(both):
                question = _question(parts, text)
                started, worked = time.perf_counter(), time.process_time()
                parts.lookup.answer(question)
                if round_number:
                    processor[place].append(time.process_time() - worked)
                    wall[place].append(time.perf_counter() - started)
    return wall, processor


def _sizes(both: Sequence[Parts], text: str) -> str:
    return "→".join(str(_found(parts, text)) for parts in both)


def _found(parts: Parts, text: str) -> int:
    answer = parts.lookup.answer(_question(parts, text))
    return len(answer.organisations) + len(answer.persons) if isinstance(answer, RowsAnswered) else -1


def _question(parts: Parts, text: str) -> Question:
    now = datetime.fromisoformat("2026-11-24T09:00").replace(tzinfo=parts.settings.zone)
    return Question(text, parts.audiences.asker_in_audience("members"), now)


if __name__ == "__main__":
    main()
