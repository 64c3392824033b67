"""Klyngebot in the window, and what people there see of it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar

from examples.slack_window.bot import http_bot, socket_bot
from examples.slack_window.window import Message, Window, free_port, opened
from examples.slack_window.workspace import BOT, Channel, Person, Workspace
from tests.scenarios.command_line import Cluster

PATIENCE = 60.0  # seconds
MENTION = f"<@{BOT}>"

Way = Literal["socket", "http"]
T = TypeVar("T")


@dataclass(frozen=True)
class Side:
    """One run of the bot beside one window."""

    window: Window
    workspace: Workspace

    def replies(self, channel: Channel | str, thread: str = "", count: int = 1) -> list[Message]:
        """What the bot has written there, at least ``count`` messages; in a thread when one is named."""
        return until(lambda: (found := self.written(channel, thread)) and len(found) >= count and found)

    def written(self, channel: Channel | str, thread: str = "") -> list[Message]:
        """What the bot has written there so far."""
        found = [one for one in self.window.messages(channel) if one["user"] == BOT]
        return [one for one in found if one.get("thread_ts", "") == thread]

    def written_to(self, person: Person, count: int = 1) -> list[Message]:
        """What the bot has written to this person alone, at least ``count`` messages, in whichever thread."""

        def found() -> list[Message]:
            return [one for one in self.window.messages(self.window.direct(person)) if one["user"] == BOT]

        return until(lambda: len(found()) >= count and found())

    def asks(self, person: Person, channel: Channel, question: str) -> Message:
        """Mentions the bot."""
        return self.window.says(person, channel.id, f"{MENTION} {question}")

    def writes(self, person: Person, text: str) -> Message:
        """Into their own conversation with the bot."""
        return self.window.says(person, person.id, text)


def is_public(message: Message) -> bool:
    """Whether everyone who reads there sees it."""
    return "ephemeral_to" not in message


def until(sign: Callable[[], T]) -> T:
    """What ``sign`` gives as soon as it is something; fails when it stays nothing."""
    pause = threading.Event()
    for _ in range(int(PATIENCE / 0.1)):
        if found := sign():
            return found
        pause.wait(0.1)
    raise AssertionError("what was waited for never came")


def button(message: Message, action: str) -> Mapping[str, Any]:
    """The message's button of this name."""
    found = [one for one in _buttons(message) if one["action_id"] == action]
    assert found, f"no button {action} in {message.get('blocks')}"
    return found[0]


def button_names(message: Message) -> list[str]:
    return [one["action_id"] for one in _buttons(message)]


def _buttons(message: Message) -> list[Mapping[str, Any]]:
    blocks = message.get("blocks") or ()
    rows = [block["elements"] for block in blocks if block["type"] == "actions"]
    cards = [card for block in blocks if block["type"] == "carousel" for card in block["elements"]]
    return [one for row in (*rows, *(card.get("actions", ()) for card in cards)) for one in row]


@contextmanager
def beside(way: Way, program: Path, workspace: Workspace, cluster: Cluster, folder: Path) -> Iterator[Side]:
    """The bot and the window, joined directly."""
    config, data = cluster.folder / "cluster.toml", cluster.folder / ".klyngebot"
    with ExitStack() as stack:
        port = free_port()
        url = f"http://127.0.0.1:{port}/slack/events" if way == "http" else ""
        window = stack.enter_context(opened(program, workspace, folder, free_port(), url))
        if way == "http":
            stack.enter_context(http_bot(config, data, window.api, port))
        else:
            stack.enter_context(socket_bot(config, data, window.api))
        yield Side(window, workspace)
