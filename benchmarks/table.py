"""Outcomes as Markdown."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from benchmarks.outcome import Comparison, Measured, Outcome
from benchmarks.system import SYSTEMS

_NOTES = """\
Each system runs in a process of its own, one after another, with one configuration for every task. All but BM25 and
Chroma's default model use Klyngebot's local embedder. Klyngebot takes each document in as a text file and finds its
passages, which count as their document; the others index documents whole. Index and query times are a system's own and
the embedder's; what several systems embed is embedded once, and each is charged the seconds that it took.
"""
_COLUMNS = (
    "system",
    "nDCG@10",
    "recall@5",
    "recall@20",
    "query ms, median",
    "query ms, p95",
    "index s, embedding + own",
    "peak memory, MB",
)


def head(command: Sequence[str]) -> str:
    """When, where, and by which command."""
    lines = (
        "# Finding, side by side\n",
        f"- {date.today().isoformat()}, `{' '.join(command)}`",
        f"- {_processor()}, {os.cpu_count()} cores; {platform.system()} {platform.machine()}; "
        f"Python {platform.python_version()}\n",
        _NOTES,
    )
    return "\n".join(lines)


def task_table(comparison: Comparison) -> str:
    task = comparison.task
    rows = [_row(SYSTEMS[name].title, outcome) for name, outcome in comparison.outcomes.items()]
    title = f"## {task.name}\n\n{len(task.documents)} documents, {len(task.queries)} queries.\n\n"
    return title + _table(_COLUMNS, rows)


def overview(comparisons: Sequence[Comparison]) -> str:
    """nDCG@10 of every system on every task."""
    rows = [
        [SYSTEMS[name].title, *(_ndcg(each.outcomes[name]) for each in comparisons)]
        for name in comparisons[0].outcomes
    ]
    return "## nDCG@10\n\n" + _table(("system", *(each.task.name for each in comparisons)), rows)


def versions(comparisons: Sequence[Comparison]) -> str:
    measured = [
        found for each in comparisons for found in each.outcomes.values() if isinstance(found, Measured)
    ]
    numbers = {f"{package} {number}" for found in measured for package, number in found.versions.items()}
    return f"Versions: {', '.join(sorted(numbers))}.\n" if numbers else "Nothing was measured.\n"


def _row(title: str, outcome: Outcome) -> list[str]:
    if not isinstance(outcome, Measured):
        word = type(outcome).__name__.lower()
        reason = f"{word}: {outcome.reason}".replace("|", "\\|")
        return [title, reason, *[""] * (len(_COLUMNS) - 2)]
    return [
        title,
        _ndcg(outcome),
        f"{outcome.recall_5:.3f}",
        f"{outcome.recall_20:.3f}",
        f"{outcome.query_ms:.1f}",
        f"{outcome.query_p95_ms:.1f}",
        f"{outcome.embedding_seconds:.1f} + {outcome.own_seconds:.1f}",
        f"{outcome.peak_mb:.0f}",
    ]


def _ndcg(outcome: Outcome) -> str:
    return f"{outcome.ndcg_10:.3f}" if isinstance(outcome, Measured) else "–"


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = (columns, ["---"] + ["---:"] * (len(columns) - 1), *rows)
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def _processor() -> str:
    try:
        described = Path("/proc/cpuinfo").read_text("utf-8")
    except OSError:
        return platform.processor()
    named = [
        line.partition(":")[2].strip() for line in described.splitlines() if line.startswith("model name")
    ]
    return named[0] if named else platform.processor()
