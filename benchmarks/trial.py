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
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from benchmarks.beir import Query, Task, read_task
from benchmarks.measures import ndcg, percentile, recall
from benchmarks.meter import Meter
from benchmarks.outcome import Measured, Skipped
from benchmarks.system import SYSTEMS, Listed, Opener, System, Workshop


@dataclass(frozen=True, slots=True)
class Answered:
    """A query with the documents found. Its time is the system's own and the embedder's, as the meter charged it."""

    query: Query
    ranked: tuple[str, ...]
    milliseconds: float


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
        embedding = meter.embedding
        answered = _answered(system, task.queries, meter)
    return _measured(answered, embedding, own, {package: version(package) for package in listed.packages})


def _answered(system: System, queries: Sequence[Query], meter: Meter) -> list[Answered]:
    system.search(queries[0].text)  # what is loaded once is not the first query's to bear
    answered = []
    for query in queries:
        inside, embedding = meter.inside, meter.embedding
        started = time.perf_counter()
        ranked = system.search(query.text)
        own = time.perf_counter() - started - (meter.inside - inside)
        answered.append(Answered(query, ranked, 1000 * (own + meter.embedding - embedding)))
    return answered


def _measured(
    answered: Sequence[Answered], embedding: float, own: float, versions: Mapping[str, str]
) -> Measured:
    milliseconds = [each.milliseconds for each in answered]
    return Measured(
        ndcg_10=statistics.fmean(ndcg(each.ranked, each.query.relevant, 10) for each in answered),
        recall_5=statistics.fmean(recall(each.ranked, each.query.relevant, 5) for each in answered),
        recall_20=statistics.fmean(recall(each.ranked, each.query.relevant, 20) for each in answered),
        query_ms=statistics.median(milliseconds),
        query_p95_ms=percentile(milliseconds, 95),
        embedding_seconds=embedding,
        own_seconds=own,
        peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        versions=versions,
    )


if __name__ == "__main__":
    main()
