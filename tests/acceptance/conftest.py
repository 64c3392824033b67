"""The independent stand-in for Slack, and the bot beside it in both ways that Slack knows."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

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
    cluster = at_work(knowledge, folder / "cluster")
    workspace = demo_workspace(people_of(cluster.folder / "people.csv"))
    with beside(request.param, window_program, workspace, cluster, folder) as side:
        yield side


def at_work(cluster: Cluster, folder: Path) -> Cluster:
    """A copy of the cluster in a zone where it is ten in the morning or as near as may be: nobody is asked about an
    introduction in the evening, and these tests run at any time of the day."""
    shutil.copytree(cluster.folder, folder)
    copy = Cluster(folder)
    hours = (10 - datetime.now(UTC).hour + 11) % 24 - 11
    # POSIX counts the hours the other way round: Etc/GMT-2 is two hours ahead of UTC.
    zone = f"Etc/GMT{-hours:+d}"
    text = (folder / "cluster.toml").read_text(encoding="utf-8")
    copy.write("cluster.toml", text.replace("Europe/Oslo", zone))
    return copy
