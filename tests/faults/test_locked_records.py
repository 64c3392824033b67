"""The records held by another program for longer than anybody waits: one sentence, and nothing is lost."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from tests.faults.served import served, tokens
from tests.faults.soundness import assert_sound
from tests.scenarios.command_line import PATIENCE, Cluster
from tests.standins.slack import Payload, SlackStandIn


def _copied(indexed: Cluster, folder: Path, environment: Mapping[str, str] | None = None) -> Cluster:
    """The same cluster elsewhere, in a program that waits a second for others to let go of its records."""
    shutil.copytree(indexed.folder, folder, dirs_exist_ok=True)
    patience = {"KLYNGEBOT_DATABASE_URL": "sqlite:///.klyngebot/klyngebot.db?timeout=1"}
    return Cluster(folder, {**patience, **(environment or {})})


@contextmanager
def _held(cluster: Cluster) -> Iterator[None]:
    """Another program writes, and does not come to an end."""
    file = cluster.folder / ".klyngebot/klyngebot.db"
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def _answers(slack: SlackStandIn, direct: str) -> list[Payload]:
    """Not what whoever asks for the first time is told beside the answer."""
    return [one for one in slack.messages_in(direct) if "Fyrveien 12" in one["text"]]


def test_a_sync_that_may_not_write_says_who_holds_the_records_and_the_next_one_works(
    indexed: Cluster, tmp_path: Path
):
    cluster = _copied(indexed, tmp_path)
    with _held(cluster):
        failed = cluster.run("ingest")
    assert failed.code == 1
    assert len(failed.err.strip().splitlines()) == 1
    assert "which other program holds it" in failed.err
    assert cluster.run("ingest").code == 0
    assert_sound(cluster)


def test_an_event_that_cannot_be_written_down_is_not_acknowledged_and_answered_once_when_sent_again(
    indexed: Cluster, slack: SlackStandIn, tmp_path: Path
):
    cluster = _copied(indexed, tmp_path, tokens(slack, "http"))
    kari = slack.workspace.add_user("kari")
    direct = slack.workspace.direct(kari)
    event = slack.events.says(kari, direct, "Hva er besøksadressen til klyngen?")
    bot = served(cluster, slack, "http")
    with _held(cluster):
        assert not bot.hears(event)
    assert bot.hears(event, retry=1)
    assert bot.hears(event, retry=2)
    slack.wait_for(lambda: _answers(slack, direct), PATIENCE)
    bot.stops()
    assert len(_answers(slack, direct)) == 1
    assert "Traceback" not in bot.log.read_text("utf-8")
    assert cluster.run("doctor").code == 0


def test_records_that_are_held_while_a_reply_is_posted_bring_no_second_reply(
    indexed: Cluster, slack: SlackStandIn, tmp_path: Path
):
    cluster = _copied(indexed, tmp_path, tokens(slack, "http"))
    kari = slack.workspace.add_user("kari")
    direct = slack.workspace.direct(kari)
    bot, hold = served(cluster, slack, "http"), slack.hold("chat.postMessage")
    assert bot.hears(slack.events.says(kari, direct, "Hva er besøksadressen til klyngen?"))
    slack.wait_for(lambda: hold.arrived, PATIENCE)
    with _held(cluster):
        hold.release()
        bot.stops()
    again = served(cluster, slack, "http")
    again.stops()
    assert len(_answers(slack, direct)) == 1
    assert cluster.run("doctor").code == 0
