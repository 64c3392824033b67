"""Slack fails, the assistant fails, or there is too much to do: nobody is left without a word."""

import logging
import re
import threading
from collections.abc import Iterator

import pytest

from bot.app import build_app, build_services
from bot.client import patient_client
from bot.line import Room
from knowledge.errors import ConfigurationError
from knowledge.models import Question
from tests.bot.fakes import FakeAssistant, Note
from tests.scenarios.slack_side import (
    Bot,
    Kept,
    all_text,
    board_and_member,
    knowledge_of,
    posts,
    running,
)
from tests.standins.slack import SlackStandIn

SECRET = "Hemmelig spørsmål om energigruppen"


@pytest.fixture
def bot(slack: SlackStandIn) -> Iterator[Bot]:
    with running(slack) as bot:
        yield bot


def ask(bot: Bot, text: str = "Når møtes energigruppen?") -> dict:
    _, kari, channel = board_and_member(bot.slack)
    event = bot.slack.events.mentions(kari, channel, text)
    bot.hears(event)
    return event["event"]


def test_a_rate_limit_is_waited_out(bot, slack):
    slack.fail("chat.postMessage", status=429, retry_after=1)
    ask(bot)
    assert "tirsdag" in bot.replies()[0]["text"]
    limited, taken = posts(slack)
    assert taken.at - limited.at >= 1


def test_a_server_error_is_tried_again(bot, slack):
    slack.fail("chat.postMessage", status=500)
    ask(bot)
    assert "tirsdag" in bot.replies()[0]["text"]
    assert len(posts(slack)) == 2


def test_a_thread_that_cannot_be_read_does_not_keep_the_answer_back(bot, slack):
    slack.fail("chat.postMessage", status=500)
    slack.answer("conversations.replies", {"ok": True})
    ask(bot)
    assert "tirsdag" in bot.replies()[0]["text"]


@pytest.mark.parametrize("error", ["channel_not_found", "not_in_channel", "is_archived"])
def test_where_it_may_not_write_the_person_gets_the_answer_in_private(slack, error, caplog):
    with running(slack) as bot:
        slack.fail("chat.postMessage", error=error)
        event = ask(bot)
        notice, reply = bot.replies(2)
    direct = slack.workspace.direct(slack.workspace.users[event["user"]])
    assert notice["channel"] == reply["channel"] == direct.id
    found = re.search(r"til deg alene\. \(Referanse ([A-Z2-9]{6})\)", notice["text"])
    assert found
    assert "tirsdag" in reply["text"]
    [record] = [r for r in caplog.records if found[1] in r.getMessage()]
    assert error in record.getMessage()


def test_a_reply_that_cannot_be_posted_anywhere_is_in_the_log_and_stays_in_the_inbox(slack, caplog):
    kept = Kept()
    with running(slack, kept) as bot:
        slack.fail("chat.postMessage", error="restricted_action", times=None)
        ask(bot)
    assert "DeliveryFailed" in caplog.text or "ThreadClosed" in caplog.text
    assert "could not be told" in caplog.text
    assert len(kept.inbox.pending()) == 1


def test_a_question_that_was_deleted_meanwhile_gets_no_reply(bot, slack, caplog):
    caplog.set_level(logging.INFO)
    slack.fail("chat.postMessage", error="thread_not_found")
    ask(bot)
    bot.settle()
    assert len(posts(slack)) == 1
    assert "needs no reply" in caplog.text


def test_blocks_that_slack_refuses_cost_the_layout_and_not_the_answer(bot, slack):
    slack.fail("chat.postMessage", error="invalid_blocks", times=2)
    ask(bot)
    [reply] = bot.replies()
    assert "tirsdag" in reply["text"]
    assert "blocks" not in reply


def test_a_failure_gives_the_person_a_reference_and_the_log_the_cause(slack, caplog):
    def fall_over(question: Question) -> None:
        raise RuntimeError(f"cannot handle '{question.text}'")

    with running(slack, Kept(FakeAssistant([], before=fall_over))) as bot:
        event = ask(bot, SECRET)
        [reply] = bot.replies()
    found = re.search(r"referanse ([A-Z2-9]{6})", reply["text"])
    assert found
    assert reply["thread_ts"] == event["ts"]
    assert "RuntimeError" not in all_text(reply)
    assert "koordinator@example.org" in reply["text"]
    [record] = [r for r in caplog.records if r.levelno >= logging.ERROR]
    assert found[1] in record.getMessage()
    assert "RuntimeError" in record.getMessage()
    assert "answer_question.py" in record.getMessage()


def test_what_people_write_stands_in_no_log_above_debug(slack, caplog):
    def fall_over(question: Question) -> None:
        raise RuntimeError(f"cannot handle '{question.text}'")

    caplog.set_level(logging.INFO)
    for assistant in (FakeAssistant([]), FakeAssistant([], before=fall_over)):
        with running(slack, Kept(assistant)) as bot:
            slack.fail("chat.postMessage", status=500)
            ask(bot, SECRET)
    forged = slack.bolt_request(slack.events.says(*_direct(slack), SECRET))
    forged.headers["x-slack-signature"] = ["v0=forged"]
    assert bot.app.dispatch(forged).status == 401
    assert caplog.records
    assert "Hemmelig" not in caplog.text


def test_the_sign_of_work_goes_away_after_a_failure_too(slack):
    def fall_over(question: Question) -> None:
        raise RuntimeError("no")

    with running(slack, Kept(FakeAssistant([], before=fall_over))) as bot:
        ask(bot)
        bot.replies()
    assert len(slack.calls_to("reactions.remove")) == 1


def test_when_there_is_no_room_the_person_is_asked_to_come_back(slack):
    busy, free = threading.Event(), threading.Event()

    def wait(question: Question) -> None:
        busy.set()
        assert free.wait(10)

    kept = Kept(FakeAssistant([Note("Energigruppen møtes på tirsdag.")], before=wait))
    with running(slack, kept, room=Room(waiting=2, hands=1)) as bot:
        ask(bot)
        assert busy.wait(10)
        ask(bot)
        third = ask(bot)
        [reply] = bot.replies()
        free.set()
        assert "Det er mange som spør" in reply["text"]
        assert reply["thread_ts"] == third["ts"]
        assert len(bot.replies(3)) == 3
    assert kept.inbox.pending() == ()


def test_a_message_that_cannot_be_stored_is_not_acknowledged(slack, caplog):
    class FullDisk:
        def line_up(self, event_id, subject, payload, at, line, room):
            raise OSError("disk full")

        def done(self, event_id): ...

        def pending(self):
            return ()

    kept = Kept()
    kept.inbox = FullDisk()
    with running(slack, kept) as bot:
        _, kari, channel = board_and_member(slack)
        assert bot.hears(slack.events.mentions(kari, channel, "Når?")).status == 500
    assert "OSError" in caplog.text


def test_a_token_that_slack_does_not_take_is_one_clear_sentence(slack):
    with running(slack) as bot:
        services = build_services(
            knowledge_of(bot.kept), patient_client("xoxb-wrong", slack.base_url), "secret"
        )
    with pytest.raises(ConfigurationError, match=r"SLACK_BOT_TOKEN .*invalid_auth"):
        build_app(services)
    services.close()


def _direct(slack: SlackStandIn):
    kari = slack.workspace.add_user("kari2")
    return kari, slack.workspace.direct(kari)
