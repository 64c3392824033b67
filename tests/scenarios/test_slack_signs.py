"""The first visible sign: from the moment that a message is taken in, and gone when its reply stands there."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.line import Room
from knowledge.models import Question
from tests.bot.fakes import FakeAssistant, Note, now
from tests.scenarios.slack_side import Bot, Kept, board_and_member, posts, running
from tests.standins.slack import Channel, Payload, SlackStandIn, User

QUESTION = "Når møtes energigruppen?"


class Busy:
    """An assistant that is held up at its first question, until it is let go."""

    def __init__(self) -> None:
        self.began, self.free = threading.Event(), threading.Event()
        self.assistant = FakeAssistant([Note("Energigruppen møtes på tirsdag.")], before=self._wait)

    def _wait(self, question: Question) -> None:
        self.began.set()
        assert self.free.wait(20)


@contextmanager
def one_at_a_time(slack: SlackStandIn, kept: Kept, waiting: int = 1_000) -> Iterator[Bot]:
    with running(slack, kept, room=Room(waiting, hands=1)) as bot:
        yield bot


@pytest.fixture
def busy() -> Iterator[Busy]:
    busy = Busy()
    yield busy
    busy.free.set()


@pytest.fixture
def kari(slack: SlackStandIn) -> User:
    return board_and_member(slack)[1]


@pytest.fixture
def channel(slack: SlackStandIn, kari: User) -> Channel:
    return slack.workspace.add_channel("spørsmål", [kari])


def mentioned(bot: Bot, kari: User, channel: Channel, text: str = QUESTION) -> Payload:
    event = bot.slack.events.mentions(kari, channel, text)
    assert bot.hears(event).status == 200
    return event["event"]


def written(bot: Bot, kari: User, text: str = QUESTION, thread_ts: str | None = None) -> Payload:
    event = bot.slack.events.says(kari, bot.slack.workspace.direct(kari), text, thread_ts)
    assert bot.hears(event).status == 200
    return event["event"]


def seen(slack: SlackStandIn, event: Payload) -> Callable[[], bool]:
    """Whether 👀 was put at the message."""
    return lambda: any(
        call.response and call.arguments["timestamp"] == event["ts"]
        for call in slack.calls_to("reactions.add")
    )


def statuses(slack: SlackStandIn, event: Payload) -> list[str]:
    calls = slack.calls_to("assistant.threads.setStatus")
    root = event.get("thread_ts", event["ts"])
    return [call.arguments["status"] for call in calls if call.arguments["thread_ts"] == root]


def reactions(slack: SlackStandIn, channel: Channel) -> list[Payload]:
    return [one for message in slack.messages_in(channel.id) for one in message.get("reactions", [])]


def test_a_question_that_waits_for_its_turn_has_its_sign_already(slack, busy, kari, channel):
    with one_at_a_time(slack, Kept(busy.assistant)) as bot:
        mentioned(bot, kari, channel)
        assert busy.began.wait(10)
        in_channel, direct = mentioned(bot, kari, channel), written(bot, kari)
        slack.wait_for(seen(slack, in_channel))
        slack.wait_for(lambda: statuses(slack, direct))
        assert posts(slack) == []
        busy.free.set()
        bot.replies(3)
    assert reactions(slack, channel) == []


def test_thanks_and_what_is_not_put_to_the_assistant_get_no_sign_of_work(slack, busy, kari, channel):
    with one_at_a_time(slack, Kept(busy.assistant)) as bot:
        mentioned(bot, kari, channel)
        assert busy.began.wait(10)
        mentioned(bot, kari, channel, "Tusen takk!")
        bot.hears(slack.events.says(kari, channel, "Når møtes vi?"))
        slack.wait_for(seen(slack, mentioned(bot, kari, channel)))
        busy.free.set()
    eyes = [call for call in slack.calls_to("reactions.add") if call.arguments["name"] == "eyes"]
    assert len(eyes) == 2


def test_a_sign_that_is_slow_comes_before_the_reply_and_not_after_it(slack, kari, channel):
    hold = slack.hold("reactions.add")
    with running(slack) as bot:
        mentioned(bot, kari, channel)
        slack.wait_for(lambda: hold.arrived)
        assert posts(slack) == []
        hold.release()
        bot.replies()
    order = [call.method for call in slack.calls if call.method in _IN_ORDER]
    assert order == ["reactions.add", "chat.postMessage", "reactions.remove"]


_IN_ORDER = {"reactions.add", "chat.postMessage", "reactions.remove"}


def test_a_follow_up_that_waited_has_its_status_again_after_the_reply_before_it(slack, busy, kari):
    with one_at_a_time(slack, Kept(busy.assistant)) as bot:
        first = written(bot, kari)
        assert busy.began.wait(10)
        written(bot, kari, "Og hvor møtes energigruppen?", first["ts"])
        slack.wait_for(lambda: len(statuses(slack, first)) == 2)
        busy.free.set()
        bot.replies(2)
    methods = [
        c.method for c in slack.calls if c.method in {"assistant.threads.setStatus", "chat.postMessage"}
    ]
    assert methods[2:] == ["chat.postMessage", "assistant.threads.setStatus", "chat.postMessage"]


def test_who_is_turned_away_keeps_no_sign(slack, busy, kari, channel):
    with one_at_a_time(slack, Kept(busy.assistant), waiting=1) as bot:
        mentioned(bot, kari, channel)
        assert busy.began.wait(10)
        mentioned(bot, kari, channel)
        [reply] = bot.replies()
        assert "Det er mange som spør" in reply["text"]
        busy.free.set()
        bot.replies(2)
    assert reactions(slack, channel) == []


def test_after_a_refusal_slack_is_not_asked_for_signs_before_it_wants_to_be(slack, kari, channel):
    with running(slack) as bot:
        slack.fail("reactions.add", status=429, retry_after=60)
        for count in (1, 2, 3):
            mentioned(bot, kari, channel)
            bot.replies(count)
    assert len(slack.calls_to("reactions.add")) == 1
    assert slack.calls_to("reactions.remove") == []


def test_who_still_waits_when_slack_allows_signs_again_gets_one_then(slack, busy, kari, channel):
    with one_at_a_time(slack, Kept(busy.assistant)) as bot:
        mentioned(bot, kari, channel)
        assert busy.began.wait(10)
        slack.fail("reactions.add", status=429, retry_after=1)
        waiting = mentioned(bot, kari, channel)
        slack.wait_for(
            lambda: waiting["ts"] in {m["ts"] for m in slack.messages_in(channel.id) if m.get("reactions")}
        )
        busy.free.set()
        bot.replies(2)
    assert reactions(slack, channel) == []


def test_who_answers_does_not_wait_for_signs_to_be_taken_away(slack, kari, channel):
    hold = slack.hold("reactions.remove")
    with one_at_a_time(slack, Kept()) as bot:
        mentioned(bot, kari, channel)
        slack.wait_for(lambda: hold.arrived)
        mentioned(bot, kari, channel)
        assert len(bot.replies(2)) == 2
        hold.release()
    assert reactions(slack, channel) == []


@pytest.mark.parametrize(
    ("killed_at", "later"), [("reactions.remove", timedelta()), ("chat.postMessage", timedelta(hours=13))]
)
def test_a_sign_that_a_killed_run_left_is_taken_away_at_the_next_start(
    slack, kari, channel, killed_at, later
):
    kept, hold = Kept(), slack.hold(killed_at)
    with running(slack, kept) as bot:
        event = mentioned(bot, kari, channel)
        slack.wait_for(lambda: hold.arrived)
        killed = kept.inbox.as_it_is()
        hold.release()
    bot.services.client.reactions_add(channel=channel.id, timestamp=event["ts"], name="eyes")
    with running(slack, replace(kept, inbox=killed, clock=lambda: now() + later)) as again:
        again.services.resume()
    assert reactions(slack, channel) == []
    assert killed.pending() == ()
    assert len(posts(slack)) == 1
