"""Slack before a bot that things happen to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.faults.moments import kill
from tests.faults.served import STARTED
from tests.scenarios.command_line import Cluster, new_cluster
from tests.scenarios.slack_side import stand_in
from tests.standins.slack import SlackStandIn


@pytest.fixture
def slack() -> Iterator[SlackStandIn]:
    """A Slack that grants what the manifest asks for, and no more."""
    with stand_in() as running:
        yield running


@pytest.fixture(scope="package")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Cluster:
    """A cluster that is known; tests work on copies of its folder."""
    made = new_cluster(tmp_path_factory.mktemp("cluster"))
    assert made.run("ingest").code == 0
    return made


@pytest.fixture(autouse=True)
def nothing_is_left_running() -> Iterator[None]:
    yield
    while STARTED:
        kill(STARTED.pop())
