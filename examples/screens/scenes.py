"""What is shown: a person does something in the window, and the bot's own reply is taken from there."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from examples.screens.blocks import Block
from examples.slack_window.installation import WindowUnavailable
from examples.slack_window.window import Message, Window
from examples.slack_window.workspace import BOT, Person, Workspace

_PATIENCE = 150.0  # seconds
_EXPERT, _COORDINATOR = "piotr.wisniewski@fjordklyngen.example", "jonas.bakkerud@fjordklyngen.example"


@dataclass(frozen=True, slots=True)
class Lines:
    """Who speaks, and what: ``questions`` are title and words; the last one of ``meetings`` finds the expert."""

    person: str
    questions: tuple[tuple[str, str], ...]
    meetings: tuple[tuple[str, str], ...]


NORWEGIAN = Lines(
    "yngvild.strand@nordlysenergi.example",
    (
        ("Answer", "Hvor lenge ligger sikkerhetskopiene av prosjektområdet?"),
        ("Answer from a table", "Hva får jeg i kjøregodtgjørelse per kilometer?"),
        ("No answer", "Hva heter hovedstaden i Mongolia?"),
        ("Members", "Hvilke medlemmer arbeider med maritim?"),
        ("People", "Hvem kan hjelpe med innovative anskaffelser?"),
        ("Events", "Hva skjer i desember?"),
    ),
    (
        ("Nobody suits", "Kan du introdusere meg for noen som kan kurvfletting under vann?"),
        ("People to meet", "Kan du introdusere meg for noen som kan NIS2?"),
    ),
)
ENGLISH = Lines(
    "jelena.petrovic@kystdata.example",
    (
        ("Answer", "How do I report a security incident?"),
        ("Answer from a table", "What does a GPU hour cost for members?"),
        ("No answer", "What is the capital of Mongolia?"),
        ("Members", "Which members are start-ups?"),
        ("People", "Who can help with ransomware?"),
        ("Events", "What is on in December?"),
    ),
    (
        ("Nobody suits", "Introduce me to somebody who knows underwater basket weaving"),
        ("People to meet", "Introduce me to somebody who knows NIS2"),
    ),
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Scene:
    """``said`` is what the person wrote or pressed; "" for a view."""

    title: str
    who: str
    said: str
    blocks: Sequence[Block]


class Stage:
    """Whoever waits for a reply in vain raises WindowUnavailable."""

    def __init__(self, window: Window, workspace: Workspace, lines: Lines) -> None:
        self._window = window
        self._workspace = workspace
        self._lines = lines
        self._person = workspace.person(lines.person)

    def questions(self) -> Iterator[Scene]:
        """Then the command, Home and the form, and what coordinators see of what was asked in vain."""
        for title, words in self._lines.questions:
            yield self._asked(title, words)
        # The first gives two messages.
        yield self._commanded("help", 2)
        yield self._commanded("privacy", 1)
        yield from self._views()
        yield from self._console()

    def introductions(self) -> Iterator[Scene]:
        """One after the other: each needs what the one before did."""
        window, asker, expert = self._window, self._person, self._workspace.person(_EXPERT)
        for title, words in self._lines.meetings:
            yield self._asked(title, words)
        cards = self._letter(asker, "introduction.ask.1")
        window.presses(asker, cards, _button(cards, "introduction.ask.1"))
        yield from self._reviewed()
        ask = self._letter(expert, "introduction.yes")
        yield Scene("The question to the other", expert.name, "", ask["blocks"])
        window.presses(expert, ask, _button(ask, "introduction.yes"))
        yield Scene("The two are introduced", f"{asker.name}, {expert.name}", "", self._room()["blocks"])

    def _reviewed(self) -> Iterator[Scene]:
        """By a coordinator, who agrees."""
        coordinator = self._workspace.person(_COORDINATOR)
        review = self._letter(coordinator, "introduction.approve")
        yield Scene("To a coordinator", coordinator.name, "", review["blocks"])
        standing = self._letter(self._person, "introduction.withdraw")
        yield Scene("How it stands", self._person.name, "", standing["blocks"])
        self._window.presses(coordinator, review, _button(review, "introduction.approve"))

    def _room(self) -> Message:
        """The first message to both. local-slack opens their conversation as the first one's own."""
        channel = self._window.direct(self._person)
        names = (self._person.name, self._workspace.person(_EXPERT).name)
        return _until(
            lambda: [
                one for one in self._window.messages(channel) if all(name in one["text"] for name in names)
            ]
        )[-1]

    def _asked(self, title: str, words: str) -> Scene:
        said = self._window.says(self._person, self._person.id, words)
        found = _until(lambda: self._replies(said["channel"], said["ts"]))
        return Scene(title, self._person.name, words, _blocks(found))

    def _commanded(self, words: str, count: int) -> Scene:
        """``count`` is how many messages it gives."""
        window, channel = self._window, self._workspace.channels[0]
        before = len(window.messages(channel))
        window.commands(self._person, channel, "/klynge", words)
        found = _until(lambda: len(told := window.messages(channel)[before:]) >= count and told)
        return Scene("Command", self._person.name, f"/klynge {words}", _blocks(found or []))

    def _views(self) -> Iterator[Scene]:
        window, person = self._window, self._person
        window.opens_home(person)
        home = _until(lambda: window.home(person))
        yield Scene("Home", person.name, "", home["blocks"])
        place = {"channel": window.direct(person), "ts": home["id"]}
        window.presses(person, place, _button(home, "profile.edit"))
        form = _until(window.form)
        yield Scene(f"Form: {form['title']['text']}", person.name, "", form["blocks"])

    def _console(self) -> Iterator[Scene]:
        window, coordinator = self._window, self._workspace.person(_COORDINATOR)
        window.closes(self._person)
        window.opens_home(coordinator)
        # New questions are gathered once a minute, and Homes follow.
        home = _until(lambda: _holding(window.home(coordinator), "console.gap.1"))
        yield Scene("Home of a coordinator", coordinator.name, "", home["blocks"])
        place = {"channel": window.direct(coordinator), "ts": home["id"]}
        for action in ("console.gap.1", "console.documents", "console.answers"):
            window.presses(coordinator, place, _button(home, action))
            form = _until(window.form)
            yield Scene(f"Form: {form['title']['text']}", coordinator.name, "", form["blocks"])
            window.closes(coordinator)

    def _letter(self, person: Person, action: str) -> Message:
        def found() -> list[Message]:
            told = self._window.messages(self._window.direct(person))
            return [one for one in told if any(b["action_id"] == action for b in _elements(one))]

        return _until(found)[-1]

    def _replies(self, channel: str, thread: str) -> list[Message]:
        told = self._window.messages(channel)
        return [one for one in told if one["user"] == BOT and one.get("thread_ts") == thread]


def _blocks(messages: Sequence[Message]) -> list[Block]:
    """One below the other; a calendar file has none."""
    return [block for one in messages for block in one.get("blocks") or ()]


def _button(message: Message, action: str) -> Block:
    return next(one for one in _elements(message) if one["action_id"] == action)


def _holding(view: Message, action: str) -> Message:
    """The view where it has this button; else one of nothing."""
    return view if any(one["action_id"] == action for one in _elements(view)) else {}


def _elements(message: Message) -> Iterator[Any]:
    for block in message.get("blocks") or ():
        if block["type"] == "actions":
            yield from block["elements"]
        elif "accessory" in block:
            yield block["accessory"]
        if block["type"] == "carousel":
            yield from (button for card in block["elements"] for button in card.get("actions", ()))


def _until(sign: Callable[[], T]) -> T:
    pause = threading.Event()
    for _ in range(int(_PATIENCE / 0.1)):
        if found := sign():
            return found
        pause.wait(0.1)
    raise WindowUnavailable("the bot did not reply in the window.")
