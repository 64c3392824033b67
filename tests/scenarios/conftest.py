"""What Slack scenarios begin with."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scenarios.introduction_side import Town
from tests.scenarios.slack_side import stand_in
from tests.standins.slack import SlackStandIn


@pytest.fixture
def slack() -> Iterator[SlackStandIn]:
    """A Slack that grants what the manifest asks for, and no more. Scenarios that move its clock make their own."""
    with stand_in() as running:
        yield running


@pytest.fixture
def town(ingested: Path, tmp_path: Path, slack: SlackStandIn) -> Town:
    """The people of the module's own cluster, which is ``ingested`` there, as this scenario finds them."""
    shutil.copytree(ingested, tmp_path / "cluster")
    return Town(slack, tmp_path / "cluster")
