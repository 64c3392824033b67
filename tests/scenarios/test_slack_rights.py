"""A reply holds only what everyone who can read it may know. When in doubt, only what is public."""

from collections.abc import Iterator

import pytest

from knowledge.settings import AudienceSection
from tests.bot.fakes import FakeAssistant, Note
from tests.scenarios.slack_side import (
    BOARD,
    CHAIR,
    ENERGY,
    PUBLIC_NOTE,
    Bot,
    Kept,
    all_text,
    board_and_member,
    rule,
    running,
)
from tests.standins.slack import SlackStandIn

ALL = "Fortell om styret, energigruppen og når klyngen ble stiftet"


@pytest.fixture
def bot(slack: SlackStandIn) -> Iterator[Bot]:
    with running(slack) as bot:
        yield bot


def shown(bot: Bot, count: int = 1) -> set[str]:
    """Which of the three notes the latest reply shows."""
    seen = all_text(bot.replies(count)[-1])
    return {
        note.audience
        for note in (ENERGY, BOARD, PUBLIC_NOTE)
        if note.text in seen or note.title + "|" in seen
    }


def test_the_board_reads_its_papers_in_a_direct_message_and_a_member_does_not(bot, slack):
    chair, kari, _ = board_and_member(slack)
    bot.hears(slack.events.says(chair, slack.workspace.direct(chair), ALL))
    assert shown(bot) == {"board", "members", "public"}
    bot.hears(slack.events.says(kari, slack.workspace.direct(kari), ALL))
    assert shown(bot, 2) == {"members", "public"}


def test_in_a_channel_the_board_gets_what_members_may_read(bot, slack):
    chair, _, channel = board_and_member(slack)
    bot.hears(slack.events.mentions(chair, channel, ALL))
    assert shown(bot) == {"members", "public"}


def test_a_private_channel_of_the_board_shows_board_papers(bot, slack):
    chair, *_ = board_and_member(slack)
    room = slack.workspace.add_channel("styrerommet", [chair], kind="private")
    bot.hears(slack.events.mentions(chair, room, ALL))
    assert shown(bot) == {"board", "members", "public"}


def test_one_member_in_a_private_channel_is_enough_to_hide_board_papers(bot, slack):
    chair, kari, _ = board_and_member(slack)
    room = slack.workspace.add_channel("prosjekt", [chair, kari], kind="private")
    bot.hears(slack.events.mentions(chair, room, ALL))
    assert shown(bot) == {"members", "public"}


def test_a_group_conversation_shows_what_all_in_it_share(bot, slack):
    chair, kari, _ = board_and_member(slack)
    bot.hears(slack.events.mentions(chair, slack.workspace.direct(chair, kari), ALL))
    assert shown(bot) == {"members", "public"}


@pytest.mark.parametrize(
    "guest", [{"is_restricted": True}, {"is_ultra_restricted": True}, {"is_stranger": True}]
)
def test_guests_and_strangers_read_what_is_public_even_when_a_list_names_them(slack, guest):
    with running(slack) as bot:
        person = slack.workspace.add_user("gjest", CHAIR, **guest)
        bot.hears(slack.events.says(person, slack.workspace.direct(person), ALL))
        assert shown(bot) == {"public"}


def test_somebody_of_another_workspace_reads_what_is_public(bot, slack):
    person = slack.workspace.add_user("ekstern", CHAIR, team_id="T999999999")
    bot.hears(slack.events.says(person, slack.workspace.direct(person), ALL))
    assert shown(bot) == {"public"}


def test_a_guest_in_a_channel_makes_its_answers_public_ones(bot, slack):
    _, kari, channel = board_and_member(slack)
    guest = slack.workspace.add_user("gjest", is_restricted=True)
    channel.members.append(guest.id)
    bot.hears(slack.events.mentions(kari, channel, ALL))
    assert shown(bot) == {"public"}


def test_a_channel_shared_with_another_organisation_gets_public_answers(bot, slack):
    _, kari, channel = board_and_member(slack)
    channel.is_ext_shared = True
    bot.hears(slack.events.mentions(kari, channel, ALL))
    assert shown(bot) == {"public"}


def test_a_channel_that_was_shared_a_moment_ago_gets_public_answers(bot, slack):
    _, kari, channel = board_and_member(slack)
    bot.hears(slack.events.mentions(kari, channel, ALL))
    assert shown(bot) == {"members", "public"}
    channel.is_ext_shared = True
    bot.hears(slack.events.mentions(kari, channel, ALL))
    assert shown(bot, 2) == {"public"}


@pytest.mark.parametrize("method", ["conversations.info", "conversations.members", "users.info"])
@pytest.mark.parametrize("failure", ["refused", "odd"])
def test_a_look_up_that_fails_shows_only_what_is_public(slack, method, failure):
    with running(slack) as bot:
        chair, _, channel = board_and_member(slack)
        if failure == "odd":
            slack.answer(method, {"ok": True})
        else:
            slack.fail(method, error="internal_error", times=None)
        bot.hears(slack.events.mentions(chair, channel, ALL))
        assert shown(bot) == {"public"}


