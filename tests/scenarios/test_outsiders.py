"""Guests, people of other workspaces and people who have left: on the Home (``test_home``), in answers and commands
(``test_slack_rights``, ``test_slack_command``), and here in introductions and profiles."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.command_line import Cluster
from tests.scenarios.introduction_side import ANN, ODD, REQUEST, RUNA, Bot, Town, made_cluster
from tests.scenarios.slack_side import all_text

OUTSIDERS = [
    {"is_restricted": True},
    {"is_ultra_restricted": True},
    {"is_stranger": True, "team_id": "T999"},
]


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = made_cluster(tmp_path_factory.mktemp("cluster"))
    assert Cluster(folder).run("ingest").code == 0
    return folder


def typed(town: Town, bot: Bot, email: str, words: str) -> str:
    user = town.users[email]
    channel = town.slack.workspace.add_channel("generelt", [user])
    bot.presses_again(town.slack.interactions.command(user, channel, "/klynge", words))
    return "\n".join(all_text(message) for message in town.slack.ephemeral_to(user))


def outsider(town: Town, fields: dict[str, object]) -> str:
    """Somebody who bears the address of a member, whom the register knows."""
    town.users.pop(RUNA)
    return town.arrives(RUNA, **fields).email


@pytest.mark.parametrize("fields", OUTSIDERS)
def test_an_outsider_is_introduced_to_nobody_and_sees_no_names(town: Town, fields: dict[str, object]):
    email = outsider(town, fields)
    with town.open() as bot:
        bot.told(email, REQUEST)
        bot.attends()
        assert "Odd" not in town.latest(email)
        assert not bot.records.every()
        assert "Odd" not in typed(town, bot, email, f"introduce {REQUEST}")


@pytest.mark.parametrize("fields", OUTSIDERS)
def test_an_outsider_gets_no_profile_form_and_is_told_why(town: Town, fields: dict[str, object]):
    email = outsider(town, fields)
    with town.open() as bot:
        typed(town, bot, email, "profil")
        assert not town.slack.calls_to("views.open")
        assert "medlemmer" in town.latest(email)


@pytest.mark.parametrize("fields", OUTSIDERS)
def test_privacy_tells_an_outsider_nothing_of_the_member_whose_address_they_bear(
    town: Town, fields: dict[str, object]
):
    with town.open() as bot:
        bot.opens_home(RUNA)
        bot.presses_home(RUNA, "profile.edit")
        bot.sends(RUNA, topics="seilbåter")
        email = outsider(town, fields)
        seen = typed(town, bot, email, "personvern")
        assert "Dette tar jeg vare på om deg" in seen
        assert not any(word in seen for word in ("people.csv", "sagt ja", "Det du har fortalt", "seilbåter"))


def test_who_has_left_slack_is_suggested_to_nobody_and_written_to_no_more(town: Town):
    with town.open() as bot:
        bot.told(RUNA, REQUEST)
        bot.presses(RUNA, "introduction.ask.1")
        town.users[ODD].deleted = True
    with town.open() as bot:
        before = len(town.letters(ODD))
        bot.attends()
        assert len(town.letters(ODD)) == before
        bot.told(RUNA, REQUEST)
        assert "Odd" not in town.latest(RUNA)
        assert "Ann Lee" in town.latest(RUNA)


def test_a_member_who_became_a_guest_decides_no_more_and_sees_no_data(town: Town):
    with town.open() as bot:
        bot.told(RUNA, REQUEST)
        bot.presses(RUNA, "introduction.ask.1")
        bot.attends()
        bot.opens_home(ODD)
    town.users[ODD].is_restricted = True
    with town.open() as bot:
        bot.attends()
        assert "Profiler og introduksjoner er for klyngens medlemmer" in town.home(ODD)
        assert "Runa" not in town.home(ODD)
        assert ANN not in town.home(ODD)
