"""Thumbs below an answer: one press is enough, and who holds theirs down is asked why."""

from __future__ import annotations

import pytest

from knowledge.records.questions import Judged
from tests.scenarios.slack_side import ENERGY, Bot, Kept, all_text, running
from tests.standins.slack import Channel, Payload, SlackStandIn, User


@pytest.fixture
def kari(slack: SlackStandIn) -> User:
    return slack.workspace.add_user("kari")


@pytest.fixture
def channel(slack: SlackStandIn, kari: User) -> Channel:
    return slack.workspace.add_channel("generelt", [kari])


def answered(bot: Bot, user: User, channel: Channel, words: str = "Når møtes energigruppen?") -> Payload:
    bot.hears(bot.slack.events.mentions(user, channel, words))
    return bot.replies()[-1]


def presses(bot: Bot, user: User, message: Payload, action: str, value: str | None = None) -> None:
    bot.hears(bot.slack.interactions.press(user, message, action, value))
    assert bot.services.counter.settle(10)


def thumbs(message: Payload) -> Payload:
    return message["blocks"][-1]["elements"][0]


def test_a_thumb_up_is_thanked_for_in_private_and_counted(slack, kari, channel):
    with running(slack) as bot:
        reply = answered(bot, kari, channel)
        presses(bot, kari, reply, "feedback", thumbs(reply)["positive_button"]["value"])
        assert "uten navnet ditt" in all_text(slack.ephemeral_to(kari)[-1])
        assert bot.kept.questions.judged(_id(reply)) == Judged(1, 0)


def test_a_thumb_down_asks_why_in_one_press(slack, kari, channel):
    with running(slack) as bot:
        reply = answered(bot, kari, channel)
        presses(bot, kari, reply, "feedback", thumbs(reply)["negative_button"]["value"])
        asked = slack.ephemeral_to(kari)[-1]
        assert "Hva er galt?" in all_text(asked)
        presses(bot, kari, asked, "feedback.why.1")
        assert bot.kept.questions.judged(_id(reply)) == Judged(0, 1, (("old", 1),))
        assert len([one for one in slack.messages_in(channel) if one.get("bot_id")]) == 1


def test_what_nobody_could_answer_is_not_judged(slack, kari, channel):
    with running(slack) as bot:
        reply = answered(bot, kari, channel, "Hvor høyt er Galdhøpiggen?")
        assert {block["type"] for block in reply["blocks"]} <= {"section", "context", "actions"}


def test_an_answer_that_is_no_longer_kept_cannot_be_judged(slack, kari, channel):
    with running(slack) as bot:
        reply = answered(bot, kari, channel)
    with running(slack, Kept(bot.kept.assistant)) as bot:
        presses(bot, kari, reply, "feedback", thumbs(reply)["positive_button"]["value"])
        assert "for gammelt" in all_text(slack.ephemeral_to(kari)[-1])


def test_where_slack_knows_no_thumbs_the_answer_keeps_its_layout(slack, kari, channel):
    slack.fail("chat.postMessage", error="invalid_blocks")
    with running(slack) as bot:
        reply = answered(bot, kari, channel)
        assert ENERGY.text in reply["text"]
        assert reply["blocks"]
        assert {block["type"] for block in reply["blocks"]} <= {"section", "context"}


def _id(reply: Payload) -> str:
    return str(thumbs(reply)["positive_button"]["value"].partition(":")[2])
