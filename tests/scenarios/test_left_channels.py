"""What was gathered from a channel goes when cluster.toml does not name the channel any more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.slack_side import reader_of
from bot.unwatched import unwatched
from bot.use_cases.knowledge_changes import Looked
from knowledge.holdings.terms import Terms
from tests.scenarios.command_line import Cluster
from tests.scenarios.gathering_town import CLUSTER, COORDINATOR, Town, opened, town_of
from tests.standins.slack import SlackStandIn, User


@pytest.fixture
def people(slack: SlackStandIn) -> tuple[User, User]:
    return slack.workspace.add_user("koordinator", COORDINATOR), slack.workspace.add_user("kari")


@pytest.fixture
def town(slack: SlackStandIn, tmp_path: Path, people: tuple[User, User]) -> Iterator[Town]:
    town = town_of(slack, tmp_path, "", slack.workspace.add_channel("drift", people), people)
    yield town
    town.services.close()


def test_what_was_gathered_from_a_channel_that_was_taken_out_goes_by_itself_and_is_told(
    slack: SlackStandIn, tmp_path: Path, people: tuple[User, User]
):
    channel = slack.workspace.add_channel("drift", people)
    town = town_of(slack, tmp_path, "", channel, people)
    town.hears(slack.events.reacts(people[0], town.thread(), "books"))
    town.services.close()
    Cluster(tmp_path).write("cluster.toml", CLUSTER)
    left = opened(slack, tmp_path, channel, people)
    assert left.known() == []
    assert [(one.by, one.what) for one in left.parts.audit.entries(limit=1)] == [
        (f"slack:{channel.id}", "remove")
    ]
    left.services.close()
    again = town_of(slack, tmp_path, "", channel, people)
    again.parts.schedules.hasten(again.schedule().source)
    again.looks()
    assert len(again.known()) == 1
    again.services.close()


def test_an_ingest_takes_out_what_was_gathered_from_a_channel_that_was_taken_out(town: Town, tmp_path: Path):
    town.hears(town.slack.events.reacts(town.coordinator, town.thread(), "books"))
    cluster = Cluster(tmp_path)
    cluster.write("cluster.toml", CLUSTER)
    assert cluster.run("ingest", "--dry-run", "--json").json["removed"] == 1
    assert len(town.known()) == 1
    assert cluster.run("ingest", "--json").json["removed"] == 1
    assert town.known() == []
    assert cluster.run("ingest", "--json").json["removed"] == 0


def test_a_thread_that_a_coordinator_saved_stays_whatever_becomes_of_the_channel(
    slack: SlackStandIn, tmp_path: Path, people: tuple[User, User]
):
    channel = slack.workspace.add_channel("drift", people)
    town = town_of(slack, tmp_path, "", channel, people)
    keep, root = town.parts.keep_knowledge, town.thread()
    (saved,) = reader_of(town.parts, town.services).thread(channel.id, root["ts"])
    looked = keep.look(saved.offer)
    assert isinstance(looked, Looked)
    keep.add(looked.taken, Terms(), COORDINATOR, unwatched(600.0))
    town.parts.schedules.hasten(town.schedule().source)
    town.looks()
    assert len(town.known()) == 1
    town.services.close()
    Cluster(tmp_path).write("cluster.toml", CLUSTER)
    left = opened(slack, tmp_path, channel, people)
    assert len(left.known()) == 1
    left.services.close()
