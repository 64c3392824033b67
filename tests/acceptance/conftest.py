"""The independent stand-in for Slack, and the bot beside it in both ways that Slack knows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from examples.slack_window.daytime import daytime_copy
from examples.slack_window.installation import WindowUnavailable, installed
from examples.slack_window.workspace import demo_workspace, people_of
from tests.acceptance.side import Side, beside
from tests.scenarios.command_line import Cluster


@pytest.fixture(scope="session")
def window_program() -> Path:
    try:
        return installed()
    except WindowUnavailable as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def knowledge(window_program: Path, demo: Cluster) -> Cluster:
    """The demo cluster, indexed; not before it is known that there is a window to show it in."""
    return demo


@pytest.fixture(scope="module", params=["socket", "http"])
def side(
    request: pytest.FixtureRequest,
    window_program: Path,
    knowledge: Cluster,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Side]:
    folder = tmp_path_factory.mktemp(request.param)
    cluster = Cluster(daytime_copy(knowledge.folder, folder / "cluster").parent)
    workspace = demo_workspace(people_of(cluster.folder / "people.csv"))
    with beside(request.param, window_program, workspace, cluster, folder) as side:
        yield side


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The figures that tests have taken down."""
    for report in terminalreporter.getreports("passed"):
        for _, figures in report.user_properties:
            terminalreporter.write_line(f"{report.nodeid.rpartition('[')[2].rstrip(']')}: {figures}")
