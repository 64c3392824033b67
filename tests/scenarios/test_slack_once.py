"""Every message is answered once: re-sent, told of twice, edited, over a restart, or posted with a lost answer."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.scenarios.slack_side import Bot, Kept, board_and_member, posts, running
from tests.standins.slack import SlackStandIn


@pytest.fixture
def bot(slack: SlackStandIn) -> Iterator[Bot]:
    with running(slack) as bot:
        yield bot


def ask(bot: Bot, text: str = "Når møtes energigruppen?") -> dict:
    """A mention by a member, not delivered yet."""
    _, kari, channel = board_and_member(bot.slack)
    return bot.slack.events.mentions(kari, channel, text)


def test_an_event_that_is_sent_again_is_answered_once(bot, slack):
    event = ask(bot)
    assert [bot.hears(event, retry).status for retry in (0, 1, 2)] == [200, 200, 200]
    bot.settle()
    assert len(posts(slack)) == 1


def test_an_event_that_is_sent_again_under_another_time_is_answered_once(bot, slack):
    event = ask(bot)
    bot.hears(event)
    bot.hears({**event, "event": {**event["event"], "ts": "1700000000.000100"}}, retry=1)
    bot.settle()
    assert len(posts(slack)) == 1


def test_an_event_that_is_sent_again_after_a_restart_is_answered_once(slack):
    kept = Kept()
    with running(slack, kept) as bot:
        event = ask(bot)
        bot.hears(event)
        bot.replies()
    with running(slack, kept) as again:
        again.services.resume()
        again.hears(event, retry=3)
    assert len(posts(slack)) == 1


def test_a_message_that_comes_as_two_events_is_answered_once(bot, slack):
    _, kari, channel = board_and_member(slack)
    message = slack.workspace.post(kari, channel, f"<@{slack.workspace.bot.id}> når møtes energigruppen?")
    events = slack.events.all_of(message)
    assert [event["event"]["type"] for event in events] == ["app_mention", "message"]
    for event in events:
        bot.hears(event)
    bot.settle()
    assert len(posts(slack)) == 1


def test_a_mention_in_a_direct_message_is_answered_once(bot, slack):
    _, kari, _ = board_and_member(slack)
    text = f"<@{slack.workspace.bot.id}> når møtes energigruppen?"
    event = slack.events.says(kari, slack.workspace.direct(kari), text)
    mention = slack.events.mention({**event["event"], "channel": event["event"]["channel"]})
    bot.hears(event)
    bot.hears(mention)
    bot.settle()
    assert len(posts(slack)) == 1


def test_an_edit_or_removal_of_a_question_is_not_answered_again(bot, slack):
    _, kari, _ = board_and_member(slack)
    event = slack.events.says(kari, slack.workspace.direct(kari), "Når møtes energigruppen?")
    bot.hears(event)
    bot.replies()
    assert bot.hears(slack.events.edits(event["event"], "Hvor møtes energigruppen?")).status == 200
    assert bot.hears(slack.events.deletes(event["event"])).status == 200
    bot.settle()
    assert len(posts(slack)) == 1


def test_an_edited_mention_that_slack_announces_anew_is_not_answered_again(bot, slack):
    event = ask(bot)
    bot.hears(event)
    bot.replies()
    edited = {**event["event"], "text": event["event"]["text"] + "!", "edited": {"user": "U1", "ts": "1.2"}}
    bot.hears(slack.events.mention(edited))
    bot.settle()
    assert len(posts(slack)) == 1


def test_bots_and_its_own_messages_are_not_answered(bot, slack):
    _, kari, _ = board_and_member(slack)
    direct = slack.workspace.direct(kari)
    bot.hears(slack.events.bot_says(direct, "Når møtes energigruppen?"))
    own = {**ask(bot)["event"], "user": slack.workspace.bot.id}
    bot.hears(slack.events.callback(own))
    bot.hears(slack.events.callback({**own, "user": kari.id, "bot_id": "B777777777"}))
    bot.settle()
    assert posts(slack) == []


def test_what_was_taken_in_before_a_crash_is_answered_after_it(slack):
    kept = Kept()
    hold = slack.hold("chat.postMessage")
    with running(slack, kept) as bot:
        event = ask(bot)
        bot.hears(event)
        slack.wait_for(lambda: hold.arrived)
        crashed = replace(kept, inbox=kept.inbox.as_it_is())
        hold.release()
        bot.replies()
    slack.workspace.messages.remove(event["event"]["channel"], posts(slack)[0].response["ts"])
    with running(slack, crashed) as again:
        again.services.resume()
        assert "tirsdag" in again.replies(2)[1]["text"]
    assert crashed.inbox.pending() == ()


def test_a_crash_between_posting_and_noting_it_does_not_answer_twice(slack):
    kept = Kept()
    hold = slack.hold("reactions.remove")
    with running(slack, kept) as bot:
        bot.hears(ask(bot))
        slack.wait_for(lambda: hold.arrived)
        crashed = replace(kept, inbox=kept.inbox.as_it_is())
        hold.release()
    assert crashed.inbox.pending() != ()
    with running(slack, crashed) as again:
        again.services.resume()
    assert len(posts(slack)) == 1
    assert crashed.inbox.pending() == ()


def test_a_question_of_yesterday_is_not_answered_after_a_restart(slack, caplog):
    kept = Kept()
    with running(slack, kept) as bot:
        event = ask(bot)
        old = {**event["event"], "ts": "1700000000.000100"}
        hold = slack.hold("users.info")
        bot.hears(slack.events.callback(old))
        slack.wait_for(lambda: hold.arrived)
        crashed = replace(kept, inbox=kept.inbox.as_it_is())
        hold.release()
    before = len(posts(slack))
    with running(slack, crashed) as again:
        again.services.resume()
    assert len(posts(slack)) == before
    assert "too old" in caplog.text


def test_a_post_whose_answer_was_lost_is_not_posted_twice(bot, slack):
    slack.drop("chat.postMessage", after_work=True)
    event = ask(bot)
    bot.hears(event)
    bot.settle()
    assert [m for m in slack.messages_in(event["event"]["channel"]) if m.get("bot_id")] == slack.messages_in(
        event["event"]["channel"]
    )[1:]
    assert len(slack.messages_in(event["event"]["channel"])) == 2
