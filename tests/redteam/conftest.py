"""A Slack for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.scenarios.slack_side import stand_in
from tests.standins.slack import SlackStandIn


@pytest.fixture
def slack() -> Iterator[SlackStandIn]:
    with stand_in() as running:
        yield running
