"""One system on one task, in a process of its own, so that its memory is its own.

    python -m benchmarks.trial SYSTEM FOLDER VECTORS RESULT

is what ``benchmarks.retrieval`` runs: RESULT is where the outcome is written as JSON, VECTORS the kept embeddings.
"""

from __future__ import annotations

import json
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from benchmarks.beir import Query, Task, read_task
from benchmarks.measures import ndcg, percentile, recall
from benchmarks.meter import Meter
from benchmarks.outcome import Measured, Skipped
from benchmarks.system import SYSTEMS, Listed, Opener, System, Workshop


def main() -> None:
    name, folder, vectors, result = sys.argv[1:]
    with closing(Meter(Path(vectors))) as meter:
        outcome = tried(SYSTEMS[name], read_task(Path(folder)), meter)
    Path(result).write_text(json.dumps(asdict(outcome)), "utf-8")


def tried(listed: Listed, task: Task, meter: Meter) -> Measured | Skipped:
    """Skipped is a system whose packages are not installed; any other fault is raised."""
    try:
        opener: Opener = import_module(listed.module).open_system
    except ModuleNotFoundError as error:
        return Skipped(f"the package that holds '{error.name}' is not installed")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        system = opener(Workshop(Path(folder), meter))
        started = time.perf_counter()
        system.index(task.documents)
        own = time.perf_counter() - started - meter.inside
        return _measured(system, task.queries, meter.embedding, own, listed.packages)


def _measured(
    system: System, queries: Sequence[Query], embedding: float, own: float, packages: Sequence[str]
) -> Measured:
    system.search(queries[0].text)  # what is loaded once is not the first query's to bear
    rankings: list[tuple[str, ...]] = []
    milliseconds: list[float] = []
    for query in queries:
        started = time.perf_counter()
        rankings.append(system.search(query.text))
        milliseconds.append(1000 * (time.perf_counter() - started))
    pairs = [(ranked, query.relevant) for ranked, query in zip(rankings, queries, strict=True)]
    return Measured(
        ndcg_10=statistics.fmean(ndcg(ranked, relevant, 10) for ranked, relevant in pairs),
        recall_5=statistics.fmean(recall(ranked, relevant, 5) for ranked, relevant in pairs),
        recall_20=statistics.fmean(recall(ranked, relevant, 20) for ranked, relevant in pairs),
        query_ms=statistics.median(milliseconds),
        query_p95_ms=percentile(milliseconds, 95),
        embedding_seconds=embedding,
        own_seconds=own,
        peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        versions={package: version(package) for package in packages},
    )


if __name__ == "__main__":
    main()
