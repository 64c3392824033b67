"""The demo cluster, indexed once for all tests that ask it."""

from __future__ import annotations

import shutil

import pytest

from examples.build_demo.build import DEMO
from tests.scenarios.command_line import Cluster


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Cluster:
    folder = tmp_path_factory.mktemp("demo") / "cluster"
    shutil.copytree(DEMO, folder, ignore=shutil.ignore_patterns(".klyngebot"))
    cluster = Cluster(folder)
    first = cluster.run("ingest", "--json", timeout=600)
    assert first.code == 0, first.err
    assert first.json["failed"] == []
    return cluster
