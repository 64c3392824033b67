"""What one process holds and takes as it serves more clusters: 1, 10 and 100 by themselves in folders of their own.

    python -m benchmarks.many [CLUSTERS…] [--out FILE]

Each is a copy of one small cluster, read once. A run of a size is a process of its own that opens all of them, asks
each a first question, and then goes round them; bolt, Slack and schedules are not in it.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measures import percentile
from benchmarks.process import resident
from benchmarks.results import parser_of, write

if TYPE_CHECKING:
    from bot.wiring.installation import Installation

RESULTS = Path(__file__).with_name("many.json")
_QUESTIONS = (
    "Hva koster årskontingenten for små bedrifter?",
    "Hva er besøksadressen til klyngen?",
    "How is the drone lab in Hangar 4 booked?",
    "Hvem bestemmer lønnen til daglig leder?",
)
_ROUNDS = 400


def main() -> None:
    options = _options()
    if options.look is not None:
        print(json.dumps(looked_at(options.look)))
        return
    results = {str(count): _told(count) for count in options.clusters}
    write(results, options.out)


def _options() -> argparse.Namespace:
    parser = parser_of("many", __doc__, RESULTS)
    parser.add_argument("clusters", metavar="CLUSTERS", nargs="*", type=int, default=(1, 10, 100))
    parser.add_argument("--look", metavar="FOLDER", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def _told(count: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        _fill(Path(folder), count)
        command = [sys.executable, "-m", "benchmarks.many", "--look", folder]
        told = subprocess.run(command, check=True, capture_output=True, text=True)
        return json.loads(told.stdout.splitlines()[-1])


def _fill(folder: Path, count: int) -> None:
    from tests.scenarios.command_line import new_cluster

    first = folder / "cluster-000"
    first.mkdir()
    assert new_cluster(first).run("ingest").code == 0
    for number in range(1, count):
        shutil.copytree(first, folder / f"cluster-{number:03}")


def looked_at(folder: Path) -> dict[str, float]:
    """Seconds, milliseconds and megabytes."""
    begun = time.perf_counter()
    from bot.clusters import Clusters
    from bot.settings import Environment
    from bot.wiring.installation import Installation

    installation = Installation(Environment(), Clusters(folder))
    names = installation.clusters.names()
    first = [_milliseconds(installation, name, _QUESTIONS[0]) for name in names]
    opened = time.perf_counter() - begun
    rest = [
        _milliseconds(installation, names[number % len(names)], _QUESTIONS[number % len(_QUESTIONS)])
        for number in range(_ROUNDS)
    ]
    return {
        "open_s": opened,
        "first_p50_ms": percentile(first, 50),
        **_spread("question", rest),
        "memory_mb": resident(os.getpid()) / (1 << 20),
        "threads": len(os.listdir("/proc/self/task")),
        "files": len(os.listdir("/proc/self/fd")),
    }


def _spread(name: str, values: Sequence[float]) -> dict[str, float]:
    return {f"{name}_p{percent}_ms": percentile(values, percent) for percent in (50, 95)}


def _milliseconds(installation: Installation, name: str, text: str) -> float:
    begun = time.perf_counter()
    parts = installation.parts(name)
    assert parts.retrieval.search(text, parts.audiences.asker_in_audience("members").audiences, 5)
    return (time.perf_counter() - begun) * 1_000


if __name__ == "__main__":
    main()
