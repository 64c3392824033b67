"""Questions to registers and calendars, run as a coordinator runs them: exact counts, sets and local times."""

from __future__ import annotations

from pathlib import Path

import pytest

from examples.build_demo.build import DEMO
from tests.examples.otherwise import made
from tests.scenarios.command_line import Cluster, Result


@pytest.fixture(scope="module")
def otherwise(tmp_path_factory: pytest.TempPathFactory) -> Cluster:
    cluster = made.otherwise(tmp_path_factory.mktemp("otherwise") / "cluster")
    first = cluster.run("ingest", "--json", timeout=300)
    assert first.code == 0, first.err
    assert first.json["failed"] == []
    return cluster


def _evaluated(cluster: Cluster) -> Result:
    result = cluster.run("eval", "row-questions.jsonl", "--json", timeout=600)
    assert (result.code, result.err, result.json["faults"]) == (0, "", [])
    return result


def _missed(result: Result) -> list[str]:
    return [f"{one['id']} {one['question']}" for one in result.json["judgements"] if one["reply"] != "right"]


def _asked(questions: Path) -> int:
    return len(questions.read_text("utf-8").splitlines())


def test_all_questions_to_the_rows_of_the_demo_are_answered_exactly_but_at_most_two(demo: Cluster):
    result = _evaluated(demo)
    missed = _missed(result)
    assert result.json["questions"] == _asked(DEMO / "row-questions.jsonl")
    assert len(missed) <= 2, "\n".join(missed)


def test_as_good_as_all_questions_to_the_rows_of_a_cluster_that_is_quite_different_are_too(
    otherwise: Cluster,
):
    result = _evaluated(otherwise)
    missed = _missed(result)
    assert result.json["questions"] == _asked(made.HERE / "row-questions.jsonl")
    assert len(missed) <= 4, "\n".join(missed)
