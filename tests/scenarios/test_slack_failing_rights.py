"""Where Slack fails to say who reads, or who reads changes between two presses, what is told is what is sure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest

from knowledge.settings import AudienceSection
from tests.bot.exact import TJELD, Exact, answer
from tests.scenarios.slack_side import BOARD, ENERGY, PUBLIC_NOTE, Kept, all_text, rule, running
from tests.standins.slack import Channel, Payload, SlackStandIn, User

ALL = "Fortell om styret, energigruppen og når klyngen ble stiftet"
OF_THE_BOARD = "Hva vedtok styret om budsjettet?"
MANY = tuple(
    replace(TJELD, name=f"Bedrift {n:02} AS", source=f"members.csv#Bedrift {n:02} AS") for n in range(25)
)
# What is sure where a look-up fails: who is in no known group is a member all the same, if Slack says who they are.
SURE = {
    "usergroups.users.list": {"members", "public"},
    "conversations.members": {"public"},
    "conversations.info": {"public"},
    "users.info": {"public"},
}
# A list that tells the same page and another to come, for ever.
ENDLESS = {"ok": True, "members": [], "response_metadata": {"next_cursor": "again"}}


def shown(messages: list[Payload]) -> set[str]:
    seen = "\n".join(map(all_text, messages))
    return {note.audience for note in (ENERGY, BOARD, PUBLIC_NOTE) if note.text in seen}


def said_in(slack: SlackStandIn, channel: Channel) -> list[Payload]:
    return [message for message in slack.messages_in(channel) if message.get("bot_id")]


def board_by_group(slack: SlackStandIn) -> tuple[User, Channel, Kept]:
    """The head of the board, alone in a private channel; who is of the board is a usergroup's matter."""
    chair = slack.workspace.add_user("styreleder")
    room = slack.workspace.add_channel("styrerommet", [chair], kind="private")
    group = slack.workspace.add_usergroup("styret", [chair])
    return chair, room, Kept(audiences=rule(board=AudienceSection(slack_usergroup=group.id)))


def guest_joins(slack: SlackStandIn, channel: Channel) -> None:
    channel.members.append(slack.workspace.add_user("gjest", is_restricted=True).id)


def somebody_of_another_organisation_joins(slack: SlackStandIn, channel: Channel) -> None:
    channel.members.append(slack.workspace.add_user("ekstern", team_id="T999999999", is_stranger=True).id)


def shared_with_another_organisation(slack: SlackStandIn, channel: Channel) -> None:
    channel.is_ext_shared = True


JOINS = [guest_joins, somebody_of_another_organisation_joins, shared_with_another_organisation]
joins = pytest.mark.parametrize("happens", JOINS)


def told_the_room(slack: SlackStandIn) -> set[str]:
    chair, room, kept = board_by_group(slack)
    with running(slack, kept) as bot:
        bot.hears(slack.events.mentions(chair, room, ALL))
        return shown(bot.replies())


@pytest.mark.parametrize("method", SURE)
def test_where_slack_refuses_a_look_up_the_room_is_answered_with_what_is_sure(slack, method: str):
    slack.fail(method, error="ratelimited", times=None)
    assert told_the_room(slack) == SURE[method]


@pytest.mark.parametrize("method", ["usergroups.users.list", "conversations.info"])
def test_where_slack_is_broken_the_room_is_answered_with_what_is_sure(slack, method: str):
    slack.fail(method, status=500, times=None)
    assert told_the_room(slack) == SURE[method]


@pytest.mark.parametrize("method", ["users.info", "conversations.members"])
def test_where_no_answer_comes_the_room_is_answered_with_what_is_sure(slack, method: str):
    slack.drop(method, times=None)
    assert told_the_room(slack) == SURE[method]


def test_a_reply_asks_once_for_what_slack_does_not_say(slack):
    slack.fail("users.info", error="user_not_visible", times=None)
    slack.fail("users.list", error="missing_scope", times=None)
    assert told_the_room(slack) == {"public"}
    asked = Counter(call.arguments["user"] for call in slack.calls_to("users.info"))
    assert set(asked.values()) == {1}, asked
    assert len(slack.calls_to("users.list")) == 1


