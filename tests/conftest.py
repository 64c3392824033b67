"""The demo cluster, indexed once for all tests that ask it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from examples.build_demo.build import DEMO
from tests.scenarios.command_line import Cluster


@pytest.fixture(autouse=True)
def every_layout_is_taken(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Who breaks Slack's rules loses a layout in production, with a line in the log; here that is a failure."""
    yield
    assert not [one for one in caplog.get_records("call") if "loses its layout" in one.getMessage()]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Cluster:
    folder = tmp_path_factory.mktemp("demo") / "cluster"
    shutil.copytree(DEMO, folder, ignore=shutil.ignore_patterns(".klyngebot"))
    cluster = Cluster(folder)
    first = cluster.run("ingest", "--json", timeout=600)
    assert first.code == 0, first.err
    assert first.json["failed"] == []
    return cluster
