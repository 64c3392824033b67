"""Slack fails once in a call that a growing answer takes, in each way it can: it stands there once, whole and ended."""

from __future__ import annotations

import pytest

from tests.faults.ways import PATIENCE, WAYS, each
from tests.scenarios.slack_side import Kept, all_text, running
from tests.scenarios.test_slack_streaming import DUE, FEE, WHOLE, Scripted, asked, draft, marked, said
from tests.standins.slack import SlackStandIn


@pytest.mark.parametrize(
    ("method", "way"), each(("chat.startStream", "chat.appendStream", "chat.stopStream"))
)
def test_a_stream_of_which_a_call_fails_once_ends_as_one_whole_answer(
    slack: SlackStandIn, method: str, way: str
):
    kari = slack.workspace.add_user("kari")
    kept = Kept(assistant=Scripted([draft(FEE), draft(FEE, DUE), WHOLE]))
    with running(slack, kept, patience=PATIENCE) as bot:
        WAYS[way](slack, method)
        event = asked(bot, kari)
        bot.settle()
    [message] = said(slack, event)
    assert message["text"].count("11 250 kroner") == message["text"].count("Den forfaller") == 1
    assert "Medlemskontingent 2026" in all_text(message)
    assert marked(message) == (1, 1)
    assert "streaming" not in {stream.state for stream in slack.workspace.messages.streams.values()}
    assert kept.inbox.pending() == ()