def test_readers_of_whom_there_is_always_another_page_are_unknown(slack):
    slack.answer("conversations.members", ENDLESS)
    assert told_the_room(slack) == {"public"}


def test_where_the_list_of_everyone_never_ends_the_readers_are_asked_about_singly(slack):
    slack.answer("users.list", ENDLESS)
    assert told_the_room(slack) == {"board", "members", "public"}


def test_where_slack_does_not_say_who_asks_alone_they_read_what_is_public(slack):
    chair, room, kept = board_by_group(slack)
    slack.fail("users.info", error="internal_error", times=None)
    with running(slack, kept) as bot:
        bot.does(slack.interactions.command(chair, room, "/klynge", ALL))
        assert shown(slack.ephemeral_to(chair)) == {"public"}


@joins
def test_what_is_shared_is_what_those_may_know_who_read_at_the_press(slack, happens: Callable):
    chair, room, kept = board_by_group(slack)
    with running(slack, kept) as bot:
        bot.does(slack.interactions.command(chair, room, "/klynge", ALL))
        [private] = slack.ephemeral_to(chair)
        assert shown([private]) == {"board", "members", "public"}
        happens(slack, room)
        bot.does(slack.interactions.press(chair, private, "answer.share"))
        assert shown(said_in(slack, room)) == {"public"}


@joins
def test_the_next_page_is_asked_for_by_those_who_read_at_the_press(slack, happens: Callable):
    chair, room, kept = board_by_group(slack)
    kept.assistant = Exact(answer("members", organisations=MANY))
    with running(slack, kept) as bot:
        bot.hears(slack.events.mentions(chair, room, "Hvilke medlemmer har klyngen?"))
        [first] = bot.replies()
        happens(slack, room)
        bot.does(slack.interactions.press(chair, first, "more"))
    assert [question.asker.audiences for question in kept.assistant.asked] == [
        {"board", "members", "public"},
        {"public"},
    ]


@joins
def test_an_answer_in_private_stays_with_the_one_who_pressed_whoever_joins(slack, happens: Callable):
    chair, _, kept = board_by_group(slack)
    channel = slack.workspace.add_channel("generelt", [chair])
    with running(slack, kept) as bot:
        bot.hears(slack.events.mentions(chair, channel, OF_THE_BOARD))
        bot.settle()
        [offer] = slack.ephemeral_to(chair)
    happens(slack, channel)
    with running(slack, kept) as bot:
        bot.does(slack.interactions.press(chair, offer, "answer.alone"))
    assert BOARD.text in all_text(slack.ephemeral_to(chair)[-1])
    assert "board" not in shown(said_in(slack, channel))


def everybody_leaves_the_group(slack: SlackStandIn) -> None:
    """Started anew, the bot remembers nobody's groups; a running one does so for a minute."""
    next(iter(slack.workspace.usergroups.values())).users.clear()


def test_who_has_left_a_group_since_they_asked_shares_what_is_for_members(slack):
    chair, room, kept = board_by_group(slack)
    with running(slack, kept) as bot:
        bot.does(slack.interactions.command(chair, room, "/klynge", ALL))
        [private] = slack.ephemeral_to(chair)
        assert shown([private]) == {"board", "members", "public"}
    everybody_leaves_the_group(slack)
    with running(slack, kept) as bot:
        bot.does(slack.interactions.press(chair, private, "answer.share"))
    assert shown(said_in(slack, room)) == {"members", "public"}


def test_who_has_left_a_group_since_they_asked_is_not_answered_from_its_papers_in_private(slack):
    chair, _, kept = board_by_group(slack)
    channel = slack.workspace.add_channel("generelt", [chair])
    with running(slack, kept) as bot:
        bot.hears(slack.events.mentions(chair, channel, OF_THE_BOARD))
        bot.settle()
        [offer] = slack.ephemeral_to(chair)
    everybody_leaves_the_group(slack)
    with running(slack, kept) as bot:
        bot.does(slack.interactions.press(chair, offer, "answer.alone"))
    assert len(kept.assistant.asked) == 3
    assert kept.assistant.asked[-1].asker.audiences == {"members", "public"}
    assert "board" not in shown(slack.ephemeral_to(chair))
