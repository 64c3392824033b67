"""Shortcuts: a message is answered for the one who chose that, and one question can be asked from anywhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.bot.fakes import now
from tests.scenarios.slack_side import (
    BOARD,
    ENERGY,
    Bot,
    Kept,
    all_text,
    board_and_member,
    running,
    stand_in,
)
from tests.standins.slack import Channel, ManualClock, Payload, SlackStandIn, User, View

QUESTION = "Noen som vet når energigruppen møtes?"


@pytest.fixture
def time() -> ManualClock:
    return ManualClock(now().timestamp())


@pytest.fixture
def slack(time: ManualClock) -> Iterator[SlackStandIn]:
    with stand_in(time) as slack:
        yield slack


def said_in(slack: SlackStandIn, channel: Channel) -> list[Payload]:
    return [message for message in slack.messages_in(channel) if message.get("bot_id")]


def written(slack: SlackStandIn, user: User, channel: Channel, words: str) -> Payload:
    """A message that nobody put to the assistant, as its menu knows it."""
    return slack.workspace.post(user, channel, words) | {"channel": channel.id}


def opened(bot: Bot, user: User) -> View:
    """The form that the shortcut opens."""
    bot.does(bot.slack.interactions.shortcut(user, "ask_klyngebot"))
    return list(bot.slack.workspace.views.values())[-1]


def test_a_message_is_answered_in_private_and_shared_in_its_thread(slack):
    chair, kari, channel = board_and_member(slack)
    message = written(slack, chair, channel, QUESTION)
    with running(slack) as bot:
        bot.does(slack.interactions.message_shortcut(kari, message, "answer_this"))
        private = slack.ephemeral_to(kari)[-1]
        assert ENERGY.text in all_text(private)
        assert said_in(slack, channel) == []
        bot.does(slack.interactions.press(kari, private, "answer.share"))
        [shared] = said_in(slack, channel)
        assert shared["thread_ts"] == message["ts"]
        assert ENERGY.text in all_text(shared)
        assert "spurte" not in shared["text"]


def test_a_message_without_a_question_in_it_is_said_to_have_none(slack):
    chair, kari, channel = board_and_member(slack)
    with running(slack) as bot:
        for words in (":tada:", "takk!", ""):
            message = written(slack, chair, channel, words)
            bot.does(slack.interactions.message_shortcut(kari, message, "answer_this"))
            assert "ikke noe spørsmål" in all_text(slack.ephemeral_to(kari)[-1])
        assert bot.kept.assistant.asked == []


def test_a_message_of_the_boards_room_does_not_lend_its_rights(slack):
    chair, kari, _ = board_and_member(slack)
    room = slack.workspace.add_channel("prosjekt", [chair, kari], kind="private")
    message = written(slack, chair, room, "Hva vedtok styret om budsjettet?")
    with running(slack) as bot:
        bot.does(slack.interactions.message_shortcut(kari, message, "answer_this"))
        assert BOARD.text not in all_text(slack.ephemeral_to(kari)[-1])
        bot.does(slack.interactions.message_shortcut(chair, message, "answer_this"))
        private = slack.ephemeral_to(chair)[-1]
        assert BOARD.text in all_text(private)
        bot.does(slack.interactions.press(chair, private, "answer.share"))
        assert said_in(slack, room) == []


def test_a_question_in_the_form_is_answered_in_the_direct_conversation(slack):
    _, kari, _ = board_and_member(slack)
    with running(slack) as bot:
        view = opened(bot, kari)
        bot.does(slack.interactions.submit(kari, view, {"question": "Når møtes energigruppen?"}))
        [letter] = said_in(slack, slack.workspace.direct(kari))
        assert ENERGY.text in all_text(letter)
        assert "Du spurte: «Når møtes energigruppen?»" in letter["text"]


def test_one_may_ask_on_below_that_answer(slack):
    _, kari, _ = board_and_member(slack)
    direct = slack.workspace.direct(kari)
    with running(slack) as bot:
        bot.does(slack.interactions.submit(kari, opened(bot, kari), {"question": "Hva er energigruppen?"}))
        [letter] = said_in(slack, direct)
        bot.hears(slack.events.says(kari, direct, "og når?", letter["ts"]))
        bot.settle()
        assert bot.kept.assistant.asked[-1].history[0].text == "Hva er energigruppen?"


def test_a_form_that_is_sent_again_is_answered_once_also_after_a_restart(slack):
    _, kari, _ = board_and_member(slack)
    kept = Kept()
    with running(slack, kept) as bot:
        sent = slack.interactions.submit(kari, opened(bot, kari), {"question": "Når møtes energigruppen?"})
        bot.does(sent)
        bot.does(sent)
    with running(slack, kept) as again:
        again.services.resume()
        again.does(sent)
    assert len(said_in(slack, slack.workspace.direct(kari))) == 1


def test_a_form_that_was_sent_before_a_restart_is_answered_after_it(slack):
    _, kari, _ = board_and_member(slack)
    kept = Kept()
    with running(slack, kept) as bot:
        view = opened(bot, kari)
        bot.services.counter.close()
        bot.hears(slack.interactions.submit(kari, view, {"question": "Når møtes energigruppen?"}))
    with running(slack, kept) as again:
        again.services.resume()
        assert again.services.counter.settle(20)
    assert ENERGY.text in all_text(said_in(slack, slack.workspace.direct(kari))[0])


def test_what_nobody_knows_can_be_passed_on_from_there_too(slack):
    coordinator = slack.workspace.add_user("koordinator", "koordinator@example.org")
    _, kari, _ = board_and_member(slack)
    with running(slack) as bot:
        bot.does(slack.interactions.submit(kari, opened(bot, kari), {"question": "How high is Mont Blanc?"}))
        [letter] = said_in(slack, slack.workspace.direct(kari))
        bot.does(slack.interactions.press(kari, letter, "question.coordinator"))
        assert "Mont Blanc" in said_in(slack, slack.workspace.direct(coordinator))[0]["text"]


def test_the_form_speaks_the_language_of_the_person(slack):
    ann = slack.workspace.add_user("ann", locale="en-GB")
    _, kari, _ = board_and_member(slack)
    with running(slack) as bot:
        assert "Your question" in str(opened(bot, ann).payload)
        assert "Spørsmålet ditt" in str(opened(bot, kari).payload)


def test_who_waited_too_long_for_the_form_is_asked_to_write_instead(slack, time):
    _, kari, _ = board_and_member(slack)
    chosen = slack.interactions.shortcut(kari, "ask_klyngebot")
    time.advance(4)
    with running(slack) as bot:
        bot.does(chosen)
        assert "Skriv spørsmålet til meg her" in said_in(slack, slack.workspace.direct(kari))[0]["text"]


def test_where_slack_knows_no_thumbs_the_answer_to_a_form_arrives_all_the_same(slack):
    _, kari, _ = board_and_member(slack)
    slack.fail("chat.postMessage", error="invalid_blocks")
    with running(slack) as bot:
        bot.does(slack.interactions.submit(kari, opened(bot, kari), {"question": "Når møtes energigruppen?"}))
        [reply] = [one for one in slack.messages_in(slack.workspace.direct(kari)) if one.get("bot_id")]
        assert ENERGY.text in all_text(reply)
        assert {block["type"] for block in reply["blocks"]} <= {"section", "context", "actions"}
