"""Many ask at once: each has their turn, wherever there is a hand free, and nobody's question is lost."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine

from bot.line import Room
from knowledge.models import Question
from knowledge.records.inbox import Inbox
from knowledge.records.replicas import Replicas
from tests.bot.fakes import FakeAssistant, Note, now
from tests.records import Records
from tests.scenarios.slack_side import Bot, Kept, posts, running
from tests.standins.slack import Channel, Payload, SlackStandIn, User

NOTE = Note("Energigruppen møtes på tirsdag.")


class Held:
    """An assistant that answers nothing until it is let go."""

    def __init__(self) -> None:
        self.began, self.free = threading.Event(), threading.Event()
        self.assistant = FakeAssistant([NOTE], before=self._wait)

    def _wait(self, question: Question) -> None:
        self.began.set()
        assert self.free.wait(20)

    @property
    def asked(self) -> list[str]:
        return [question.text for question in self.assistant.asked]


@pytest.fixture
def held() -> Iterator[Held]:
    held = Held()
    yield held
    held.free.set()


@pytest.fixture
def people(slack: SlackStandIn) -> tuple[User, User, User]:
    kari, odd, ann = (slack.workspace.add_user(name) for name in ("kari", "odd", "ann"))
    return kari, odd, ann


@pytest.fixture
def channel(slack: SlackStandIn, people: tuple[User, User, User]) -> Channel:
    return slack.workspace.add_channel("spørsmål", list(people))


def asks(bot: Bot, who: User, channel: Channel, words: str) -> Payload:
    event = bot.slack.events.mentions(who, channel, words)
    assert bot.hears(event).status == 200
    return event["event"]


def test_who_asks_much_at_once_holds_nobody_else_up(slack, held, people, channel):
    kari, odd, ann = people
    with running(slack, Kept(held.assistant), room=Room(waiting=100, hands=1)) as bot:
        asks(bot, kari, channel, "energigruppen 0")
        assert held.began.wait(10)
        for number in range(1, 5):
            asks(bot, kari, channel, f"energigruppen {number}")
        asks(bot, odd, channel, "møtes energigruppen?")
        asks(bot, ann, channel, "når møtes energigruppen?")
        held.free.set()
        bot.replies(7)
    assert held.asked == [
        "energigruppen 0",
        "møtes energigruppen?",
        "når møtes energigruppen?",
        *(f"energigruppen {number}" for number in range(1, 5)),
    ]


class Clock:
    def __init__(self) -> None:
        self.now = now()

    def __call__(self) -> datetime:
        return self.now


def as_replica(engine: Engine, name: str, assistant: FakeAssistant, clock: Clock) -> Kept:
    living = Replicas(engine, name)
    living.attend(clock())
    return Kept(assistant, inbox=Inbox(engine, name), living=living, clock=clock)


def test_a_free_replica_answers_what_waits_at_a_busy_one(slack, held, people, channel, records: Records):
    kari, odd, _ = people
    clock, free = Clock(), FakeAssistant([NOTE])
    busy = as_replica(records.open(), "a", held.assistant, clock)
    idle = as_replica(records.open(), "b", free, clock)
    hands = Room(waiting=100, hands=1)
    with running(slack, busy, room=hands) as first, running(slack, idle, room=hands) as second:
        asks(first, kari, channel, "energigruppen 0")
        assert held.began.wait(10)
        waiting = asks(first, odd, channel, "energigruppen 1")
        second.services.attendance.attend()
        assert free.asked == []
        clock.now += timedelta(seconds=2)
        second.services.attendance.attend()
        [reply] = second.replies()
        assert reply["thread_ts"] == waiting["ts"]
        held.free.set()
        second.replies(2)
        slack.wait_for(lambda: not [m for m in slack.messages_in(channel) if m.get("reactions")])
    assert (held.asked, [one.text for one in free.asked]) == (["energigruppen 0"], ["energigruppen 1"])
    assert len(posts(slack)) == 2


def test_what_comes_later_in_a_thread_waits_for_what_another_replica_works_on(
    slack, held, people, channel, records: Records
):
    kari, odd, _ = people
    clock, free = Clock(), FakeAssistant([NOTE])
    busy = as_replica(records.open(), "a", held.assistant, clock)
    idle = replace(as_replica(records.open(), "b", free, clock), conversations=busy.conversations)
    with running(slack, busy) as first, running(slack, idle) as second:
        root = asks(first, kari, channel, "energigruppen 0")
        assert held.began.wait(10)
        event = slack.events.mentions(odd, channel, "energigruppen 1", thread_ts=root["ts"])
        assert second.hears(event).status == 200
        second.services.attendance.attend()
        assert free.asked == []
        held.free.set()
        second.replies(2)
    answered = [call.arguments["metadata"] for call in posts(slack)]
    assert [one["event_payload"]["event_id"] for one in answered][1] == event["event_id"]


def test_of_a_crowd_slack_is_asked_in_one_list_and_not_one_by_one(slack):
    crowd = [slack.workspace.add_user(f"person{number}") for number in range(60)]
    with running(slack, Kept(FakeAssistant([NOTE]))) as bot:
        for one in crowd:
            assert (
                bot.hears(slack.events.says(one, slack.workspace.direct(one), "energigruppen")).status == 200
            )
        bot.replies(len(crowd))
    assert len(slack.calls_to("users.info")) < 30
    assert 1 <= len(slack.calls_to("users.list")) <= 2
