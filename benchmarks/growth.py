"""What a question, a start and a sync take as a cluster grows, and what is held in memory and on disk.

    python -m benchmarks.growth FOLDER [PASSAGES…] [--rounds N] [--out FILE]

Default: 1000 10000 100000 1000000, of which the last takes half an hour to fill. FOLDER keeps the libraries, each
filled once (see benchmarks/filling.py); a change of one file in a hundred is written into them last of all. Vectors and
texts are made up. Each figure is taken in a process of its own, the sizes by turns.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.filling import fill
from benchmarks.measures import percentile
from benchmarks.results import parser_of, write

SIZES = (1_000, 10_000, 100_000, 1_000_000)
RESULTS = Path(__file__).with_name("growth.json")
# By the name of a figure, what was taken of it.
Taken = dict[str, list[float]]


def main() -> None:
    options = _options()
    folders = {passages: options.folder / str(passages) for passages in options.passages}
    for passages, folder in folders.items():
        if not folder.exists():
            fill(folder, passages)
    taken = _by_turns(folders, options.rounds)
    for passages, folder in folders.items():
        taken[passages]["disk_mb"] = [_megabytes(folder / "data")]
        add_up(taken[passages], _told(folder, passages, "changed"))
    results = {str(passages): summary(each) for passages, each in taken.items()}
    write(results, options.out)


def _options() -> argparse.Namespace:
    parser = parser_of("growth", __doc__, RESULTS)
    parser.add_argument("folder", metavar="FOLDER", type=Path)
    parser.add_argument("passages", metavar="PASSAGES", nargs="*", type=int, default=SIZES)
    parser.add_argument("--rounds", type=int, default=3)
    return parser.parse_args()


def _by_turns(folders: Mapping[int, Path], rounds: int) -> dict[int, Taken]:
    """The first starts read the files from the disk for the first time; they are not counted."""
    taken: dict[int, Taken] = {passages: {} for passages in folders}
    for number in range(rounds + 1):
        for passages, folder in folders.items():
            for start in ("chroma_start", "start"):
                seconds = _seconds_to_first(folder, passages, start)
                if number:
                    taken[passages].setdefault(f"{start}_s", []).append(seconds)
            if number:
                add_up(taken[passages], _told(folder, passages, "questions"))
            print(f"round {number}: {passages}", file=sys.stderr, flush=True)
    return taken


def _command(folder: Path, passages: int, what: str) -> list[str]:
    return [sys.executable, "-m", "benchmarks.grown", what, str(folder), str(passages)]


def _seconds_to_first(folder: Path, passages: int, start: str) -> float:
    """From the start of a process until it says that it has answered."""
    started = time.perf_counter()
    with subprocess.Popen(_command(folder, passages, start), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        seconds = time.perf_counter() - started
    if process.returncode:
        raise SystemExit(f"{start} of {folder} was broken off")
    return seconds


def _told(folder: Path, passages: int, what: str) -> Taken:
    done = subprocess.run(_command(folder, passages, what), stdout=subprocess.PIPE, text=True, check=True)
    told: Taken = json.loads(done.stdout.splitlines()[-1])
    return told


def add_up(taken: Taken, more: Mapping[str, Sequence[float]]) -> None:
    for name, values in more.items():
        taken.setdefault(name, []).extend(values)


def summary(taken: Mapping[str, Sequence[float]]) -> dict[str, float]:
    """The median of each figure, and the p95 of those that were taken many times."""
    medians = {name: round(statistics.median(values), 3) for name, values in taken.items()}
    many = {
        f"{name}_p95": round(percentile(list(values), 95), 3)
        for name, values in taken.items()
        if len(values) > 20
    }
    return medians | many


def _megabytes(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / (1 << 20)


if __name__ == "__main__":
    main()
