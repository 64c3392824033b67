"""Introductions in Slack from the request to the outcome: both sides are asked, a no stays between one and the bot."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scenarios.command_line import Cluster
from tests.scenarios.introduction_side import (
    ANN,
    ODD,
    REQUEST,
    RUNA,
    Town,
    made_cluster,
)
from tests.scenarios.slack_side import all_text, stand_in
from tests.standins.slack import SlackStandIn


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = made_cluster(tmp_path_factory.mktemp("cluster"))
    assert Cluster(folder).run("ingest").code == 0
    return folder


@pytest.fixture
def slack() -> Iterator[SlackStandIn]:
    with stand_in() as running:
        yield running


@pytest.fixture
def town(ingested: Path, tmp_path: Path, slack: SlackStandIn) -> Town:
    shutil.copytree(ingested, tmp_path / "cluster")
    return Town(slack, tmp_path / "cluster")


def rooms(town: Town) -> list[str]:
    """The text of the first message of each conversation of three and private channel."""
    channels = [one for one in town.slack.workspace.channels.values() if one.kind in ("mpim", "private")]
    return [all_text(messages[0]) for one in channels if (messages := town.slack.messages_in(one))]


def test_from_the_request_to_the_outcome_with_a_restart_between_any_two_steps(town: Town):
    with town.open() as bot:
        bot.told(RUNA, REQUEST)
        assert "Odd Bø" in town.latest(RUNA)
        assert "offentlige anskaffelser" in town.latest(RUNA)
    with town.open() as bot:
        bot.presses(RUNA, "introduction.ask.1")
        assert "Jeg spør Odd Bø" in town.latest(RUNA)
    with town.open() as bot:
        bot.attends()
        question = town.latest(ODD)
        assert "Runa Tveit, leder, Tjeld Data AS vil gjerne møte deg" in question
        assert REQUEST in question
        assert "en halvtime" in question
        assert "Du ser etter «sensordata»" in question
    with town.open() as bot:
        bot.presses(ODD, "introduction.yes")
        assert "Takk! Du har sagt ja" in town.latest(ODD)
    with town.open() as bot:
        bot.attends()
        [room] = rooms(town)
        assert "Hei Runa Tveit og Odd Bø!" in room
        assert "Kan hjelpe med: sensordata" in room
        assert room.count("•") >= 2 * 6
        bot.attends()
        assert len(rooms(town)) == 1
    town.passes(days=14)
    with town.open() as bot:
        bot.attends()
        assert "Møttes dere?" in town.latest(RUNA)
        assert "Møttes dere?" in town.latest(ODD)
        bot.presses(RUNA, "introduction.met.0")
        assert "det er notert" in town.latest(RUNA)
    town.passes(days=76)
    with town.open() as bot:
        bot.attends()
        assert "Hva har det ført til?" in town.latest(ODD)
        bot.presses(ODD, "introduction.came.0")
        [done] = bot.records.in_states("outcome")
        assert (done.state, done.meeting, done.result) == ("outcome", "met", "pilot")


def test_a_no_is_never_revealed_and_the_next_is_offered(town: Town):
    with town.open() as bot:
        bot.told(RUNA, REQUEST)
        bot.presses(RUNA, "introduction.ask.1")
        bot.attends()
        bot.presses(ODD, "introduction.no")
        assert "Ingen får vite at du sa nei" in town.latest(ODD)
        town.passes(days=1)
        bot.attends()
        told = town.latest(RUNA)
        assert "lar seg ikke gjøre akkurat nå" in told
        assert "nei" not in told.split()
        assert "Ann Lee" in told
        bot.presses(RUNA, "introduction.ask.1")
        bot.attends()
        assert "would like to meet you" in town.latest(ANN)


def test_clicks_that_come_twice_late_or_from_somebody_else_change_nothing(town: Town):
    with town.open() as bot:
        bot.told(RUNA, REQUEST)
        card = town.letters(RUNA)[-1]
        press = town.slack.interactions.press(town.users[RUNA], card, "introduction.ask.1")
        bot.presses_again(press)
        bot.presses_again(press)
        bot.presses(RUNA, "introduction.ask.1", letter=0)
        assert len([one for one in town.letters(RUNA) if "Jeg spør Odd" in all_text(one)]) == 1
        stolen = {**press, "user": {"id": town.users[ANN].id}}
        bot.presses_again(stolen | {"actions": [press["actions"][0] | {"action_ts": "9.9"}]})
        bot.attends()
        question = town.letters(ODD)[-1]
        yes = town.slack.interactions.press(town.users[ODD], question, "introduction.yes")
        no = town.slack.interactions.press(town.users[ODD], question, "introduction.no")
        bot.presses_again(yes)
        bot.presses_again(no)
        bot.attends()
        bot.presses_again(no | {"actions": [no["actions"][0] | {"action_ts": "9.9"}]})
        assert len(rooms(town)) == 1
        assert "er introdusert" in town.latest(ODD)


@pytest.mark.parametrize("refused", ["invalid_user_combination", "user_disabled"])
def test_where_slack_opens_no_conversation_of_three_they_meet_in_a_private_channel(town: Town, refused):
    with town.open() as bot:
        agreed(town, bot)
        town.slack.fail("conversations.open", error=refused)
        bot.attends()
        [room] = rooms(town)
        assert "Hei Runa Tveit og Odd Bø!" in room
        [channel] = [one for one in town.slack.workspace.channels.values() if one.kind == "private"]
        assert {town.users[RUNA].id, town.users[ODD].id} <= set(channel.members)


def agreed(town: Town, bot) -> None:
    bot.told(RUNA, REQUEST)
    bot.presses(RUNA, "introduction.ask.1")
    bot.attends()
    bot.presses(ODD, "introduction.yes")
