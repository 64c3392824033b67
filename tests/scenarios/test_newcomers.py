"""Who is new in Slack is welcomed, once, and presented to the others where they want that."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.command_line import Cluster
from tests.scenarios.introduction_side import KARI, ODD, RUNA, Bot, Town, made_cluster
from tests.scenarios.slack_side import all_text
from tests.standins.slack import Channel, SlackStandIn

PLACES = '\n[introductions]\nchannel = "#introduksjoner"\nwelcome_channel = "#velkommen"\n'
NEW = "ny@tjeld.example"


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = made_cluster(tmp_path_factory.mktemp("cluster"), PLACES)
    assert Cluster(folder).run("ingest").code == 0
    return folder


@pytest.fixture
def introductions(slack: SlackStandIn) -> Channel:
    return slack.workspace.add_channel("introduksjoner")


@pytest.fixture
def welcome(slack: SlackStandIn) -> Channel:
    return slack.workspace.add_channel("velkommen")


def joins(town: Town, bot: Bot, email: str) -> None:
    bot.hears(town.slack.events.joins_team(town.users[email]))


def previews(town: Town, bot: Bot, email: str) -> None:
    """Somebody new is welcomed, and sees what would be posted of them."""
    joins(town, bot, email)
    bot.attends()
    bot.presses(email, "newcomer.present")


def test_who_joins_the_workspace_is_welcomed_within_a_minute(town: Town):
    with town.open() as bot:
        joins(town, bot, RUNA)
        bot.attends()
        [letter] = town.letters(RUNA)
        said = all_text(letter)
        assert "velkommen til Prøveklyngen" in said
        assert "en kunstig intelligens og ikke et menneske" in said
        assert "Jeg lagrer profilen din" in said
        assert "sette introduksjoner på pause eller slette den" in said
        assert not town.letters(KARI)


def test_a_person_is_welcomed_once_by_whichever_events_and_over_restarts(town: Town, welcome: Channel):
    with town.open() as bot:
        event = town.slack.events.joins_team(town.users[RUNA])
        bot.hears(event)
        bot.hears(event)
        bot.hears(town.slack.events.joins_channel(town.users[RUNA], welcome))
        bot.attends()
        bot.attends()
    runa = town.users[RUNA]
    for _ in range(40):
        # So long ago that the letter is not among the latest any more.
        town.slack.workspace.post(runa, town.slack.workspace.direct(runa), "hei")
    with town.open() as bot:
        bot.hears(town.slack.events.joins_team(town.users[RUNA]))
        bot.hears(town.slack.events.joins_channel(town.users[RUNA], welcome))
        bot.attends()
    assert len(town.letters(RUNA)) == 1


def test_who_joins_the_welcome_channel_is_new_and_who_joins_another_is_not(town: Town, welcome: Channel):
    other = town.slack.workspace.add_channel("kaffe")
    with town.open() as bot:
        bot.hears(town.slack.events.joins_channel(town.users[ODD], other))
        bot.hears(town.slack.events.joins_channel(town.users[RUNA], welcome))
        bot.hears(town.slack.events.joins_channel(town.slack.workspace.bot, welcome))
        bot.attends()
    assert not town.letters(ODD)
    assert len(town.letters(RUNA)) == 1


def test_a_bot_that_was_killed_before_it_welcomed_anybody_does_so_after_the_restart(town: Town):
    with town.open() as bot:
        joins(town, bot, RUNA)
    assert not town.letters(RUNA)
    with town.open() as bot:
        bot.services.resume()
        bot.attends()
    assert len(town.letters(RUNA)) == 1


def test_a_welcome_that_slack_refuses_comes_with_the_next_minute(town: Town):
    with town.open() as bot:
        joins(town, bot, RUNA)
        town.slack.fail("chat.postMessage", error="restricted_action")
        bot.attends()
        assert not town.letters(RUNA)
        bot.attends()
        assert len(town.letters(RUNA)) == 1


def test_a_welcome_that_was_posted_before_the_bot_was_killed_is_not_posted_again(town: Town):
    town.arrives(NEW, real_name="Nils Ny")
    with town.open() as bot:
        joins(town, bot, NEW)
        # The letter to the coordinator is refused, so the whole comes again.
        town.slack.fail("users.lookupByEmail", error="fatal_error")
        bot.attends()
        assert len(town.letters(NEW)) == 1
    with town.open() as bot:
        bot.services.resume()
        bot.attends()
        bot.attends()
    assert len(town.letters(NEW)) == 1
    assert len(town.letters(KARI)) == 1


def test_coordinators_hear_of_who_is_in_no_register(town: Town):
    town.arrives(NEW, real_name="Nils Ny")
    with town.open() as bot:
        joins(town, bot, NEW)
        bot.attends()
        told = town.latest(KARI)
        assert "Nils Ny er ny i Slack, og står ikke i personregisteret" in told
        assert NEW in told


def test_bots_guests_and_strangers_are_left_alone(town: Town):
    town.arrives("robot@tjeld.example", is_bot=True, bot_id="B9")
    town.arrives("gjest@tjeld.example", is_restricted=True)
    town.arrives("fremmed@annet.example", is_stranger=True, team_id="T999")
    with town.open() as bot:
        for email in ("robot@tjeld.example", "gjest@tjeld.example", "fremmed@annet.example"):
            joins(town, bot, email)
        bot.attends()
    assert not town.slack.calls_to("chat.postMessage")


def test_somebody_new_is_presented_once_and_only_after_a_preview(town: Town, introductions: Channel):
    with town.open() as bot:
        previews(town, bot, RUNA)
        preview = town.latest(RUNA)
        assert "Dette ville stå i #introduksjoner" in preview
        assert "Si hei til Runa Tveit, leder, Tjeld Data AS" in preview
        assert not town.slack.messages_in(introductions)
        bot.presses(RUNA, "newcomer.post")
        [posted] = town.slack.messages_in(introductions)
        assert "Kan hjelpe med: sensordata" in all_text(posted)
        assert all_text(posted).split("\n")[0] in preview
        assert "Nå er du presentert i #introduksjoner" in town.latest(RUNA)
    with town.open() as bot:
        bot.presses(RUNA, "newcomer.present", letter=0)
        bot.presses(RUNA, "newcomer.post")
        assert "allerede presentert" in town.latest(RUNA)
    assert len(town.slack.messages_in(introductions)) == 1


def test_what_is_hidden_or_changed_after_the_preview_is_not_posted(town: Town, introductions: Channel):
    with town.open() as bot:
        previews(town, bot, RUNA)
        bot.opens_home(RUNA)
        bot.presses_home(RUNA, "profile.hide", "offers")
        bot.presses(RUNA, "newcomer.post")
        assert not town.slack.messages_in(introductions)
        assert "sensordata" not in town.latest(RUNA)
        bot.presses(RUNA, "newcomer.post")
        [posted] = town.slack.messages_in(introductions)
        assert "sensordata" not in all_text(posted)


def test_nothing_is_posted_for_who_would_rather_not(town: Town, introductions: Channel):
    with town.open() as bot:
        previews(town, bot, RUNA)
        bot.presses(RUNA, "newcomer.later")
        assert "jeg legger ikke ut noe" in town.latest(RUNA)
    assert not town.slack.messages_in(introductions)


def test_coordinators_hear_where_the_bot_may_not_write_and_it_works_once_it_may(
    town: Town, introductions: Channel
):
    introductions.members.remove(town.slack.workspace.bot.id)
    with town.open() as bot:
        previews(town, bot, RUNA)
        bot.presses(RUNA, "newcomer.post")
        assert "Jeg kan ikke skrive i #introduksjoner ennå" in town.latest(RUNA)
        assert "Inviter meg til kanalen" in town.latest(KARI)
        introductions.members.append(town.slack.workspace.bot.id)
        bot.presses(RUNA, "newcomer.present", letter=0)
        bot.presses(RUNA, "newcomer.post")
        assert len(town.slack.messages_in(introductions)) == 1


def test_who_is_in_no_register_makes_a_profile_from_the_welcome_and_is_presented(
    town: Town, introductions: Channel
):
    town.arrives(NEW, real_name="Nils Ny")
    with town.open() as bot:
        previews(town, bot, NEW)
        assert "Lag en profil" in town.latest(NEW)
        bot.presses(NEW, "profile.edit")
        bot.sends(NEW, organisation="Måkesenteret", role="pilot", offers="romfart", consent=["yes"])
        assert "romfart" in town.home(NEW)
        bot.presses(NEW, "newcomer.present", letter=0)
        bot.presses(NEW, "newcomer.post")
        [posted] = town.slack.messages_in(introductions)
        assert "Nils Ny, pilot, Måkesenteret" in all_text(posted)


def test_three_people_to_meet_are_suggested_and_can_be_asked(town: Town):
    with town.open() as bot:
        joins(town, bot, RUNA)
        bot.attends()
        bot.presses(RUNA, "newcomer.company")
        company = town.latest(RUNA)
        assert "Odd Bø" in company
        assert "Kan hjelpe deg med det du ser etter" in company
        bot.presses(RUNA, "introduction.ask.1")
        bot.attends()
        assert "Runa Tveit er ny i klyngen" in town.latest(ODD)


def test_without_a_channel_nobody_is_offered_to_be_presented(town: Town):
    config = town.folder / "cluster.toml"
    config.write_text(config.read_text().replace(PLACES, ""))
    with town.open() as bot:
        joins(town, bot, RUNA)
        bot.attends()
        assert "velkommen" in town.latest(RUNA)
        assert "newcomer.present" not in town.latest(RUNA)
