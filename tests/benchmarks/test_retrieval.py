"""The benchmark run as a person would, on twenty made-up documents."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.beir import CorpusDocument, read_task
from benchmarks.klyngebot import open_system
from benchmarks.meter import Meter
from benchmarks.outcome import Comparison, Failed, Measured, Skipped
from benchmarks.process import run_trial
from benchmarks.system import Listed, Workshop
from benchmarks.table import overview, task_table
from benchmarks.trial import tried
from tests.benchmarks.made_task import write_task

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "retrieval.py"


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    (tmp_path / "workshop").mkdir()
    with closing(Meter(tmp_path / "vectors.db")) as meter:
        yield Workshop(tmp_path / "workshop", meter)


def run(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [sys.executable, str(SCRIPT), *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, env=kept, capture_output=True, text=True, timeout=300)


def cells(report: str, title: str) -> list[list[str]]:
    rows = [line.strip("| ").split(" | ") for line in report.splitlines() if line.startswith("|")]
    return [row[1:] for row in rows if row[0] == title]


def test_klyngebot_is_measured_through_its_real_index_beside_chroma(tmp_path: Path):
    folder = write_task(tmp_path / "made-up")
    done = run(folder, "--only", "klyngebot", "--only", "chroma", "--out", "report.md", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "report.md").read_text("utf-8") == done.stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == ["made-up", "report.md"]
    assert "20 documents, 6 queries." in done.stdout
    for title in ("Klyngebot", "Chroma"):
        (ndcg, recall_5, recall_20, median, p95, index, peak), (short,) = cells(done.stdout, title)
        assert short == ndcg
        assert float(ndcg) > 0.8
        assert float(recall_5) <= float(recall_20) == 1
        assert 0 < float(median) <= float(p95)
        embedding, own = map(float, index.split(" + "))
        assert embedding > 0 <= own
        assert float(peak) > 50


def test_a_folder_that_is_no_task_is_refused_in_one_sentence(tmp_path: Path):
    done = run(tmp_path, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "corpus.jsonl" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_system_whose_package_is_not_installed_is_skipped_by_name(tmp_path: Path, workshop: Workshop):
    task = read_task(write_task(tmp_path / "made-up"))
    outcome = tried(Listed("Absent", "no_such_package.search", ()), task, workshop.meter)
    assert outcome == Skipped("the package that holds 'no_such_package' is not installed")


def test_a_trial_that_breaks_off_is_told_with_its_reason(tmp_path: Path):
    outcome = run_trial("klyngebot", tmp_path / "nowhere", tmp_path / "vectors.db")
    assert isinstance(outcome, Failed)
    assert "qrels.tsv cannot be read" in outcome.reason


def test_what_was_not_measured_stands_in_the_table_with_the_reason(tmp_path: Path):
    task = read_task(write_task(tmp_path / "made-up"))
    measured = Measured(0.98765, 0.5, 1.0, 12.34, 56.78, 30.0, 2.25, 388.4, {})
    outcomes = {"klyngebot": measured, "txtai": Skipped("no torch"), "bm25": Failed("a | b")}
    table = task_table(Comparison(task, outcomes))
    assert "| Klyngebot | 0.988 | 0.500 | 1.000 | 12.3 | 56.8 | 30.0 + 2.2 | 388 |" in table
    assert "| txtai hybrid | skipped: no torch |" in table
    assert "| BM25 alone | failed: a \\| b |" in table
    assert len({line.replace("\\|", "").count("|") for line in table.splitlines() if "|" in line}) == 1
    assert "| txtai hybrid | – |" in overview([Comparison(task, outcomes)])


def test_documents_are_found_under_their_own_ids_whatever_signs_these_hold(workshop: Workshop):
    """Ids that no file can be called, and ids that would give one file the name of another."""
    system = open_system(workshop)
    texts = {"../a:1": "Fergen går hver time.", "../a/1": "Bees swarm in May.", "~$b": "Tea is green."}
    system.index([CorpusDocument(key, "", text) for key, text in texts.items()])
    assert [system.search(text)[0] for text in texts.values()] == list(texts)


def test_documents_of_the_same_words_are_all_found(workshop: Workshop):
    system = open_system(workshop)
    system.index([CorpusDocument(key, "", "Fergen går hver time.") for key in ("a", "b")])
    assert set(system.search("Når går fergen?")) == {"a", "b"}
