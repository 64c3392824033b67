"""The bot killed anywhere on the way from a request to the room of two: no step is lost, and none is taken twice."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults.moments import KILLS, drawn
from tests.faults.served import Served, served, tokens
from tests.scenarios.command_line import PATIENCE, Cluster
from tests.scenarios.introduction_side import ODD, REQUEST, RUNA, Town, made_cluster
from tests.scenarios.slack_side import all_text
from tests.standins.slack import Payload, SlackStandIn

_RANDOM = drawn("introductions")
# Calls that Slack has had from the bot since it was reached, and whether the last was answered, when it is killed.
MOMENTS = [(_RANDOM.randint(1, 20), _RANDOM.choice(("asked", "answered"))) for _ in range(KILLS)]
# A letter that was in hand when its bot was killed is left to that one for ten minutes.
_LATER = 11


def _opened(cluster: Cluster, slack: SlackStandIn, minutes: int) -> Served:
    return served(cluster, slack, "http", ("-m", "tests.faults.steady_clock", str(minutes)))


@dataclass
class Stubborn:
    """A bot that is killed once and started again, before a Slack and people who do not give up."""

    cluster: Cluster
    slack: SlackStandIn
    bot: Served
    killed: bool = False
    is_over: bool = False

    def kill_after(self, calls: int, state: str) -> threading.Thread:
        """Once Slack has had so many calls more, and at the latest when all is over."""
        at = len(self.slack.calls) + calls - 1

        def reached() -> bool:
            asked = len(self.slack.calls) > at
            return self.is_over or (asked and (state == "asked" or self.slack.calls[at].status is not None))

        def killing() -> None:
            self.slack.wait_for(reached, 4 * PATIENCE)
            self.bot.dies()
            with self.slack.watch:
                self.killed = True
                self.slack.watch.changed()

        killer = threading.Thread(target=killing)
        killer.start()
        return killer

    def ends(self, killer: threading.Thread) -> None:
        """All that is under way is finished."""
        with self.slack.watch:
            self.is_over = True
            self.slack.watch.changed()
        killer.join()
        if self.killed:
            self._starts_again()
        self.bot.stops()

    def hears(self, payload: Payload) -> None:
        """Slack sends it until it is acknowledged."""
        if not self.bot.hears(payload):
            self._starts_again()
            assert self.bot.hears(payload, retry=1)

    def comes_to(self, sign: Callable[[], object]) -> None:
        """What is waited for comes, if need be after the next start."""
        running = self.bot
        self.slack.wait_for(lambda: sign() or (self.killed and running is self.bot), PATIENCE)
        if not sign():
            self._starts_again()
            self.slack.wait_for(sign, PATIENCE)

    def _starts_again(self) -> None:
        self.slack.wait_for(lambda: self.killed, PATIENCE)
        self.bot = _opened(self.cluster, self.slack, _LATER)
        self.killed = False


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = made_cluster(tmp_path_factory.mktemp("cluster"))
    assert Cluster(folder).run("ingest").code == 0
    return folder


def _with(town: Town, email: str, action: str) -> list[Payload]:
    """This person's letters that show a button."""
    return [one for one in town.letters(email) if f"'{action}'" in str(one.get("blocks"))]


def _posted(slack: SlackStandIn, words: str) -> int:
    """How many messages said this when they were posted; some are rewritten later."""
    return sum(words in str(one.arguments) for one in slack.calls_to("chat.postMessage") if one.ok)


def _rooms(slack: SlackStandIn) -> list[list[Payload]]:
    channels = [one for one in list(slack.workspace.channels.values()) if one.kind in ("mpim", "private")]
    return [slack.messages_in(one) for one in channels]


def _greeted(slack: SlackStandIn) -> bool:
    return any("Hei Runa Tveit og Odd" in all_text(one) for room in _rooms(slack) for one in room)


def _pressed(bot: Stubborn, town: Town, email: str, action: str) -> Payload:
    bot.comes_to(lambda: _with(town, email, action))
    press = town.slack.interactions.press(town.users[email], _with(town, email, action)[-1], action)
    bot.hears(press)
    return press


@pytest.mark.parametrize(("calls", "state"), MOMENTS)
def test_an_introduction_whose_bot_is_killed_anywhere_takes_each_step_once(
    ingested: Path, slack: SlackStandIn, tmp_path: Path, calls: int, state: str
):
    shutil.copytree(ingested, tmp_path / "cluster")
    cluster = Cluster(tmp_path / "cluster", tokens(slack, "http"))
    town = Town(slack, cluster.folder)
    bot = Stubborn(cluster, slack, _opened(cluster, slack, 0))
    killer = bot.kill_after(calls, state)
    runa = town.users[RUNA]
    bot.hears(slack.events.says(runa, slack.workspace.direct(runa), REQUEST))
    presses = [
        _pressed(bot, town, RUNA, "introduction.ask.1"),
        _pressed(bot, town, ODD, "introduction.yes"),
    ]
    bot.comes_to(lambda: _greeted(slack))
    for press in presses:
        bot.hears(press)
    bot.ends(killer)
    for words in ("Jeg spør Odd Bø", "vil gjerne møte deg"):
        assert _posted(slack, words) == 1, words
    assert ["Takk! Du har sagt ja" in all_text(one) for one in town.letters(ODD)] == [True]
    assert [len(room) for room in _rooms(slack)] == [1]
    assert cluster.run("doctor").code == 0
