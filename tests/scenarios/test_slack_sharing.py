"""Private first: an answer is shared only on a press, and only what everybody who reads there then may know."""

from __future__ import annotations

import pytest

from tests.scenarios.slack_side import (
    BOARD,
    CHAIR,
    ENERGY,
    PUBLIC_NOTE,
    Bot,
    Kept,
    all_text,
    board_and_member,
    running,
)
from tests.standins.slack import Channel, Payload, SlackStandIn, User

ALL = "Fortell om styret, energigruppen og når klyngen ble stiftet"
COORDINATOR = "koordinator@example.org"
UNKNOWN = "Hvor høyt er Galdhøpiggen?"


def asks(bot: Bot, user: User, channel: Channel, words: str) -> Payload:
    """What the person alone sees for it."""
    bot.does(bot.slack.interactions.command(user, channel, "/klynge", words))
    return bot.slack.ephemeral_to(user)[-1]


def presses(bot: Bot, user: User, message: Payload, action: str) -> None:
    bot.does(bot.slack.interactions.press(user, message, action))


def said_in(slack: SlackStandIn, channel: Channel) -> list[Payload]:
    return [message for message in slack.messages_in(channel) if message.get("bot_id")]


def shown(message: Payload) -> set[str]:
    seen = all_text(message)
    return {note.audience for note in (ENERGY, BOARD, PUBLIC_NOTE) if note.text in seen}


def test_a_shared_answer_stands_in_the_channel_with_the_question_and_who_asked(slack):
    _, kari, channel = board_and_member(slack)
    with running(slack) as bot:
        presses(bot, kari, asks(bot, kari, channel, "Når møtes energigruppen?"), "answer.share")
        [shared] = said_in(slack, channel)
        assert ENERGY.text in all_text(shared)
        assert f"*{kari.real_name}* spurte: «Når møtes energigruppen?»" in shared["text"]
        # The private one has given way to a short word.
        assert all_text(slack.ephemeral_to(kari)[-1]).startswith("Delt.")
        assert len(slack.ephemeral_to(kari)) == 1


def test_board_papers_never_get_into_a_channel_by_sharing(slack):
    chair, _, channel = board_and_member(slack)
    with running(slack) as bot:
        private = asks(bot, chair, channel, ALL)
        assert shown(private) == {"board", "members", "public"}
        presses(bot, chair, private, "answer.share")
        [shared] = said_in(slack, channel)
        assert shown(shared) == {"members", "public"}
        assert BOARD.title not in all_text(shared)


def test_where_the_channel_may_see_nothing_of_it_nothing_is_shared_and_that_is_said_in_private(slack):
    chair, _, channel = board_and_member(slack)
    with running(slack) as bot:
        private = asks(bot, chair, channel, "Hva vedtok styret om budsjettet?")
        assert shown(private) == {"board"}
        presses(bot, chair, private, "answer.share")
        assert said_in(slack, channel) == []
        assert "Jeg har ikke delt noe" in all_text(slack.ephemeral_to(chair)[-1])
        # The answer stays for the one who may see it.
        assert shown(slack.ephemeral_to(chair)[0]) == {"board"}


def test_in_the_boards_own_channel_board_papers_may_be_shared(slack):
    chair, *_ = board_and_member(slack)
    room = slack.workspace.add_channel("styrerommet", [chair], kind="private")
    with running(slack) as bot:
        presses(bot, chair, asks(bot, chair, room, ALL), "answer.share")
        assert shown(said_in(slack, room)[0]) == {"board", "members", "public"}


def test_who_reads_the_channel_is_asked_at_the_press(slack):
    _, kari, channel = board_and_member(slack)
    with running(slack) as bot:
        private = asks(bot, kari, channel, ALL)
        channel.is_ext_shared = True
        presses(bot, kari, private, "answer.share")
        assert shown(said_in(slack, channel)[0]) == {"public"}


def test_what_has_been_withdrawn_since_is_not_shared(slack):
    _, kari, channel = board_and_member(slack)
    with running(slack) as bot:
        private = asks(bot, kari, channel, "Når møtes energigruppen?")
        bot.kept.assistant.notes.clear()
        presses(bot, kari, private, "answer.share")
        assert said_in(slack, channel) == []


def test_pressed_twice_or_sent_again_it_is_shared_once(slack):
    _, kari, channel = board_and_member(slack)
    kept = Kept()
    with running(slack, kept) as bot:
        private = asks(bot, kari, channel, "Når møtes energigruppen?")
        pressed = slack.interactions.press(kari, private, "answer.share")
        again = slack.interactions.press(kari, private, "answer.share")
        for payload in (pressed, pressed, again):
            bot.does(payload)
    with running(slack, kept) as restarted:
        restarted.does(pressed)
    assert len(said_in(slack, channel)) == 1


def test_a_press_before_a_restart_is_carried_out_after_it(slack):
    _, kari, channel = board_and_member(slack)
    kept = Kept()
    with running(slack, kept) as bot:
        private = asks(bot, kari, channel, "Når møtes energigruppen?")
        bot.services.counter.close()
        bot.hears(slack.interactions.press(kari, private, "answer.share"))
    assert said_in(slack, channel) == []
    with running(slack, kept) as restarted:
        restarted.services.resume()
        assert restarted.services.counter.settle(20)
    assert len(said_in(slack, channel)) == 1


