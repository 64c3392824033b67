"""Who asks for the first time is told what they speak with and what is kept. Everybody here is fictional."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.command_line import Cluster
from tests.scenarios.introduction_side import ANN, ODD, PEOPLE, RUNA, Bot, Town

CLUSTER = """
[cluster]
name = "Prøveklyngen"
coordinators = ["kari@cluster.example"]
[privacy]
questions_days = 21
[[sources]]
path = "documents"
[[sources]]
kind = "people"
path = "people.csv"
"""


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = Cluster(tmp_path_factory.mktemp("cluster"))
    made.write("cluster.toml", CLUSTER)
    made.write("people.csv", PEOPLE)
    made.write("documents/leie.md", "# Leiepriser\n\nEn pult koster 3 900 kroner.\n")
    assert made.run("ingest").code == 0
    return made.folder


def asks(town: Town, bot: Bot, email: str, text: str = "Hva koster en pult?") -> None:
    """In a channel, where others read too."""
    user = town.users[email]
    channel = town.slack.workspace.add_channel(f"kanal-{len(town.slack.workspace.channels)}", [user])
    assert bot.hears(town.slack.events.mentions(user, channel, text)).status == 200
    town.slack.wait_for(lambda: [one for one in town.slack.messages_in(channel) if one.get("bot_id")])


def test_they_are_told_once_in_the_conversation_with_them_and_over_restarts(town: Town):
    with town.open() as bot:
        asks(town, bot, RUNA)
        bot.attends()
        (letter,) = town.written_to(RUNA)
        assert "kunstig intelligens" in letter["text"]
        assert "21 dager" in letter["text"]
        assert "/klynge personvern" in letter["text"]
        asks(town, bot, RUNA)
        bot.attends()
    with town.open() as bot:
        asks(town, bot, RUNA)
        bot.attends()
    assert len(town.written_to(RUNA)) == 1
    assert not town.written_to(ODD)


def test_each_reads_it_in_their_language(town: Town):
    with town.open() as bot:
        asks(town, bot, ANN)
        bot.attends()
    (letter,) = town.written_to(ANN)
    assert "artificial intelligence" in letter["text"]


def test_who_was_welcomed_has_read_it(town: Town):
    with town.open() as bot:
        bot.hears(town.slack.events.joins_team(town.users[RUNA]))
        bot.attends()
        welcomed = len(town.written_to(RUNA))
        assert welcomed
        asks(town, bot, RUNA)
        bot.attends()
    assert len(town.written_to(RUNA)) == welcomed


def test_where_slack_refuses_it_comes_with_the_next_minute(town: Town):
    with town.open() as bot:
        asks(town, bot, RUNA)
        town.slack.fail("chat.postMessage", error="restricted_action")
        bot.attends()
        assert not town.written_to(RUNA)
        bot.attends()
    assert len(town.written_to(RUNA)) == 1
