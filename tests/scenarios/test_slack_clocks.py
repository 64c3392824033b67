"""The machine's clock jumps, lines to Slack break and are doubled: each question is answered once, and none is lost."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.incoming import Incoming
from bot.server import SocketMode
from tests.bot.fakes import FakeAssistant, now
from tests.scenarios.slack_side import ENERGY, Kept, board_and_member, posts, running
from tests.scenarios.test_slack_server import serving
from tests.scenarios.test_slack_unasked import answers_in, listened
from tests.standins.slack import SlackStandIn

QUESTION = "Når møtes energigruppen?"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Clock:
    """The wall clock of a machine, which somebody sets."""

    def __init__(self) -> None:
        self.off_by = timedelta()

    def __call__(self) -> datetime:
        return now() + self.off_by


@pytest.mark.parametrize("jump", [-HOUR, HOUR, -DAY, DAY])
def test_a_clock_that_jumps_while_a_question_is_answered_costs_no_answer_and_gives_no_second(
    slack: SlackStandIn, jump: timedelta
):
    clock = Clock()

    def set_it(question: object) -> None:
        clock.off_by += jump

    kept = Kept(assistant=FakeAssistant([ENERGY], before=set_it), clock=clock)
    _, kari, channel = board_and_member(slack)
    event = slack.events.mentions(kari, channel, QUESTION)
    with running(slack, kept) as bot:
        bot.hears(event)
        bot.replies()
    with running(slack, kept) as again:
        again.services.resume()
        again.hears(event, retry=1)
    assert len(posts(slack)) == 1


@pytest.mark.parametrize("jump", [-DAY, -HOUR, HOUR])
def test_what_a_killed_run_left_is_answered_also_when_the_clock_was_set_meanwhile(
    slack: SlackStandIn, jump: timedelta
):
    clock = Clock()
    kept = Kept(clock=clock)
    _, kari, channel = board_and_member(slack)
    message = slack.events.mentions(kari, channel, QUESTION)
    incoming = Incoming.from_body(message, slack.workspace.bot.id)
    assert kept.inbox.take(incoming.event_id, incoming.to_json(), clock())
    clock.off_by = jump
    with running(slack, kept) as bot:
        bot.services.resume()
        assert "tirsdag" in bot.replies()[0]["text"]
    assert len(posts(slack)) == 1


def test_a_follow_up_after_the_clock_was_set_back_still_leans_on_the_question_before(slack: SlackStandIn):
    clock = Clock()
    kept = Kept(clock=clock)
    _, kari, channel = board_and_member(slack)
    first = slack.events.mentions(kari, channel, QUESTION)
    with running(slack, kept) as bot:
        bot.hears(first)
        bot.replies()
        clock.off_by = -DAY
        bot.hears(slack.events.says(kari, channel, "Og hvor?", first["event"]["ts"]))
        assert "Halden" in bot.replies(2)[1]["text"]


def test_a_channel_is_never_answered_more_often_because_the_clock_was_set_back(slack: SlackStandIn):
    coordinator = slack.workspace.add_user("koordinator", "koordinator@example.org")
    clock = Clock()
    kept = Kept(an_hour=2, clock=clock)
    kari, channel = listened(slack, coordinator, kept)
    with running(slack, kept) as bot:
        for _ in range(3):
            bot.hears(slack.events.says(kari, channel, QUESTION))
        bot.settle()
    clock.off_by = -HOUR
    with running(slack, kept) as bot:
        bot.hears(slack.events.says(kari, channel, QUESTION))
        bot.settle()
    assert len(answers_in(slack, channel)) == 2


def test_one_event_that_comes_over_two_lines_is_answered_once(slack: SlackStandIn):
    with running(slack) as bot, serving(bot, SocketMode(slack.app_token)):
        slack.wait_for_connections()
        _, kari, channel = board_and_member(slack)
        event = slack.events.mentions(kari, channel, QUESTION)
        first = slack.send_socket(event)
        slack.sockets.disconnect("refresh_requested")
        slack.wait_for(lambda: [line.number > 1 for line in slack.sockets.alive] == [True])
        again = slack.send_socket(event, retry_attempt=1, retry_reason="timeout")
        acks = [slack.wait_for_ack(envelope) for envelope in (first, again)]
        assert [ack.connection > 1 for ack in acks] == [False, True]
        assert "tirsdag" in bot.replies()[0]["text"]
    assert len(posts(slack)) == 1


def test_a_line_that_slack_renews_while_a_question_is_answered_costs_nothing(slack: SlackStandIn):
    with running(slack) as bot, serving(bot, SocketMode(slack.app_token)):
        slack.wait_for_connections()
        _, kari, channel = board_and_member(slack)
        hold = slack.hold("chat.postMessage")
        slack.wait_for_ack(slack.send_socket(slack.events.mentions(kari, channel, QUESTION)))
        slack.wait_for(lambda: slack.calls_to("chat.postMessage"))
        slack.sockets.disconnect("refresh_requested")
        slack.wait_for(lambda: [line.number > 1 for line in slack.sockets.alive] == [True])
        hold.release()
        bot.replies()
        slack.wait_for_ack(
            slack.send_socket(slack.events.mentions(kari, channel, "Når møtes gruppen igjen?"))
        )
        bot.replies(2)
    assert len(posts(slack)) == 2


def test_what_slack_limits_for_one_method_holds_up_no_other(slack: SlackStandIn):
    """Nobody waits for a look at a channel because signs are refused."""
    slack.fail("reactions.add", status=429, retry_after=30, times=None)
    with running(slack) as bot:
        _, kari, channel = board_and_member(slack)
        bot.hears(slack.events.mentions(kari, channel, QUESTION))
        bot.replies()
    assert len(slack.calls_to("reactions.add")) == 1
    assert len(posts(slack)) == 1
