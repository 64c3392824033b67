"""What becomes of the times that were taken, and which files change."""

from __future__ import annotations

import pytest

from benchmarks.growth import Taken, add_up, summary
from benchmarks.synthetic import Corpus


def test_figures_of_several_rounds_are_kept_together():
    taken: Taken = {"all_ms": [1.0]}
    add_up(taken, {"all_ms": [2.0], "memory_mb": [3.0]})
    assert taken == {"all_ms": [1.0, 2.0], "memory_mb": [3.0]}


def test_a_figure_taken_a_few_times_has_a_median_and_no_p95():
    assert summary({"start_s": [3.0, 1.0, 2.0]}) == {"start_s": 2.0}


def test_a_figure_taken_many_times_has_a_p95_too():
    found = summary({"all_ms": [float(n) for n in range(1, 101)]})
    assert found["all_ms"] == 50.5
    assert found["all_ms_p95"] == pytest.approx(95, abs=1)


def test_about_one_file_in_a_hundred_changes_in_every_audience_and_keeps_its_path():
    corpus = Corpus(36_000, 1)
    before = {record.path for record, _ in corpus.files()}
    changed = list(corpus.changed_files())
    assert len(changed) == 30
    assert {record.path for record, _ in changed} <= before
    assert {record.audience for record, _ in changed} == {"public", "members", "board"}
    assert all(entry.text.id.endswith("-anew") for _, entries in changed for entry in entries)
