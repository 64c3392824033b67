"""Slack fails in calls that introductions and Homes take: each letter comes once, and the next visit draws a Home."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.faults.ways import PROMPT, WAYS, each
from tests.scenarios.command_line import Cluster
from tests.scenarios.introduction_side import ODD, REQUEST, RUNA, Bot, Town, made_cluster
from tests.scenarios.slack_side import all_text
from tests.scenarios.test_introductions import rooms
from tests.standins.slack import Channel, SlackStandIn

LETTERS = (
    "chat.postMessage",
    "conversations.open",
    "conversations.history",
    "users.lookupByEmail",
    "users.info",
)
HOMES = ("views.publish", "users.info")


@pytest.fixture(scope="package")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = made_cluster(tmp_path_factory.mktemp("people"))
    assert Cluster(folder).run("ingest").code == 0
    return folder


@pytest.fixture
def town(ingested: Path, tmp_path: Path, slack: SlackStandIn) -> Town:
    shutil.copytree(ingested, tmp_path / "cluster")
    return Town(slack, tmp_path / "cluster")


def _attends(bot: Bot, town: Town) -> None:
    """Twice: what waits comes a minute later."""
    for _ in range(2):
        bot.attends()
        town.passes(minutes=1)


def _groups(town: Town) -> list[Channel]:
    return [one for one in town.slack.workspace.channels.values() if one.kind in ("mpim", "private")]


def _letters(town: Town, email: str, words: str) -> int:
    return sum(words in all_text(one) for one in town.letters(email))


@pytest.mark.parametrize(("method", "way"), each(LETTERS, PROMPT))
def test_an_introduction_of_whose_every_step_a_call_fails_once_takes_each_step_once(
    town: Town, method: str, way: str
):
    with town.open() as bot:
        bot.told(RUNA, REQUEST)
        WAYS[way](town.slack, method)
        bot.presses(RUNA, "introduction.ask.1")
        _attends(bot, town)
    assert _letters(town, RUNA, "Jeg spør Odd Bø") == 1
    assert _letters(town, ODD, "vil gjerne møte deg") == 1
    with town.open() as bot:
        WAYS[way](town.slack, method)
        bot.presses(ODD, "introduction.yes")
        _attends(bot, town)
    assert _letters(town, ODD, "Takk! Du har sagt ja") == 1
    assert len(rooms(town)) == 1
    assert [len(town.slack.messages_in(one)) for one in _groups(town)] == [1]
    assert town.slack.calls_to(method)


@pytest.mark.parametrize(("method", "way"), each(HOMES, PROMPT))
def test_a_home_that_fails_once_is_drawn(town: Town, method: str, way: str):
    with town.open() as bot:
        WAYS[way](town.slack, method)
        assert "*Rolle:* leder" in bot.opens_home(RUNA)


@pytest.mark.parametrize("status", [429, 500])
def test_a_home_that_slack_does_not_take_at_all_is_drawn_at_the_next_visit(town: Town, status: int):
    with town.open() as bot:
        town.slack.fail("views.publish", status=status, retry_after=0, times=None)
        bot.hears(town.slack.events.opens_home(town.users[RUNA]))
        bot.settles()
        assert town.users[RUNA].id not in town.slack.workspace.homes
        town.slack.script.clear()
        assert "*Rolle:* leder" in bot.opens_home(RUNA)
