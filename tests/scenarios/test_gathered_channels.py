"""Selected channels: pinned and marked threads are known, and gone with the mark, the pin or the message."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.unwatched import unwatched
from tests.scenarios.gathering_town import COORDINATOR, Town, opened, town_of
from tests.standins.slack import SlackStandIn, User


@pytest.fixture
def people(slack: SlackStandIn) -> tuple[User, User]:
    return slack.workspace.add_user("koordinator", COORDINATOR), slack.workspace.add_user("kari")


@pytest.fixture
def town(slack: SlackStandIn, tmp_path: Path, people: tuple[User, User]) -> Iterator[Town]:
    town = town_of(slack, tmp_path, "", slack.workspace.add_channel("drift", people), people)
    yield town
    town.services.close()


def test_a_thread_is_known_while_a_coordinators_mark_is_on_it(town: Town):
    root = town.thread()
    assert town.known() == []
    town.hears(town.slack.events.reacts(town.coordinator, root, "books"))
    (text,) = town.known()
    assert "Gjester parkerer gratis i garasjen" in text
    town.hears(town.slack.events.unreacts(town.coordinator, root, "books"))
    assert town.known() == []


def test_what_is_kept_names_nobody_and_opens_the_thread(town: Town):
    root = town.thread()
    town.hears(town.slack.events.reacts(town.coordinator, root, "books"))
    (info,) = town.parts.catalogue.sources(frozenset({"members"}))
    assert info.title == "Hvor parkerer gjester?"
    assert info.url.endswith(f"/archives/{town.channel.id}/p{root['ts'].replace('.', '')}")
    assert "kari" not in " ".join(town.known()).lower()
    assert not {"<", "@", town.kari.id} & set(" ".join(town.known()).split())


def test_a_members_mark_and_another_emoji_count_for_nothing(town: Town):
    root = town.thread()
    town.hears(town.slack.events.reacts(town.kari, root, "books"))
    town.hears(town.slack.events.reacts(town.coordinator, root, "eyes"))
    assert town.known() == []


def test_a_pinned_message_is_known_with_its_thread_until_the_pin_is_taken_off(town: Town):
    root = town.thread()
    town.hears(town.slack.events.pins(town.coordinator, root))
    assert len(town.known()) == 1
    town.hears(town.slack.events.unpins(town.coordinator, root))
    assert town.known() == []


def test_what_is_said_later_and_changed_in_a_kept_thread_is_known_at_once(town: Town):
    root = town.thread()
    town.hears(town.slack.events.reacts(town.coordinator, root, "books"))
    later = town.says("Fra mars koster parkeringen i garasjen 30 kroner timen.", root)
    town.looks()
    assert "30 kroner" in " ".join(town.known())
    town.hears(town.slack.events.edits(later, "Fra mars koster parkeringen i garasjen 45 kroner timen."))
    assert "45 kroner" in " ".join(town.known())
    assert "30 kroner" not in " ".join(town.known())


def test_a_deleted_reply_and_a_deleted_thread_are_gone_from_every_answer(town: Town):
    root = town.says("Parkering i garasjen: 20 kroner timen.")
    reply = town.says("Parkering i garasjen er gratis om natten.", root)
    town.hears(town.slack.events.reacts(town.coordinator, root, "books"))
    town.hears(town.slack.events.deletes(reply))
    assert "gratis" not in " ".join(town.known())
    assert "20 kroner" in " ".join(town.known())
    town.hears(town.slack.events.deletes(root))
    assert town.known() == []


def test_a_full_look_finds_what_slack_did_not_tell_of(town: Town):
    root = town.thread()
    town.slack.events.reacts(town.coordinator, root, "books")
    town.looks()
    assert town.known() == []
    town.parts.schedules.hasten(town.schedule().source)
    town.looks()
    assert len(town.known()) == 1


def test_while_slack_does_not_say_who_set_a_mark_what_is_known_stays(town: Town):
    root = town.thread()
    town.hears(town.slack.events.reacts(town.coordinator, root, "books"))
    town.slack.fail("users.info", error="fatal_error", times=None)
    town.hears(town.slack.events.edits(root, "Hvor parkerer gjester nå?"))
    assert len(town.known()) == 1
    assert "fatal_error" in town.schedule().reason


def test_what_the_assistant_said_in_a_thread_is_no_source(town: Town):
    root = town.thread()
    town.slack.events.bot_says(town.channel, "Parkering i garasjen koster tusen kroner.", root["ts"])
    town.hears(town.slack.events.reacts(town.coordinator, root, "books"))
    assert "tusen kroner" not in " ".join(town.known())


def test_what_a_coordinator_removed_stays_removed_however_it_is_marked(town: Town):
    root = town.thread()
    town.hears(town.slack.events.reacts(town.coordinator, root, "books"))
    (source,) = [name for name in town.parts.holdings.every() if name.startswith("added:slack-")]
    town.parts.keep_knowledge.remove(source, COORDINATOR, unwatched(600.0))
    town.hears(town.slack.events.unreacts(town.coordinator, root, "books"))
    town.hears(town.slack.events.reacts(town.coordinator, root, "books"))
    assert town.known() == []


def test_every_change_is_in_the_log_in_the_name_of_the_channel(town: Town):
    root = town.thread()
    town.hears(town.slack.events.reacts(town.coordinator, root, "books"))
    town.hears(town.slack.events.unreacts(town.coordinator, root, "books"))
    told = [(one.by, one.what) for one in town.parts.audit.entries()]
    assert told == [(f"slack:{town.channel.id}", "remove"), (f"slack:{town.channel.id}", "add")]


def test_a_private_channel_is_for_those_in_it_or_for_nobody(
    slack: SlackStandIn, tmp_path: Path, people: tuple[User, User]
):
    room = slack.workspace.add_channel("styret", people, kind="private")
    town = town_of(slack, tmp_path, "", room, people)
    root = town.thread()
    town.hears(slack.events.reacts(people[0], root, "books"))
    assert town.known("members", "board") == []
    assert "slack_channel" in town.schedule().mend
    town.services.close()
    board = town_of(slack, tmp_path, 'audience = "board"\n', room, people)
    board.parts.schedules.hasten(board.schedule().source)
    board.looks()
    assert board.known("members") == []
    assert len(board.known("members", "board")) == 1
    board.services.close()


def test_members_marks_count_where_cluster_toml_says_so(
    slack: SlackStandIn, tmp_path: Path, people: tuple[User, User]
):
    section = 'marked_by = "members"\nmark = ":star:"\n'
    town = town_of(slack, tmp_path, section, slack.workspace.add_channel("drift", people), people)
    town.hears(slack.events.reacts(people[1], town.thread(), "star"))
    assert len(town.known()) == 1
    town.services.close()


def test_a_channel_that_the_assistant_is_not_in_is_told_with_the_mend(
    slack: SlackStandIn, tmp_path: Path, people: tuple[User, User]
):
    channel = slack.workspace.add_channel("drift", people, with_bot=False)
    town = town_of(slack, tmp_path, "", channel, people)
    assert "not_in_channel" in town.schedule().reason
    assert "invite the assistant" in town.schedule().mend
    town.services.close()


def test_a_mark_makes_only_its_own_thread_be_looked_at(town: Town):
    old, root = town.thread(), town.says("Parkering ved Tårnbygget er stengt i helgen.")
    looks = len(town.slack.calls_to("conversations.history"))
    town.slack.events.reacts(town.coordinator, old, "books")
    town.hears(town.slack.events.reacts(town.coordinator, root, "books"))
    (text,) = town.known()
    assert "stengt i helgen" in text
    town.hears(town.slack.events.unreacts(town.coordinator, root, "books"))
    assert town.known() == []
    assert len(town.slack.calls_to("conversations.history")) == looks


def test_a_pin_on_a_reply_brings_its_whole_thread_and_a_mark_on_one_nothing(town: Town):
    root = town.says("Hvor parkerer gjester?")
    reply = town.says("Parkering i garasjen er gratis.", root)
    town.hears(town.slack.events.reacts(town.coordinator, reply, "books"))
    assert town.known() == []
    town.hears(town.slack.events.pins(town.coordinator, reply))
    (text,) = town.known()
    assert "Hvor parkerer gjester?" in text


def test_what_happened_while_the_bot_was_away_is_looked_at_when_it_is_back(
    slack: SlackStandIn, tmp_path: Path, people: tuple[User, User]
):
    channel = slack.workspace.add_channel("drift", people)
    before = town_of(slack, tmp_path, "", channel, people)
    payload = slack.events.reacts(people[0], before.thread(), "books")
    assert before.app.dispatch(slack.bolt_request(payload)).status == 200
    before.services.close()
    after = opened(slack, tmp_path, channel, people)
    assert len(after.known()) == 1
    after.services.close()
