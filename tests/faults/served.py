"""The running bot as a process of its own, and a Slack before it that sends again what was not acknowledged."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.error import URLError

from tests.faults.moments import kill
from tests.scenarios.command_line import PATIENCE, Cluster, own_environment
from tests.standins.slack import Payload, SlackStandIn

Way = Literal["http", "socket"]
# What was started; tests that fail leave some of it running.
STARTED: list[subprocess.Popen[str]] = []
SERVE = ("-m", "bot", "serve", "--listen", "127.0.0.1:0")


def tokens(slack: SlackStandIn, way: Way) -> dict[str, str]:
    """What the environment says of Slack."""
    inwards = {
        "http": {"SLACK_SIGNING_SECRET": slack.signing_secret},
        "socket": {"SLACK_APP_TOKEN": slack.app_token},
    }
    return {"SLACK_BOT_TOKEN": slack.bot_token, "SLACK_API_URL": slack.base_url} | inwards[way]


@dataclass
class Served:
    """One run of the bot."""

    slack: SlackStandIn
    way: Way
    process: subprocess.Popen[str]
    log: Path
    url: str = ""

    def hears(self, payload: Payload, retry: int = 0) -> bool:
        """Slack sends ``payload``; whether the bot acknowledged it."""
        if self.way == "socket":
            return self._acknowledged(payload, retry)
        try:
            return self.slack.delivery.post(self.url, payload, retry)[0] == 200
        except (URLError, ConnectionError, TimeoutError):
            return False

    def _acknowledged(self, payload: Payload, retry: int) -> bool:
        if not self.slack.sockets.alive:
            return False
        sockets = self.slack.sockets
        try:
            id = self.slack.send_socket(payload, retry)
        except (AssertionError, ConnectionError, RuntimeError):
            return False
        self.slack.wait_for(lambda: sockets.ack_of(id) or not sockets.alive, PATIENCE)
        return sockets.ack_of(id) is not None

    def dies(self) -> None:
        """Killed without a word."""
        kill(self.process)
        if self.way == "socket":
            self.slack.wait_for(lambda: not self.slack.sockets.alive, PATIENCE)

    def stops(self) -> None:
        """Asked to stop, it finishes what is under way."""
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(PATIENCE) == 0, self.log.read_text("utf-8")


def served(cluster: Cluster, slack: SlackStandIn, way: Way, program: Sequence[str] = SERVE) -> Served:
    """The bot, once it can be reached."""
    log = cluster.folder / f"log-{len(STARTED)}.txt"
    with log.open("w", encoding="utf-8") as stream:
        process = subprocess.Popen(
            [sys.executable, *program],
            cwd=cluster.folder,
            env=own_environment() | dict(cluster.environment) | tokens(slack, way),
            stderr=stream,
            text=True,
        )
    STARTED.append(process)
    return Served(slack, way, process, log, _place(process, log))


def _place(process: subprocess.Popen[str], log: Path) -> str:
    pause = threading.Event()
    for _ in range(int(PATIENCE / 0.01)):
        if found := re.search(r'listening: ([^\s"]+)', log.read_text("utf-8")):
            return found[1]
        assert process.poll() is None, log.read_text("utf-8")
        pause.wait(0.01)
    raise AssertionError("the bot never listened")