def test_others_may_ask_on_below_a_shared_answer_and_judge_it(slack):
    chair, kari, channel = board_and_member(slack)
    with running(slack) as bot:
        presses(bot, kari, asks(bot, kari, channel, "Når møtes energigruppen?"), "answer.share")
        [shared] = said_in(slack, channel)
        assert shared["blocks"][-1]["type"] == "context_actions"
        bot.hears(slack.events.says(chair, channel, "og når ble klyngen stiftet?", shared["ts"]))
        bot.settle()
        answered = said_in(slack, channel)[-1]
        assert answered["thread_ts"] == shared["ts"]
        assert "public" in shown(answered)


def test_where_the_assistant_is_no_member_it_says_so_in_private(slack):
    _, kari, _ = board_and_member(slack)
    elsewhere = slack.workspace.add_channel("uten-oss", [kari], with_bot=False)
    with running(slack) as bot:
        presses(bot, kari, asks(bot, kari, elsewhere, "Når ble klyngen stiftet?"), "answer.share")
        assert said_in(slack, elsewhere) == []
        assert "Inviter meg" in all_text(slack.ephemeral_to(kari)[-1])


def test_alone_with_the_assistant_there_is_nobody_to_share_with(slack):
    _, kari, _ = board_and_member(slack)
    with running(slack) as bot:
        private = asks(bot, kari, slack.workspace.direct(kari), "Når møtes energigruppen?")
        assert ENERGY.text in all_text(private)
        assert "answer.share" not in all_text(private)


def test_a_question_that_is_no_longer_kept_cannot_be_shared_or_passed_on(slack):
    slack.workspace.add_user("koordinator", COORDINATOR)
    _, kari, channel = board_and_member(slack)
    with running(slack) as bot:
        private, open_one = (
            asks(bot, kari, channel, "Når møtes energigruppen?"),
            asks(bot, kari, channel, UNKNOWN),
        )
    with running(slack, Kept()) as bot:
        presses(bot, kari, private, "answer.share")
        assert "for gammelt til å deles" in all_text(slack.ephemeral_to(kari)[-1])
        presses(bot, kari, open_one, "question.coordinator")
        assert "for gammelt til å sendes videre" in all_text(slack.ephemeral_to(kari)[-1])
        assert said_in(slack, channel) == []


def test_a_coordinator_gets_a_question_only_on_a_press_and_reads_who_asks_only_where_they_chose_so(slack):
    coordinator = slack.workspace.add_user("koordinator", COORDINATOR, locale="en-GB")
    _, kari, channel = board_and_member(slack)
    desk = slack.workspace.direct(coordinator)
    with running(slack) as bot:
        private = asks(bot, kari, channel, UNKNOWN)
        assert "answer.share" not in all_text(private)
        assert said_in(slack, desk) == []
        presses(bot, kari, private, "question.coordinator")
        presses(bot, kari, private, "question.coordinator")
        [letter] = said_in(slack, desk)
        assert kari.real_name not in all_text(letter)
        assert kari.id not in all_text(letter)
        assert UNKNOWN in letter["text"]
        assert "Somebody has a question that I could not answer" in letter["text"]
        assert "sendt det videre til koordinatorene, uten navnet ditt" in all_text(
            slack.ephemeral_to(kari)[-1]
        )
        presses(bot, kari, private, "question.named")
        [_, named] = said_in(slack, desk)
        assert kari.real_name in named["text"]
        assert "de skriver til deg" in all_text(slack.ephemeral_to(kari)[-1])
        assert said_in(slack, channel) == []


@pytest.mark.parametrize("place", ["channel", "direct"])
def test_below_every_abstention_a_coordinator_can_be_asked(slack, place):
    coordinator = slack.workspace.add_user("koordinator", COORDINATOR)
    _, kari, channel = board_and_member(slack)
    room = channel if place == "channel" else slack.workspace.direct(kari)
    event = slack.events.mentions if place == "channel" else slack.events.says
    with running(slack) as bot:
        bot.hears(event(kari, room, UNKNOWN))
        [reply] = bot.replies()
        presses(bot, kari, reply, "question.coordinator")
        assert UNKNOWN in said_in(slack, slack.workspace.direct(coordinator))[0]["text"]
        assert "sendt det videre" in all_text(slack.ephemeral_to(kari)[-1])
        # What stands in the thread for everybody stays as it is.
        assert all_text(said_in(slack, room)[0]) == all_text(reply)


def test_where_no_coordinator_is_in_slack_the_person_is_told_whom_to_ask(slack):
    _, kari, channel = board_and_member(slack)
    with running(slack) as bot:
        presses(bot, kari, asks(bot, kari, channel, UNKNOWN), "question.coordinator")
        assert COORDINATOR in all_text(slack.ephemeral_to(kari)[-1])


def test_a_member_of_the_board_who_is_named_in_the_list_only_shares_as_a_guest_what_is_public(slack):
    _, _, channel = board_and_member(slack)
    guest = slack.workspace.add_user("gjest", CHAIR, is_restricted=True)
    channel.members.append(guest.id)
    with running(slack) as bot:
        presses(bot, guest, asks(bot, guest, channel, ALL), "answer.share")
        assert shown(said_in(slack, channel)[0]) == {"public"}


def test_a_press_that_names_the_workspace_of_somebody_from_elsewhere_gives_them_no_rights(slack):
    _, _, channel = board_and_member(slack)
    stranger = slack.workspace.add_user("ekstern", CHAIR, team_id="T999999999")
    channel.members.append(stranger.id)
    with running(slack) as bot:
        private = asks(bot, stranger, channel, ALL)
        pressed = slack.interactions.press(stranger, private, "answer.share")
        # As if nobody else read there, and Slack named the workspace that the person is of.
        channel.members[:] = [slack.workspace.bot.id, stranger.id]
        bot.does({**pressed, "team": {"id": stranger.team_id, "domain": "elsewhere"}})
        assert shown(said_in(slack, channel)[0]) == {"public"}
