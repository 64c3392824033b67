"""What is shown: a person does something in the window, and the bot's own reply is taken from there."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from examples.screens.blocks import Block
from examples.slack_window.installation import WindowUnavailable
from examples.slack_window.window import Message, Window
from examples.slack_window.workspace import BOT, Channel, Person, Workspace

_PATIENCE = 60.0  # seconds
_NORWEGIAN, _ENGLISH = "yngvild.strand@nordlysenergi.example", "jelena.petrovic@kystdata.example"
_EXPERT, _COORDINATOR = "piotr.wisniewski@fjordklyngen.example", "jonas.bakkerud@fjordklyngen.example"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Scene:
    """``said`` is what the person wrote or pressed; "" for a view."""

    title: str
    who: str
    said: str
    blocks: Sequence[Block]


class Stage:
    def __init__(self, window: Window, workspace: Workspace) -> None:
        self._window = window
        self._workspace = workspace

    def questions(self) -> Iterator[Scene]:
        """In both languages. Raises WindowUnavailable when a reply is missing."""
        nb, en = self._people()
        yield self._asked("Answer", nb, "Hvor lenge ligger sikkerhetskopiene av prosjektområdet?")
        yield self._asked("Answer", en, "How do I report a security incident?")
        yield self._asked("Answer from a table", en, "What does a GPU hour cost for members?")
        yield self._asked("No answer", nb, "Hva heter hovedstaden i Mongolia?")
        yield self._asked("No answer", en, "What is the capital of Mongolia?")
        yield self._asked("Members", nb, "Hvilke medlemmer arbeider med maritim?")
        yield self._asked("People", en, "Who can help with ransomware?")
        yield self._asked("Events", nb, "Hva skjer i desember?")
        yield self._asked("Events", en, "What is on next week?")
        yield from self._commanded(nb, en)
        yield from self._views(nb, en)

    def _people(self) -> tuple[Person, Person]:
        return self._workspace.person(_NORWEGIAN), self._workspace.person(_ENGLISH)

    def _asked(self, title: str, person: Person, words: str) -> Scene:
        said = self._window.says(person, person.id, words)
        found = _until(lambda: self._replies(said["channel"], said["ts"]))
        return Scene(title, person.name, words, _blocks(found))

    def _commanded(self, *people: Person) -> Iterator[Scene]:
        channel = self._workspace.channels[0]
        for person in people:
            yield self._command(channel, person, "help", 2)
            yield self._command(channel, person, "privacy", 1)

    def _command(self, channel: Channel, person: Person, words: str, count: int) -> Scene:
        """``count`` is how many messages it gives."""
        before = len(self._window.messages(channel))
        self._window.commands(person, channel, "/klynge", words)
        said = _until(lambda: len(self._window.messages(channel)) >= before + count)
        found = self._window.messages(channel)[before:] if said else []
        return Scene("Command", person.name, f"/klynge {words}", _blocks(found))

    def introductions(self) -> Iterator[Scene]:
        """One after the other: each needs what the one before did. Raises WindowUnavailable when a reply is missing."""
        nb, en = self._people()
        window, expert = self._window, self._workspace.person(_EXPERT)
        coordinator = self._workspace.person(_COORDINATOR)
        yield self._asked("Nobody suits", en, "Introduce me to somebody who knows underwater basket weaving")
        yield self._asked("People to meet", en, "Introduce me to somebody who knows ransomware")
        cards = self._asked("People to meet", nb, "Kan du introdusere meg for noen som kan NIS2?")
        yield cards
        shown = next(one for one in reversed(window.messages(window.direct(nb))) if one["user"] == BOT)
        window.presses(nb, shown, _button(shown, "introduction.ask.1"))
        review = self._letter(coordinator, "introduction.approve")
        yield Scene("To a coordinator", coordinator.name, "", review["blocks"])
        standing = self._letter(nb, "introduction.withdraw")
        yield Scene("How it stands", nb.name, "", standing["blocks"])
        window.presses(coordinator, review, _button(review, "introduction.approve"))
        ask = self._letter(expert, "introduction.yes")
        yield Scene("The question to the other", expert.name, "", ask["blocks"])
        window.presses(expert, ask, _button(ask, "introduction.yes"))
        # local-slack opens the conversation of three as the first one's own.
        room = _until(
            lambda: [one for one in window.messages(window.direct(nb)) if expert.name in one["text"]][2:]
        )
        yield Scene("The two are introduced", f"{nb.name}, {expert.name}", "", room[-1]["blocks"])

    def _views(self, *people: Person) -> Iterator[Scene]:
        window = self._window
        for person in people:
            window.opens_home(person)
            home = _until(lambda one=person: window.home(one))
            yield Scene("Home", person.name, "", home["blocks"])
            window.presses(
                person, {"channel": window.direct(person), "ts": home["id"]}, _button(home, "profile.edit")
            )
            form = _until(lambda: window.form())
            yield Scene(f"Form: {form['title']['text']}", person.name, "", form["blocks"])
            window.closes(person)

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


def _elements(message: Message) -> Iterator[Any]:
    for block in message.get("blocks") or ():
        if block["type"] == "actions":
            yield from block["elements"]


def _until(sign: Callable[[], T]) -> T:
    pause = threading.Event()
    for _ in range(int(_PATIENCE / 0.1)):
        if found := sign():
            return found
        pause.wait(0.1)
    raise WindowUnavailable("the bot did not reply in the window.")
