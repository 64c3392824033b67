"""How often Slack is asked to show a growing answer, by a clock of our own."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

import pytest

from bot.client import patient_client
from bot.growth import Growth
from bot.incoming import Incoming
from bot.openness import Openness
from knowledge.outcomes import Draft
from tests.scenarios.slack_side import posts, stand_in
from tests.standins.slack import SlackStandIn

WORDS = "Det er slik [1]."


@dataclass
class Clock:
    now: float = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def slack() -> Generator[SlackStandIn]:
    with stand_in() as slack:
        yield slack


def growing(slack: SlackStandIn, openness: Openness) -> Growth:
    """In answer to a new question."""
    kari = next(iter(u for u in slack.workspace.users.values() if u.name == "kari"), None)
    kari = kari or slack.workspace.add_user("kari")
    event = slack.events.says(kari, slack.workspace.direct(kari), "Hvordan er det?")
    client = patient_client(slack.bot_token, slack.base_url)
    return Growth(client, openness, Incoming.from_body(event, slack.workspace.bot.id))


def test_a_message_is_edited_at_most_every_second(slack):
    slack.fail("chat.startStream", error="unknown_method", times=None)
    clock = Clock()
    growth = growing(slack, Openness(clock))
    for count in range(1, 31):
        growth.show(Draft(WORDS * count))
        clock.now += 0.2
    assert len(posts(slack)) == 1
    assert 4 <= len(slack.calls_to("chat.update")) <= 5


@pytest.mark.parametrize("method", ["chat.startStream", "chat.appendStream"])
def test_after_a_rate_limit_streams_rest_for_as_long_as_slack_says(slack, method):
    slack.fail(method, status=429, retry_after=30)
    clock = Clock()
    openness = Openness(clock)
    first = growing(slack, openness)
    first.show(Draft(WORDS))
    first.show(Draft(WORDS * 2))
    before = len(slack.calls_to("chat.startStream"))
    clock.now += 29
    rests = growing(slack, openness)
    rests.show(Draft(WORDS))
    assert len(slack.calls_to("chat.startStream")) == before
    assert slack.calls_to("chat.update") == []
    clock.now += 2
    growing(slack, openness).show(Draft(WORDS))
    assert len(slack.calls_to("chat.startStream")) == before + 1


@pytest.mark.parametrize("error", ["unknown_method", "team_access_not_granted"])
def test_a_workspace_that_refuses_streams_is_asked_again_after_an_hour(slack, error):
    slack.fail("chat.startStream", error=error, times=None)
    clock = Clock()
    openness = Openness(clock)
    for wait in (1, 3_590, 20):
        growing(slack, openness).show(Draft(WORDS))
        clock.now += wait
    assert len(slack.calls_to("chat.startStream")) == 1
    growing(slack, openness).show(Draft(WORDS))
    assert len(slack.calls_to("chat.startStream")) == 2


def test_a_kind_of_conversation_that_takes_no_streams_says_nothing_of_others(slack):
    slack.fail("chat.startStream", error="channel_type_not_supported")
    openness = Openness()
    growing(slack, openness).show(Draft(WORDS))
    growing(slack, openness).show(Draft(WORDS))
    assert len(slack.calls_to("chat.startStream")) == 2


def test_while_streams_rest_nothing_is_posted_to_be_edited(slack):
    """Each such message would cost further calls, and its end one of the twenty streams a minute that may be ended."""
    slack.fail("chat.startStream", status=429, retry_after=30)
    clock = Clock()
    openness = Openness(clock)
    growing(slack, openness).show(Draft(WORDS))
    growing(slack, openness).show(Draft(WORDS))
    assert len(slack.calls_to("chat.startStream")) == 1
    assert posts(slack) == []
    clock.now += 31
    later = growing(slack, openness)
    later.show(Draft(WORDS))
    assert len(slack.calls_to("chat.startStream")) == 2
    assert later.unfinished is not None
    assert not later.unfinished.is_edited
