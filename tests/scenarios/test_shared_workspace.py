"""Two clusters in one workspace: each has channels of its own, and people who are in both choose."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scenarios.command_line import PATIENCE
from tests.scenarios.installed_side import installable
from tests.scenarios.shared_workspace import (
    Tenants,
    button_to,
    shared,
    shared_by_socket,
    synced_installation,
    with_own_token,
)

FEE = "Hvor mye koster årskontingenten?"
IN_KI, IN_ENERGI = "7 700", "3 300"


@pytest.fixture(scope="module")
def synced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return synced_installation(tmp_path_factory.mktemp("installation"))


@pytest.fixture
def house(synced: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Iterator[Tenants]:
    with shared(synced, tmp_path, caplog) as tenants:
        yield tenants


def _tells(said: str) -> tuple[bool, bool]:
    return IN_KI in said, IN_ENERGI in said


def test_each_clusters_channel_is_answered_from_that_cluster_whoever_asks(house: Tenants):
    for name in ("kari", "bo"):
        assert _tells(house.replied(house.mentions(name, "ki-prat", FEE))) == (True, False)
    assert _tells(house.replied(house.mentions("bo", "energi-prat", FEE))) == (False, True)


def test_who_is_a_member_of_one_is_answered_from_it_without_being_asked(house: Tenants):
    assert _tells(house.replied(house.writes("kari", FEE))) == (True, False)
    assert _tells(house.replied(house.writes("erik", FEE))) == (False, True)


def test_who_is_a_member_of_both_chooses_once_and_then_gets_the_answer(house: Tenants):
    asked = house.writes("bo", FEE)
    assert "Hvilken klynge gjelder det" in house.replied(asked)
    house.chooses("bo", house.chooser("bo"), "energi")
    assert _tells(house.replied(asked, 2)) == (False, True)
    assert "Nå snakker du med *Energiklyngen*" in str(house.slack.messages_in(house.direct("bo")))
    assert _tells(house.replied(house.writes("bo", FEE))) == (False, True)


def test_who_changes_goes_on_with_the_other_and_old_conversations_stay_where_they_were(house: Tenants):
    house.writes("bo", "Hei")
    house.chooses("bo", house.chooser("bo"), "ki")
    first = house.writes("bo", FEE)
    assert _tells(house.replied(first)) == (True, False)
    house.writes("bo", "Bytt klynge!")
    house.chooses("bo", house.chooser("bo"), "energi")
    assert _tells(house.replied(house.writes("bo", FEE))) == (False, True)
    house.writes("bo", FEE, first["ts"])
    assert _tells(house.replied(first, 2)) == (True, False)


def test_who_is_a_member_of_neither_chooses_among_all_and_reads_what_is_public(house: Tenants):
    asked = house.writes("nora", FEE)
    assert "KI-klyngen" in house.replied(asked)
    house.chooses("nora", house.chooser("nora"), "ki")
    assert _tells(house.replied(asked, 2)) == (False, False)


def test_in_a_channel_of_nobodys_the_asker_decides_and_all_who_read_it_limit_the_answer(house: Tenants):
    asked = house.mentions("kari", "generelt", FEE)
    assert _tells(house.replied(asked)) == (False, False)
    replied = [one for one in house.slack.calls_to("chat.postMessage") if one.arguments.get("metadata")]
    assert {one.arguments["metadata"]["event_payload"]["cluster"] for one in replied} == {"ki"}


def test_what_is_said_in_a_channel_of_nobodys_to_nobody_is_left_alone(house: Tenants):
    event = house.slack.events.says(house.person("bo"), house.house.channels["generelt"], FEE)
    house.hears(event)
    assert not house.slack.ephemeral_to(house.person("bo"))


def test_who_mentions_it_where_nothing_tells_the_cluster_is_asked_alone(house: Tenants):
    asked = house.mentions("bo", "generelt", FEE)
    (question,) = house.slack.wait_for(lambda: house.slack.ephemeral_to(house.person("bo")), PATIENCE)
    house.chooses("bo", question, "ki")
    house.replied(asked)


def test_slacks_second_try_of_a_question_that_waits_brings_one_answer(house: Tenants):
    event = house.slack.events.says(house.person("bo"), house.direct("bo"), FEE)
    house.hears(event)
    house.pages.hears(house.slack, event)
    house.chooses("bo", house.chooser("bo"), "ki")
    house.replied(event["event"], 3)
    house.replied(house.writes("bo", FEE))
    said = [one for one in house.slack.messages_in(house.direct("bo")) if IN_KI in str(one)]
    assert len({one["thread_ts"] for one in said}) == len(said) == 2


def test_a_typed_command_is_asked_back_about_in_its_own_answer(house: Tenants):
    command = house.slack.interactions.command(
        house.person("bo"), house.house.channels["generelt"], "/klynge", f"ask {FEE}"
    )
    told = json.loads(house.hears(command))
    assert told["response_type"] == "ephemeral"
    assert button_to(told, "energi")
    house.writes("bo", "switch cluster")
    house.chooses("bo", house.chooser("bo"), "energi")
    shown = house.slack.wait_for(
        lambda: [one for one in house.slack.ephemeral_to(house.person("bo")) if IN_ENERGI in str(one)],
        PATIENCE,
    )
    assert IN_KI not in str(shown)


def test_a_button_goes_to_the_cluster_that_put_it_there_also_after_a_change(house: Tenants):
    house.writes("bo", "Hei")
    house.chooses("bo", house.chooser("bo"), "ki")
    asked = house.writes("bo", FEE)
    house.replied(asked)
    house.writes("bo", "bytt klynge")
    house.chooses("bo", house.chooser("bo"), "energi")
    reply = next(one for one in house.slack.messages_in(house.direct("bo")) if IN_KI in str(one))
    thumbs = reply["blocks"][-1]["elements"][0]
    up = thumbs["positive_button"]["value"]
    house.hears(house.slack.interactions.press(house.person("bo"), reply, thumbs["action_id"], up))
    thanks = house.slack.wait_for(lambda: house.slack.ephemeral_to(house.person("bo")), PATIENCE)
    assert "uten navnet ditt" in str(thanks)


def test_the_home_asks_first_and_then_shows_the_chosen_cluster_and_how_to_change(house: Tenants):
    house.hears(house.slack.events.opens_home(house.person("bo")))
    asking = house.home("bo", "Hvilken klynge vil du snakke med?")
    view = house.slack.workspace.homes[house.person("bo").id]
    bo = house.person("bo")
    house.hears(house.slack.interactions.press_in_view(bo, view, button_to(asking, "ki")))
    shown = house.home("bo", "Du snakker med *KI-klyngen*")
    assert shown["private_metadata"].startswith("ki|")
    view = house.slack.workspace.homes[bo.id]
    house.hears(house.slack.interactions.press_in_view(bo, view, "cluster.change"))
    asking = house.home("bo", "Hvilken klynge vil du snakke med?")
    view = house.slack.workspace.homes[bo.id]
    house.hears(house.slack.interactions.press_in_view(bo, view, button_to(asking, "energi")))
    house.home("bo", "Du snakker med *Energiklyngen*")


def test_who_is_a_member_of_one_has_its_home_and_nothing_to_choose(house: Tenants):
    house.hears(house.slack.events.opens_home(house.person("erik")))
    house.slack.wait_for(lambda: house.slack.workspace.homes.get(house.person("erik").id), PATIENCE)
    shown = house.slack.workspace.homes[house.person("erik").id].payload
    assert "cluster.change" not in str(shown)
    assert shown["private_metadata"].startswith("energi|")


def test_who_joins_a_clusters_channel_of_members_is_welcomed_by_it(house: Tenants):
    nora = house.person("nora")
    house.hears(house.slack.events.joins_channel(nora, house.house.channels["energi-alle"]))
    welcome = house.slack.wait_for(lambda: house.slack.messages_in(house.direct("nora")), PATIENCE)
    assert "Energiklyngen" in str(welcome)
    assert "KI-klyngen" not in str(welcome)


def test_a_cluster_whose_file_breaks_keeps_its_channels_and_is_served_on(house: Tenants, tmp_path: Path):
    (tmp_path / "clusters" / "ki" / "cluster.toml").write_text("[cluster\n")
    assert house.pages.installs(house.slack) == 200, "which makes the program look again"
    assert _tells(house.replied(house.mentions("bo", "ki-prat", FEE))) == (True, False)


def test_what_is_for_a_cluster_that_cannot_be_served_goes_to_no_other(
    synced: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    (tmp_path / "clusters" / "ki" / ".env").parent.mkdir(parents=True)
    (tmp_path / "clusters" / "ki" / ".env").write_text("SLACK_BOT_TOKEN=xoxb-of-the-installation\n")
    with shared(synced, tmp_path, caplog) as house:
        bo = house.person("bo")
        event = house.slack.events.mentions(bo, house.house.channels["ki-prat"], FEE)
        assert house.pages.hears(house.slack, event)[0] == 503
        assert not [
            one for one in house.slack.messages_in(house.house.channels["ki-prat"]) if one.get("bot_id")
        ]


def test_a_workspace_that_removes_the_app_is_left_by_both(house: Tenants):
    assert _tells(house.replied(house.writes("kari", FEE))) == (True, False)
    house.hears(house.slack.events.uninstalls())
    before = len(house.slack.calls_to("chat.postMessage"))
    house.writes("kari", FEE)
    house.writes("erik", FEE)
    assert len(house.slack.calls_to("chat.postMessage")) == before


def test_where_slack_does_not_say_who_somebody_is_the_question_is_to_be_sent_again(house: Tenants):
    event = house.slack.events.says(house.person("kari"), house.direct("kari"), FEE)
    house.slack.fail("users.info", status=500, times=2)
    assert house.pages.hears(house.slack, event)[0] == 503
    house.slack.script.clear()


def test_with_the_workspaces_own_token_both_are_served_by_one_socket_until_the_app_is_removed(
    synced: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    with shared_by_socket(synced, tmp_path, caplog, with_own_token) as (house, program):
        assert _tells(house.replied(house.mentions("bo", "ki-prat", FEE))) == (True, False)
        assert _tells(house.replied(house.writes("erik", FEE))) == (False, True)
        command = house.slack.interactions.command(
            house.person("bo"), house.house.channels["generelt"], "/klynge", "bytt"
        )
        told = json.loads(house.hears(command))
        assert button_to(told, "ki")
        house.hears(house.slack.events.uninstalls())
        program.ends()


def test_a_workspace_that_installed_the_app_can_be_served_by_a_socket_too(
    synced: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    with shared_by_socket(synced, tmp_path, caplog, installable) as (house, _):
        assert house.pages.installs(house.slack) == 200
        assert _tells(house.replied(house.writes("kari", FEE))) == (True, False)
        assert _tells(house.replied(house.writes("erik", FEE))) == (False, True)
