"""A Slack for each test, and one cluster whose every place is hostile, read once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.redteam.town import hostile_cluster
from tests.scenarios.command_line import Cluster, Result
from tests.scenarios.introduction_side import Town
from tests.scenarios.slack_side import stand_in
from tests.standins.slack import SlackStandIn


@pytest.fixture
def slack() -> Iterator[SlackStandIn]:
    with stand_in() as running:
        yield running


@pytest.fixture(scope="session")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Cluster:
    return hostile_cluster(tmp_path_factory.mktemp("redteam"))


@pytest.fixture(scope="session")
def first(poisoned: Cluster) -> Result:
    """The first sync, by which everything is known."""
    return poisoned.run("ingest", timeout=600)


@pytest.fixture
def town(poisoned: Cluster, first: Result, tmp_path: Path, slack: SlackStandIn) -> Town:
    assert first.code == 0, first.err
    shutil.copytree(poisoned.folder, tmp_path / "cluster")
    return Town(slack, tmp_path / "cluster")
