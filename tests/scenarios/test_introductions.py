"""Introductions in Slack from the request to the outcome: both sides are asked, a no stays between one and the bot."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.scenarios.command_line import Cluster
from tests.scenarios.introduction_side import (
    ANN,
    KARI,
    ODD,
    REQUEST,
    RUNA,
    SIRI,
    Bot,
    Town,
    made_cluster,
)
from tests.scenarios.slack_side import all_text
from tests.standins.slack import SlackStandIn


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = made_cluster(tmp_path_factory.mktemp("cluster"))
    assert Cluster(folder).run("ingest").code == 0
    return folder


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
        assert "med egne ord: «noen som kan offentlige anskaffelser»" in question
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
        bot.presses_again(press | {"actions": [press["actions"][0] | {"action_ts": "9.8"}]})
        assert "introduction.ask.1" not in all_text(town.letters(RUNA)[0])
        assert "✓ Spurt" in all_text(town.letters(RUNA)[0])
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


def agreed(town: Town, bot: Bot) -> None:
    asked(town, bot)
    bot.presses(ODD, "introduction.yes")


def test_whoever_does_not_answer_is_reminded_once_and_the_question_runs_out(town: Town):
    with town.open() as bot:
        asked(town, bot)
        town.passes(days=5)
        bot.attends()
        bot.attends()
        assert "En liten påminnelse" in town.latest(ODD)
        assert len(town.letters(ODD)) == 2
        town.passes(days=2)
        bot.attends()
        assert len(town.letters(ODD)) == 2
        bot.presses(ODD, "introduction.yes")
        assert "Fristen for dette spørsmålet er gått ut" in town.latest(ODD)
        assert "lar seg ikke gjøre akkurat nå" in town.latest(RUNA)
        assert rooms(town) == []


def test_nobody_is_written_to_at_night_or_at_the_weekend(town: Town):
    with town.open() as bot:
        town.passes(hours=10)
        asked(town, bot)
        assert town.letters(ODD) == []
        town.passes(days=3)
        bot.attends()
        assert town.letters(ODD) == []
        town.passes(days=1, hours=14)
        bot.attends()
        assert len(town.letters(ODD)) == 1


def test_a_withdrawn_request_asks_nobody(town: Town):
    with town.open() as bot:
        bot.told(RUNA, REQUEST)
        bot.presses(RUNA, "introduction.ask.1")
        bot.presses(RUNA, "introduction.withdraw")
        bot.attends()
        assert "trukket tilbake" in town.latest(RUNA)
        assert town.letters(ODD) == []


def test_where_coordinators_want_to_see_it_first_they_decide(
    ingested: Path, tmp_path: Path, slack: SlackStandIn
):
    shutil.copytree(ingested, tmp_path / "cluster")
    town = Town(slack, made_cluster(tmp_path / "cluster", '[introductions]\napprove = "always"\n'))
    with town.open() as bot:
        asked(town, bot)
        assert "En koordinator tar en titt" in town.latest(RUNA)
        assert town.letters(ODD) == []
        assert "Runa Tveit, leder, Tjeld Data AS vil gjerne møte Odd Bø" in town.latest(KARI)
        assert "Dette vil jeg si til Odd Bø" in town.latest(KARI)
        assert "Hvorfor dere to" not in town.latest(KARI)
        bot.presses(KARI, "introduction.approve")
        assert "jeg tar det herfra" in town.latest(KARI)
        bot.attends()
        assert "vil gjerne møte deg" in town.latest(ODD)
        [letter] = town.letters(KARI)
        assert [block["type"] for block in letter["blocks"]] == ["section"]


def test_who_is_refused_by_a_coordinator_hears_not_now(ingested: Path, tmp_path: Path, slack: SlackStandIn):
    shutil.copytree(ingested, tmp_path / "cluster")
    town = Town(slack, made_cluster(tmp_path / "cluster", "[introductions]\napprove = 1\n"))
    with town.open() as bot:
        asked(town, bot)
        bot.presses(KARI, "introduction.reject")
        assert "ingen spurt" in town.latest(KARI)
        town.passes(days=1)
        bot.attends()
        assert "lar seg ikke gjøre akkurat nå" in town.latest(RUNA)
        assert town.letters(ODD) == []


def test_without_a_room_in_slack_a_coordinator_gets_the_text_of_an_e_mail(town: Town):
    with town.open() as bot:
        agreed(town, bot)
        town.slack.fail("conversations.open", error="invalid_user_combination")
        town.slack.fail("conversations.create", error="restricted_action")
        bot.attends()
        letter = town.latest(KARI)
        assert RUNA in letter
        assert ODD in letter
        assert "Hei Runa Tveit og Odd Bø!" in letter
        [done] = bot.records.in_states("introduced")
        assert done.how == "email"


def test_an_outage_of_slack_only_delays_the_meeting(town: Town):
    with town.open() as bot:
        agreed(town, bot)
        town.slack.fail("conversations.open", error="internal_error", times=None)
        bot.attends()
        assert rooms(town) == []
        town.slack.script.clear()
        bot.attends()
        assert len(rooms(town)) == 1


def test_a_letter_that_was_posted_before_the_bot_was_killed_is_not_posted_again(town: Town):
    with town.open() as bot:
        bot.told(RUNA, REQUEST)
        bot.presses(RUNA, "introduction.ask.1")
        town.slack.drop("chat.postMessage", after_work=True)
        bot.attends()
    with town.open() as bot:
        bot.attends()
        bot.attends()
        assert len(town.letters(ODD)) == 1
        bot.presses(ODD, "introduction.yes")
        bot.attends()
        assert len(rooms(town)) == 1


def test_nobody_suits_and_a_coordinator_is_asked_only_if_the_member_says_so(town: Town):
    with town.open() as bot:
        bot.told(RUNA, "Kan du introdusere meg for noen som kan brygge øl på gamlemåten?")
        assert "foreslår ingen" in town.latest(RUNA)
        assert town.letters(KARI) == []
        bot.presses(RUNA, "introduction.coordinator")
        assert "sendt det videre" in town.latest(RUNA)
        assert "brygge øl" in town.latest(KARI)
        assert RUNA in town.latest(KARI)


def test_who_says_nothing_of_whom_gets_people_by_what_they_look_for(town: Town):
    with town.open() as bot:
        bot.told(RUNA, "Kan du introdusere meg for noen?")
        assert "Odd Bø" in town.latest(RUNA)


def test_in_a_channel_the_suggestions_go_to_the_member_alone(town: Town):
    channel = town.slack.workspace.add_channel("generelt", [town.users[RUNA], town.users[ODD]])
    with town.open() as bot:
        bot.hears(town.slack.events.mentions(town.users[RUNA], channel, REQUEST))
        town.slack.wait_for(lambda: len(town.slack.messages_in(channel)) > 1)
        said = all_text(town.slack.messages_in(channel)[-1])
        assert "Odd" not in said
        assert "tomannshånd" in said
        assert "Odd Bø" in town.latest(RUNA)


def test_who_is_in_no_register_is_told_what_to_do(town: Town):
    town.arrives("ukjent@elsewhere.example")
    with town.open() as bot:
        bot.told("ukjent@elsewhere.example", REQUEST)
        assert "finner deg ikke i personregisteret" in town.latest("ukjent@elsewhere.example")


def test_a_person_of_another_workspace_cannot_answer_for_a_member(town: Town):
    with town.open() as bot:
        asked(town, bot)
        pressed = town.slack.interactions.press(town.users[ODD], town.letters(ODD)[-1], "introduction.yes")
        stranger = town.slack.workspace.add_user("odd2", ODD, team_id="T999", is_stranger=True)
        bot.presses_again({**pressed, "user": {"id": stranger.id}})
        bot.attends()
        assert rooms(town) == []


def test_a_cluster_that_mixes_asks_both_sides_once_a_month(
    ingested: Path, tmp_path: Path, slack: SlackStandIn
):
    shutil.copytree(ingested, tmp_path / "cluster")
    town = Town(slack, made_cluster(tmp_path / "cluster", "[introductions]\nrounds = true\n"))
    with town.open() as bot:
        bot.attends()
        assert bot.records.every() == ()
        town.passes(days=6)
        bot.attends()
        pair = next(one for one in bot.records.every() if one.told_first and ANN not in one.parties)
        first, second = pair.parties
        names = {RUNA: "Runa Tveit", ODD: "Odd Bø", SIRI: "Siri Sau"}
        assert f"du og {names[second]}, " in town.latest(first)
        assert not [one for one in town.letters(second) if names[first] in all_text(one)]
        begun = len(bot.records.every())
    with town.open() as bot:
        bot.attends()
        assert len(bot.records.every()) == begun
        bot.presses(first, "introduction.yes")
        town.passes(days=1)
        bot.attends()
        assert f"du og {names[first]}, " in town.latest(second)
        bot.presses(second, "introduction.yes")
        bot.attends()
        assert any(names[first] in room for room in rooms(town))


def asked(town: Town, bot: Bot) -> None:
    bot.told(RUNA, REQUEST)
    bot.presses(RUNA, "introduction.ask.1")
    bot.attends()


def test_who_asks_for_somebody_by_command_is_told_in_the_direct_conversation_and_may_press_there(town: Town):
    runa = town.users[RUNA]
    channel = town.slack.workspace.add_channel("generelt", [runa])
    with town.open() as bot:
        typed = town.slack.interactions.command(
            runa, channel, "/klynge", "introduser noen som kan offentlige anskaffelser"
        )
        bot.presses_again(typed)
        bot.presses_again(typed)
        assert len(town.letters(RUNA)) == 1
        assert "Odd Bø" in town.latest(RUNA)
        assert "Odd Bø" not in all_text(town.slack.ephemeral_to(runa)[-1])
        bot.presses(RUNA, "introduction.ask.1")
        assert "Jeg spør Odd Bø" in town.latest(RUNA)
    assert [one for one in town.slack.messages_in(channel) if one.get("bot_id")] == []


def test_a_request_in_the_form_from_anywhere_leads_to_somebody_too(town: Town):
    runa = town.users[RUNA]
    with town.open() as bot:
        bot.presses_again(town.slack.interactions.shortcut(runa, "ask_klyngebot"))
        view = list(town.slack.workspace.views.values())[-1]
        bot.presses_again(town.slack.interactions.submit(runa, view, {"question": REQUEST}))
        assert "Odd Bø" in town.latest(RUNA)
