"""200 questions from 40 people in 20 channels at once, over a bad line: each answered once, in order, none lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

import pytest

from examples.slack_window.bot import http_bot, socket_bot
from examples.slack_window.window import free_port, opened
from examples.slack_window.workspace import Channel, Person, Workspace, people_of
from tests.acceptance.faulty_line import REFUSED, SENT_TWICE, FaultyLine, Record, faulty_line
from tests.acceptance.side import MENTION, Side, is_public, until
from tests.scenarios.command_line import Cluster

pytestmark = pytest.mark.acceptance

PEOPLE, CHANNELS = 40, 20
# Each with words that are in its own answer and in none of the others'.
QUESTIONS = (
    ("Hva får jeg i kjøregodtgjørelse per kilometer?", "5,20 kr"),
    ("Hva er månedsleien for en kontorplass i Fyrhuset?", "3 900 kroner"),
    ("How long is a slot in the pitch corner?", "seven minutes"),
    ("Hvem leder etikkgruppen?", "Solveig Marstein"),
    ("At what time does the burglar alarm go on in the building?", "22:30"),
)


@dataclass(frozen=True)
class Thread:
    """One person's questions, one after the other, in one channel."""

    person: Person
    channel: Channel
    questions: Sequence[tuple[str, str]]


@pytest.fixture(params=["socket", "http"])
def busy(
    request: pytest.FixtureRequest, window_program: Path, knowledge: Cluster, tmp_path: Path
) -> Iterator[tuple[Side, FaultyLine]]:
    shutil.copytree(knowledge.folder / ".klyngebot", tmp_path / "data")
    config, workspace = knowledge.folder / "cluster.toml", busy_workspace(knowledge.folder)
    with ExitStack() as stack:
        line = stack.enter_context(faulty_line())
        door = line.door if request.param == "http" else ""
        window = stack.enter_context(opened(window_program, workspace, tmp_path, free_port(), door))
        line.window = window.address
        if request.param == "http":
            line.bot = stack.enter_context(http_bot(config, tmp_path / "data", line.api))
        else:
            stack.enter_context(socket_bot(config, tmp_path / "data", line.api))
        yield Side(window, workspace), line


def busy_workspace(folder: Path) -> Workspace:
    people = people_of(folder / "people.csv")[:PEOPLE]
    channels = tuple(Channel(f"C{n:03}", f"tema-{n:02}", people[2 * n : 2 * n + 2]) for n in range(CHANNELS))
    return Workspace(people, channels)


def threads_of(workspace: Workspace) -> list[Thread]:
    """Two in a channel; each begins at another of the questions."""
    askers = [(person, channel) for channel in workspace.channels for person in channel.members]
    return [
        Thread(person, channel, [QUESTIONS[(n + place) % len(QUESTIONS)] for place in range(len(QUESTIONS))])
        for n, (person, channel) in enumerate(askers)
    ]


def asked_by(side: Side) -> Callable[[Thread], str]:
    def ask(thread: Thread) -> str:
        """All questions without waiting for an answer; the thread's time stamp."""
        (first, _), *others = thread.questions
        root = str(side.asks(thread.person, thread.channel, first)["ts"])
        for question, _ in others:
            side.window.says(thread.person, thread.channel.id, f"{MENTION} {question}", root)
        return root

    return ask


def test_two_hundred_questions_over_a_bad_line_are_each_answered_once_and_in_order(
    busy: tuple[Side, FaultyLine], record_property: Callable[[str, object], None]
):
    side, line = busy
    for person, channel in zip(side.workspace.people, side.workspace.channels[:2], strict=False):
        alone = side.asks(person, channel, QUESTIONS[0][0])
        side.replies(channel, alone["ts"])
    threads = threads_of(side.workspace)
    with ThreadPoolExecutor(len(threads)) as everybody:
        roots = list(everybody.map(asked_by(side), threads))
    # Each is told besides, for their eyes alone, how many are before them.
    written = [
        lambda t=t, root=root: list(filter(is_public, side.written(t.channel, root)))
        for t, root in zip(threads, roots, strict=True)
    ]
    until(lambda: all(len(replies()) >= len(QUESTIONS) for replies in written))
    until(
        lambda: (
            not any(one.get("reactions") for c in side.workspace.channels for one in side.window.messages(c))
        )
    )
    for thread, replies in zip(threads, written, strict=True):
        found = [reply["text"] for reply in replies()]
        assert len(found) == len(QUESTIONS)
        assert [answered_in(text) for text in found] == [[words] for _, words in thread.questions]
    record = line.record
    assert record.repeated == record.events // SENT_TWICE
    assert record.refused == record.calls // REFUSED
    record_property("figures", told(record))


def answered_in(text: str) -> list[str]:
    """Which of the questions this text answers, by their words."""
    plain = text.replace("\N{NO-BREAK SPACE}", " ")
    return [words for _, words in QUESTIONS if words in plain]


def told(record: Record) -> str:
    cold, warm, *waits = record.waits()
    middle, late = quantiles(waits, n=20)[9], quantiles(waits, n=20)[18]
    return (
        f"200 questions: {record.events} events, {record.repeated} of them twice; {record.calls} calls, "
        f"{record.refused} refused with 429; first visible sign of the very first question after {cold * 1000:.0f} ms, "
        f"of one more alone after {warm * 1000:.0f} ms, "
        f"of {len(waits)} at once after {middle * 1000:.0f} ms (half) and {late * 1000:.0f} ms (19 of 20)"
    )
