"""How well Klyngebot finds, side by side with other ways to find, over folders in the BEIR layout.

    python -m benchmarks.retrieval DIR... [--out FILE] [--vectors FILE] [--only SYSTEM]

Every system is measured in a process of its own and, but for two, on the same embedder. Klyngebot takes each document
of the corpus in as a text file, and its passages are counted as the document that they come from; the others index
documents whole. One configuration each, whatever the task. A Markdown table a task is printed; nothing is written but
FILE of ``--out`` and, so that a second run need not embed again, FILE of ``--vectors``.

The packages of the others: ``pip install -c constraints.txt -e '.[bench]'``, and beside it
``pip install --no-deps llama-index-retrievers-bm25==0.8.0``, which asks for an older PyStemmer and runs with ours.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

if not __package__:  # run by its path: the project's folder is to be imported from, not this one
    sys.path[0] = str(Path(__file__).parents[1])

from benchmarks.beir import Task, read_task
from benchmarks.outcome import Comparison, Failed, Outcome
from benchmarks.process import run_trial
from benchmarks.system import KLYNGEBOT, SYSTEMS
from benchmarks.table import head, overview, task_table, versions
from knowledge.errors import KlyngebotError


def main() -> int:
    """0, 1 where Klyngebot itself failed, or 2 where a folder holds no task."""
    options = _options()
    try:
        tasks = {folder: read_task(folder) for folder in options.folders}
    except KlyngebotError as error:
        print(error, file=sys.stderr)
        return 2
    report = Report([])
    report.say(head(["python", "-m", "benchmarks.retrieval", *sys.argv[1:]]))
    with tempfile.TemporaryDirectory() as temporary:
        vectors = options.vectors or Path(temporary) / "vectors.db"
        comparisons = []
        for folder, task in tasks.items():
            comparisons.append(Comparison(task, _outcomes(folder, task, options.only, vectors)))
            report.say(task_table(comparisons[-1]))
    report.say(overview(comparisons))
    report.say(versions(comparisons))
    if options.out:
        options.out.write_text("\n".join(report.parts), "utf-8")
    return 1 if any(isinstance(each.outcomes.get(KLYNGEBOT), Failed) for each in comparisons) else 0


@dataclass(frozen=True, slots=True)
class Report:
    """Printed part by part, for a long run shows what it has; kept whole, for a file that is not half a report."""

    parts: list[str]

    def say(self, part: str) -> None:
        print(("\n" if self.parts else "") + part, end="", flush=True)
        self.parts.append(part)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.retrieval", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("folders", metavar="DIR", nargs="+", type=Path)
    parser.add_argument("--out", metavar="FILE", type=Path, help="write the report here, too")
    parser.add_argument("--vectors", metavar="FILE", type=Path, help="keep embedded texts here between runs")
    parser.add_argument(
        "--only",
        metavar="SYSTEM",
        action="append",
        choices=SYSTEMS,
        help=f"one or more of {', '.join(SYSTEMS)}",
    )
    return parser.parse_args()


def _outcomes(folder: Path, task: Task, only: Sequence[str] | None, vectors: Path) -> dict[str, Outcome]:
    outcomes: dict[str, Outcome] = {}
    for name in only or SYSTEMS:
        print(f"{task.name}: {SYSTEMS[name].title} …", file=sys.stderr)
        outcomes[name] = run_trial(name, folder, vectors)
    return outcomes


if __name__ == "__main__":
    sys.exit(main())
