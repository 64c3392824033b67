"""How long suggestions for one of many people take, as a ratio to one search on the same index in the same run.

    python -m benchmarks.suggesting [ORGANISATIONS PEOPLE]

Default: 400 and 2000, made up (benchmarks/made_registers.py; everybody agrees to introductions) and imported with the
local embedder, which is also what embeds the requests: nothing stands in for anything.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from benchmarks.made_registers import write_registers
from benchmarks.registers import CLUSTER, Silent
from bot.settings import Environment
from bot.wiring import Parts
from ingest.sync import SyncRun
from knowledge.matching.past import Past
from knowledge.settings import load_cluster

ROUNDS = 5
ASKERS = 6
DAY = date(2026, 11, 24)
REQUESTS = (
    "Hvem kan hjelpe oss med maskinsyn?",
    "Somebody who knows drones and batteries",
    "Vi vil vite hvordan havbunnen ser ut. Hvem lager kart?",
)


def main() -> None:
    size = (int(sys.argv[1]), int(sys.argv[2])) if len(sys.argv) > 2 else (400, 2_000)
    with tempfile.TemporaryDirectory() as folder:
        parts = _imported(Path(folder), *size)
        first = _milliseconds(lambda: _suggest(parts, 0, REQUESTS[0]))
        print(f"{size[1]} people; the first suggestions of a process: {first:.0f} ms", flush=True)
        for text in REQUESTS:
            _print_ratio(parts, text)


def _imported(folder: Path, organisations: int, people: int) -> Parts:
    (folder / "cluster.toml").write_text(CLUSTER, encoding="utf-8")
    write_registers(folder, organisations, people)
    settings = load_cluster(folder / "cluster.toml")
    parts = Parts(Environment(klyngebot_chat_model="none"), settings, folder / "data")
    parts.sync.run(SyncRun(Silent(), lambda: None))
    return parts


def _print_ratio(parts: Parts, text: str) -> None:
    audiences = parts.audiences.asker_with_email("person0@folk.example").audiences
    searches, suggestions = [], []
    for number in range(ROUNDS * ASKERS):
        searches.append(_milliseconds(lambda: parts.retrieval.search(text, audiences, 10)))
        suggestions.append(_milliseconds(lambda asker=number % ASKERS: _suggest(parts, asker, text)))
    search, suggest = statistics.median(searches), statistics.median(suggestions)
    print(f"{text}: search {search:.1f} ms, suggestions {suggest:.1f} ms, {suggest / search:.2f} times")


def _suggest(parts: Parts, asker: int, text: str) -> None:
    email = f"person{asker}@folk.example"
    parts.suggester.suggest(email, text, parts.audiences.asker_with_email(email), DAY, Past())


def _milliseconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - started)


if __name__ == "__main__":
    main()
