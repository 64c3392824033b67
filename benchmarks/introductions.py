"""A simulated year of introductions, beside random pairing and greed; and how long a round of a large cluster takes.

    python -m benchmarks.introductions [PEOPLE ROUNDS ASKS]       # 100 12 300
    python -m benchmarks.introductions round [PEOPLE]             # 2000, with the local embedder

Prints Markdown. People, their scores and their answers are made up with a seed; barriers, capacities, the state
machine, its limits and its records are the real ones.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from random import Random

from benchmarks.choosers import choosers
from benchmarks.made_cluster import made_cluster, write_people
from benchmarks.registers import Silent
from benchmarks.simulated_year import ZONE, Plan, Simulation, Year
from bot.settings import Environment
from bot.wiring import Parts
from ingest.sync import SyncRun
from knowledge.matching.rounds import Size
from knowledge.settings import load_cluster

SEED = 7
NOW = datetime(2026, 11, 24, 9, tzinfo=ZONE)
CLUSTER = """
[cluster]
name = "Storklyngen"
[[sources]]
kind = "people"
path = "people.csv"
"""
ROWS = (
    "repeats within six months",
    "asked above what they want, or above three a month",
    "organisations introduced again within a month",
    "coverage of the willing in a round, mean",
    "coverage of the willing in a round, least",
    "coverage of the willing in the year",
    "score of the rounds, of the exact optimum",
    "begun / introduced",
    "held back",
    "yes of the first / of the second",
    "largest load",
    "Gini of the load",
    "seconds",
)


def main() -> None:
    if sys.argv[1:2] == ["round"]:
        _print_round(int(sys.argv[2]) if len(sys.argv) > 2 else 2_000)
        return
    people, rounds, asks = map(int, sys.argv[1:4] or (100, 12, 300))
    columns = {name: _year(name, people, Plan(rounds, asks, SEED)) for name in choosers(Random(SEED))}
    print(f"{people} people, {rounds} rounds, {asks} asks, seed {SEED}\n")
    print(f"| | {' | '.join(columns)} |")
    print("|---" * (len(columns) + 1) + "|")
    for row, cells in zip(ROWS, zip(*columns.values(), strict=True), strict=True):
        print(f"| {row} | {' | '.join(cells)} |")


def _year(name: str, people: int, plan: Plan) -> Sequence[str]:
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        cluster = made_cluster(people, max(2, people * 2 // 5), plan.seed)
        year = Simulation(cluster, choosers(Random(plan.seed))[name], plan, Path(folder)).run()
    return [*_cells(year), f"{time.perf_counter() - started:.0f}"]


def _cells(year: Year) -> Iterator[str]:
    measures, scores = year.measures, year.scores
    yield str(measures.repeats)
    yield str(year.above_capacity)
    yield str(year.organisations_again)
    yield f"{sum(scores.covered) / len(scores.covered):.1%}"
    yield f"{min(scores.covered):.1%}"
    yield f"{measures.coverage or 0:.1%}"
    yield f"{scores.reached / scores.possible:.1%}"
    yield f"{measures.requested} / {measures.introduced}"
    yield str(year.held_back)
    yield f"{measures.yes_rate_first or 0:.2f} / {measures.yes_rate_second or 0:.2f}"
    yield str(measures.largest_load)
    yield f"{measures.gini or 0:.3f}"


def _print_round(people: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        parts = _imported(Path(folder), people)
        sizes: tuple[Size, ...] = (2, 3)
        for size in sizes:
            started = time.perf_counter()
            mixed = parts.hold_round.rehearse(NOW, size)
            seconds = time.perf_counter() - started
            threes = sum(len(circle.people) == 3 for circle in mixed.circles)
            print(
                f"{people} people, groups of {size}: {seconds:.1f} s; {len(mixed.circles)} groups ({threes} of three), "
                f"{len(mixed.alone)} alone, score {sum(one.score for one in mixed.circles):.1f}, "
                f"shortfall at most {mixed.shortfall:.3f}",
                flush=True,
            )


def _imported(folder: Path, people: int) -> Parts:
    (folder / "cluster.toml").write_text(CLUSTER, encoding="utf-8")
    write_people(folder, people, people * 7 // 20, SEED)
    environment = Environment(klyngebot_chat_model="none")
    parts = Parts(environment, load_cluster(folder / "cluster.toml"), folder / "data")
    started = time.perf_counter()
    report = parts.sync.run(SyncRun(Silent(), lambda: None))
    assert not report.failed, report.failed
    print(f"imported in {time.perf_counter() - started:.0f} s", flush=True)
    return parts


if __name__ == "__main__":
    main()
