"""Cards where a workspace knows them, and the same words where it does not: found out once, and remembered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.bot.exact import RUNA, TJELD, Exact, answer
from tests.scenarios.slack_side import Bot, Kept, running
from tests.standins.slack import Channel, Payload, SlackStandIn, User

ODD = replace(TJELD, name="Odd AS", source="members.csv#Odd AS", place="Halden")
MEMBERS = answer("members", organisations=(TJELD, ODD))


def asked(bot: Bot, kari: User, channel: Channel, count: int = 1) -> Payload:
    bot.hears(bot.slack.events.mentions(kari, channel, "Hvilke medlemmer har klyngen?"))
    return bot.replies(count)[-1]


def kinds(message: Payload) -> list[str]:
    return [block["type"] for block in message["blocks"]]


@pytest.fixture
def kari(slack: SlackStandIn) -> User:
    return slack.workspace.add_user("kari")


@pytest.fixture
def channel(slack: SlackStandIn, kari: User) -> Channel:
    return slack.workspace.add_channel("generelt", [kari])


def test_a_list_of_members_is_shown_as_cards_and_its_text_says_the_same(slack, kari, channel):
    with running(slack, Kept(assistant=Exact(MEMBERS))) as bot:
        reply = asked(bot, kari, channel)
    assert kinds(reply) == ["section", "carousel", "context", "context_actions"]
    cards = reply["blocks"][1]["elements"]
    assert [card["title"]["text"] for card in cards] == ["Tjeld Data AS", "Odd AS"]
    assert "• *Tjeld Data AS* (oppstartsbedrift, Larvik) [1]\n• *Odd AS*" in reply["text"]


def test_a_workspace_without_cards_gets_sections_and_is_not_tried_again(slack, kari, channel):
    slack.workspace.unknown_blocks = {"card", "carousel"}
    with running(slack, Kept(assistant=Exact(MEMBERS))) as bot:
        for count in (1, 2, 3):
            reply = asked(bot, kari, channel, count)
            assert kinds(reply) == ["section", "section", "context", "context_actions"]
            assert "*Odd AS* (oppstartsbedrift, Halden) [2]" in reply["blocks"][1]["text"]["text"]
    errors = [call.response.get("error") for call in slack.calls_to("chat.postMessage")]
    assert errors == ["invalid_blocks", None, None, None]


def test_a_workspace_that_knows_nothing_new_gets_what_every_workspace_shows(slack, kari, channel):
    slack.workspace.unknown_blocks = {"card", "carousel", "context_actions"}
    people = answer("people", persons=(RUNA, replace(RUNA, name="Odd Olsen")))
    with running(slack, Kept(assistant=Exact(people))) as bot:
        reply = asked(bot, kari, channel)
    assert kinds(reply) == ["section", "section", "context"]
    assert "Odd Olsen" in reply["blocks"][1]["text"]["text"]


def test_a_private_answer_to_a_workspace_without_cards_is_sections_too(slack, kari, channel):
    slack.workspace.unknown_blocks = {"carousel"}
    with running(slack, Kept(assistant=Exact(MEMBERS))) as bot:
        bot.does(slack.interactions.command(kari, channel, "/klynge", "ask Hvilke medlemmer har klyngen?"))
        whisper = slack.ephemeral_to(kari)[-1]
    assert "carousel" not in kinds(whisper)
    assert "Odd AS" in str(whisper["blocks"])


def test_what_slack_refuses_for_no_type_of_block_costs_this_message_its_layout_only(slack, kari, channel):
    slack.fail("chat.postMessage", error="invalid_blocks", times=2)
    with running(slack, Kept(assistant=Exact(answer("members", organisations=(TJELD,))))) as bot:
        assert "blocks" not in asked(bot, kari, channel)
        assert kinds(asked(bot, kari, channel, 2))[0] == "section"
