"""Slack fails once in a call that an answer takes, in each way it can: the question is answered once all the same."""

from __future__ import annotations

import pytest

from tests.faults.ways import PATIENCE, WAYS, each
from tests.scenarios.slack_side import Kept, board_and_member, running
from tests.standins.slack import SlackStandIn

METHODS = (
    "users.info",
    "conversations.info",
    "conversations.members",
    "reactions.add",
    "reactions.remove",
    "chat.postMessage",
)


@pytest.mark.parametrize(("method", "way"), each(METHODS))
def test_a_call_that_fails_once_keeps_no_answer_back_and_brings_no_second(
    slack: SlackStandIn, method: str, way: str
):
    kept = Kept()
    with running(slack, kept, patience=PATIENCE) as bot:
        _, kari, channel = board_and_member(slack)
        WAYS[way](slack, method)
        bot.hears(slack.events.mentions(kari, channel, "Når møtes energigruppen?"))
        bot.settle()
    [reply] = [one for one in slack.messages_in(channel) if one.get("bot_id")]
    assert "tirsdag" in reply["text"]
    assert slack.calls_to(method)
    assert kept.inbox.pending() == ()
