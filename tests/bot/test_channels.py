"""Channels are looked up by name once, and one that is not there once a minute."""

from __future__ import annotations

from slack_sdk import WebClient

from bot.channels import Channels
from tests.standins.slack import SlackStandIn


def test_a_channel_is_looked_up_once_and_a_missing_one_once_a_minute():
    seconds = [0.0]
    with SlackStandIn() as slack:
        channels = Channels(WebClient(slack.bot_token, base_url=slack.base_url), lambda: seconds[0])
        assert [channels.named("#kunnskap") for _ in range(3)] == [""] * 3
        assert len(slack.calls_to("conversations.list")) == 1
        made = slack.workspace.add_channel("kunnskap")
        seconds[0] = 61.0
        assert [channels.named("#kunnskap") for _ in range(3)] == [made.id] * 3
        assert len(slack.calls_to("conversations.list")) == 2
        assert channels.named("C012AB") == "C012AB"
