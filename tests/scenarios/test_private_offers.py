"""Better in private: who may read more than all in a channel is told so, and nobody else hears of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.bot.fakes import FakeAssistant
from tests.scenarios.slack_side import (
    BOARD,
    ENERGY,
    PUBLIC_NOTE,
    Bot,
    Kept,
    all_text,
    board_and_member,
    running,
)
from tests.standins.slack import Channel, Payload, SlackStandIn, User

OF_THE_BOARD = "Hva vedtok styret om budsjettet?"
OF_BOTH = "Fortell om styret og energigruppen"


def asks(bot: Bot, user: User, channel: Channel, words: str) -> list[Payload]:
    """What they alone see for it, once all is done."""
    bot.hears(bot.slack.events.mentions(user, channel, words))
    bot.settle()
    return bot.slack.ephemeral_to(user)


def in_channel(slack: SlackStandIn, channel: Channel) -> str:
    return "\n".join(all_text(one) for one in slack.messages_in(channel) if one.get("bot_id"))


def with_a_paper() -> Kept:
    """What the board knows stands in a document of its own."""
    return Kept(FakeAssistant([ENERGY, replace(BOARD, source="board/protokoll.md"), PUBLIC_NOTE]))


def test_who_may_know_more_is_told_so_alone_and_the_channel_reads_what_it_would_read_anyway(slack):
    chair, kari, channel = board_and_member(slack)
    other = slack.workspace.add_channel("annet", [chair, kari])
    with running(slack) as bot:
        bot.hears(slack.events.mentions(kari, other, OF_THE_BOARD))
        [offer] = asks(bot, chair, channel, OF_THE_BOARD)
    assert "Svar meg privat" in all_text(offer)
    assert slack.ephemeral_to(kari) == []
    here, there = (slack.messages_in(one)[-1] for one in (channel, other))
    assert here["text"] == there["text"]
    for said in (in_channel(slack, channel), all_text(offer)):
        assert BOARD.text not in said
        assert BOARD.title not in said
    assert "privat" not in in_channel(slack, channel)


def test_the_button_answers_for_the_eyes_of_the_asker(slack):
    chair, _, channel = board_and_member(slack)
    kept = Kept()
    with running(slack, kept) as bot:
        [offer] = asks(bot, chair, channel, OF_THE_BOARD)
    with running(slack, kept) as bot:
        bot.does(slack.interactions.press(chair, offer, "answer.alone"))
    assert BOARD.text in all_text(slack.ephemeral_to(chair)[-1])
    assert BOARD.text not in in_channel(slack, channel)


def test_who_presses_is_answered_by_the_rights_that_they_have_then(slack):
    chair, _, channel = board_and_member(slack)
    kept = Kept()
    with running(slack, kept) as bot:
        [offer] = asks(bot, chair, channel, OF_THE_BOARD)
    chair.is_restricted = True
    with running(slack, kept) as bot:
        bot.does(slack.interactions.press(chair, offer, "answer.alone"))
    assert BOARD.text not in "".join(map(all_text, slack.ephemeral_to(chair)))


def test_an_answer_from_less_than_the_asker_may_read_is_followed_by_an_offer(slack):
    chair, _, channel = board_and_member(slack)
    with running(slack, with_a_paper()) as bot:
        assert len(asks(bot, chair, channel, OF_BOTH)) == 1
    assert ENERGY.text in in_channel(slack, channel)
    assert BOARD.title not in in_channel(slack, channel)


@pytest.mark.parametrize("words", ["Når møtes energigruppen?", "Hvor høyt er Galdhøpiggen?"])
def test_nothing_is_offered_where_there_is_nothing_more(slack, words: str):
    chair, _, channel = board_and_member(slack)
    with running(slack, with_a_paper()) as bot:
        assert asks(bot, chair, channel, words) == []


def test_nothing_is_offered_to_who_may_read_no_more_than_the_others(slack):
    _, kari, channel = board_and_member(slack)
    kept = Kept()
    with running(slack, kept) as bot:
        assert asks(bot, kari, channel, OF_THE_BOARD) == []
    assert len(kept.assistant.asked) == 1


def test_where_a_guest_reads_along_a_member_is_offered_what_members_know(slack):
    _, kari, channel = board_and_member(slack)
    channel.members.append(slack.workspace.add_user("gjest", is_restricted=True).id)
    with running(slack) as bot:
        [offer] = asks(bot, kari, channel, "When does the energigruppen meet, and where?")
    assert "Answer me in private" in all_text(offer)
    assert ENERGY.text not in in_channel(slack, channel)


def test_nobody_hears_of_an_offer_that_could_not_be_made(slack):
    chair, _, channel = board_and_member(slack)

    def breaks(question: object) -> None:
        if len(kept.assistant.asked) > 1:
            raise RuntimeError("broken")

    kept = Kept()
    kept.assistant.before = breaks
    with running(slack, kept) as bot:
        assert asks(bot, chair, channel, OF_THE_BOARD) == []
    assert len([one for one in slack.messages_in(channel) if one.get("bot_id")]) == 1
    assert slack.messages_in(slack.workspace.direct(chair)) == []
