"""`klyngebot serve` killed anywhere while questions come, some of them twice: each is answered once."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.faults.moments import KILLS, drawn
from tests.faults.served import Served, Way, served, tokens
from tests.scenarios.command_line import PATIENCE, Cluster
from tests.standins.slack import Payload, SlackStandIn

_RANDOM = drawn("bot")
# Calls that Slack has had from the bot since it was reached, and whether the last was answered, when it is killed.
MOMENTS = [
    (_RANDOM.randint(1, 24), _RANDOM.choice(("asked", "answered")), ("socket", "http")[n % 2])
    for n in range(KILLS)
]


def _questions(slack: SlackStandIn) -> list[Payload]:
    kari, ola, siri = (slack.workspace.add_user(name) for name in ("kari", "ola", "siri"))
    channel = slack.workspace.add_channel("generelt", [kari, siri])
    says, direct = slack.events.says, slack.workspace.direct
    mention = slack.workspace.post(
        siri, channel, f"<@{slack.workspace.bot.id}> hvordan bookes the drone lab in Hangar 4?"
    )
    return [
        says(kari, direct(kari), "Hva koster årskontingenten for små bedrifter?"),
        says(ola, direct(ola), "Hva er besøksadressen til klyngen?"),
        *slack.events.all_of(mention),
    ]


def _reached(slack: SlackStandIn, before: int, calls: int, state: str) -> Callable[[], bool]:
    def reached() -> bool:
        if len(slack.calls) < before + calls:
            return False
        return state == "asked" or slack.calls[before + calls - 1].status is not None

    return reached


def _replies(slack: SlackStandIn) -> list[Payload]:
    every = [one for channel in list(slack.workspace.channels) for one in slack.messages_in(channel)]
    own = [one for one in every if one.get("bot_id") or one.get("user") == slack.workspace.bot.id]
    # What everybody is told once is no reply.
    return [one for one in own if (one.get("metadata") or {}).get("event_type") != "klyngebot_letter"]


def _finished(slack: SlackStandIn) -> Counter[str]:
    """How often each question's message has a whole reply below it."""
    return Counter(
        f"{one['channel']}:{one.get('thread_ts')}"
        for one in _replies(slack)
        if (one.get("metadata") or {}).get("event_type") == "klyngebot_reply"
    )


def _heard_until(bot: Served, events: list[Payload], reached: Callable[[], bool]) -> list[bool]:
    """Which of the events it acknowledged before it was killed, at the latest once all have their reply."""
    slack = bot.slack

    def killing() -> None:
        slack.wait_for(lambda: reached() or len(_finished(slack)) == 3, PATIENCE)
        bot.dies()

    killer = threading.Thread(target=killing)
    killer.start()
    heard = [bot.hears(event) for event in events]
    killer.join()
    return heard


def _sent_again(bot: Served, events: list[Payload], heard: list[bool]) -> None:
    """Slack sends again what was not acknowledged; the first comes again in any case, its acknowledgement was late."""
    for n, event in enumerate(events):
        if n == 0 or not heard[n]:
            assert bot.hears(event, retry=1)


@pytest.mark.parametrize(("calls", "state", "way"), MOMENTS)
def test_a_bot_killed_anywhere_answers_each_question_once(
    indexed: Cluster, slack: SlackStandIn, tmp_path: Path, calls: int, state: str, way: Way
):
    shutil.copytree(indexed.folder, tmp_path, dirs_exist_ok=True)
    cluster = replace(indexed, folder=tmp_path, environment=tokens(slack, way))
    events = _questions(slack)
    bot, before = served(cluster, slack, way), len(slack.calls)
    heard = _heard_until(bot, events, _reached(slack, before, calls, state))
    again = served(cluster, slack, way)
    _sent_again(again, events, heard)
    slack.wait_for(lambda: len(_finished(slack)) == 3, PATIENCE)
    again.stops()
    assert set(_finished(slack).values()) == {1}
    assert len(_replies(slack)) == 3, _replies(slack)
    with sqlite3.connect(tmp_path / ".klyngebot/klyngebot.db") as records:
        assert records.execute("SELECT count(*) FROM inbox WHERE NOT done").fetchone() == (0,)
    assert cluster.run("doctor").code == 0