def test_somebody_of_whom_slack_tells_nothing_reads_what_is_public(bot, slack):
    chair, *_ = board_and_member(slack)
    slack.answer("users.info", {"ok": True, "user": {}})
    bot.hears(slack.events.says(chair, slack.workspace.direct(chair), ALL))
    assert shown(bot) == {"public"}


def test_where_the_list_of_everyone_fails_each_reader_is_asked_about(slack):
    with running(slack) as bot:
        _, kari, channel = board_and_member(slack)
        slack.fail("users.list", error="unknown_method", times=None)
        bot.hears(slack.events.mentions(kari, channel, ALL))
        assert shown(bot) == {"members", "public"}
        channel.members.append(slack.workspace.add_user("gjest", is_restricted=True).id)
        bot.hears(slack.events.mentions(kari, channel, ALL))
        assert shown(bot, 2) == {"public"}


def test_a_channel_with_more_readers_than_can_be_asked_about_gets_public_answers(slack):
    with running(slack) as bot:
        _, kari, channel = board_and_member(slack)
        channel.members += [slack.workspace.add_user(f"medlem{number}").id for number in range(60)]
        slack.fail("users.list", error="unknown_method", times=None)
        bot.hears(slack.events.mentions(kari, channel, ALL))
        assert shown(bot) == {"public"}
        assert len(slack.calls_to("users.info")) < 60


def test_the_assistant_itself_is_no_reader(bot, slack):
    _, kari, channel = board_and_member(slack)
    del slack.workspace.users[slack.workspace.bot.id]
    bot.hears(slack.events.mentions(kari, channel, ALL))
    assert shown(bot) == {"members", "public"}


def test_a_channel_of_which_slack_does_not_say_that_it_is_private_counts_as_open(bot, slack):
    chair, *_ = board_and_member(slack)
    room = slack.workspace.add_channel("styrerommet", [chair], kind="private")
    slack.answer("conversations.info", {"ok": True, "channel": {"id": room.id}})
    bot.hears(slack.events.mentions(chair, room, ALL))
    assert shown(bot) == {"members", "public"}


def test_who_joined_a_private_channel_a_moment_ago_reads_no_board_papers(bot, slack):
    chair, kari, _ = board_and_member(slack)
    room = slack.workspace.add_channel("styrerommet", [chair], kind="private")
    root = slack.events.mentions(chair, room, ALL)
    bot.hears(root)
    assert shown(bot) == {"board", "members", "public"}
    room.members.append(kari.id)
    bot.hears(slack.events.says(chair, room, ALL, root["event"]["ts"]))
    assert shown(bot, 2) == {"members", "public"}
    assert "budsjettet" not in str(bot.kept.assistant.asked[1].history)


def test_audiences_follow_user_groups_and_channels_of_slack(slack):
    chair, kari, _ = board_and_member(slack)
    ola = slack.workspace.add_user("ola")
    group = slack.workspace.add_usergroup("styret", [chair])
    room = slack.workspace.add_channel("utvalget", [kari], kind="private")
    named = rule(
        board=AudienceSection(slack_usergroup=group.id), committee=AudienceSection(slack_channel=room.id)
    )
    committee = Note("Utvalget møtes i april.", "committee", "Utvalget")
    kept = Kept(FakeAssistant([BOARD, committee]), audiences=named)
    with running(slack, kept) as bot:
        expected = ((chair, BOARD.text), (kari, committee.text), (ola, "fant jeg ikke svar"))
        for count, (person, sees) in enumerate(expected, 1):
            bot.hears(
                slack.events.says(person, slack.workspace.direct(person), "Fortell om styret og utvalget")
            )
            assert sees in bot.replies(count)[-1]["text"]
    assert [sorted(question.asker.audiences) for question in kept.assistant.asked] == [
        ["board", "members", "public"],
        ["committee", "members", "public"],
        ["members", "public"],
    ]


def test_what_was_said_to_the_board_is_not_context_once_a_member_joins(slack):
    kept = Kept()
    chair, kari, _ = board_and_member(slack)
    room = slack.workspace.add_channel("styrerommet", [chair], kind="private")
    root = slack.events.mentions(chair, room, "Hva vedtok styret?")
    with running(slack, kept) as bot:
        bot.hears(root)
        assert shown(bot) == {"board"}
    room.members.append(kari.id)
    with running(slack, kept) as bot:
        bot.hears(slack.events.says(kari, room, "og hva mer?", root["event"]["ts"]))
        assert shown(bot, 2) == set()
    assert kept.assistant.asked[1].history == ()
