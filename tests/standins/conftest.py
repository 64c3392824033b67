"""A stand-in Slack with its clock standing still, and the real client against it."""

from collections.abc import Iterator

import pytest
from slack_sdk import WebClient

from .slack import Channel, ManualClock, SlackStandIn, User


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def slack(clock: ManualClock) -> Iterator[SlackStandIn]:
    with SlackStandIn(clock=clock) as stand_in:
        yield stand_in


@pytest.fixture
def client(slack: SlackStandIn) -> WebClient:
    return WebClient(slack.bot_token, base_url=slack.base_url, retry_handlers=[])


@pytest.fixture
def kari(slack: SlackStandIn) -> User:
    return slack.workspace.add_user("kari")


@pytest.fixture
def channel(slack: SlackStandIn, kari: User) -> Channel:
    return slack.workspace.add_channel("general", [kari])
