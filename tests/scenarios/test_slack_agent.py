"""Slack's agent view: who opens the conversation is greeted once and offered what fits them; and the end of the app."""

from __future__ import annotations

from collections.abc import Generator

import pytest

from bot.client import patient_client
from bot.layouts import Layouts
from bot.openness import Openness
from bot.post import Post
from bot.replies.message import message_of
from tests.scenarios.slack_side import Bot, Kept, posts, running
from tests.standins.slack import Channel, Payload, SlackStandIn, User

COORDINATOR = "koordinator@example.org"


@pytest.fixture
def bot(slack: SlackStandIn) -> Generator[Bot]:
    with running(slack) as bot:
        yield bot


def opens(bot: Bot, user: User, *viewing: Channel) -> None:
    bot.hears(bot.slack.events.opens_home(user, tab="messages", viewing=viewing))
    assert bot.services.agent.reception.settle(10)


def prompts(slack: SlackStandIn, user: User) -> list[str]:
    shown = slack.workspace.prompts.get(slack.workspace.direct(user).id, {"prompts": []})
    return [prompt["message"] for prompt in shown["prompts"]]


def greetings(slack: SlackStandIn, user: User) -> list[Payload]:
    return [m for m in slack.messages_in(slack.workspace.direct(user)) if m.get("bot_id")]


def test_who_opens_the_conversation_for_the_first_time_is_greeted_and_offered_four_questions(bot, slack):
    kari = slack.workspace.add_user("kari")
    opens(bot, kari)
    [greeting] = greetings(slack, kari)
    assert greeting["text"].startswith("Hei! Jeg svarer på spørsmål ut fra dokumentene til Eksempelklyngen")
    assert "thread_ts" not in greeting
    assert prompts(slack, kari)[0] == "Hva gjør klyngen, og hva får medlemmene?"
    assert len(prompts(slack, kari)) == 4
    assert "thread_ts" not in slack.calls_to("assistant.threads.setSuggestedPrompts")[0].arguments


def test_nobody_is_greeted_twice_not_even_after_a_restart(slack):
    kept, kari = Kept(), slack.workspace.add_user("kari")
    for _ in range(2):
        with running(slack, kept) as bot:
            opens(bot, kari)
            opens(bot, kari)
            bot.services.resume()
    assert len(greetings(slack, kari)) == 1
    assert prompts(slack, kari)[0] == "Når er neste arrangement, og hvor?"


def test_who_was_welcomed_into_the_workspace_is_not_greeted_as_well(bot, slack):
    kari = slack.workspace.add_user("kari")
    post = Post(patient_client(slack.bot_token, slack.base_url), Layouts(Openness()))
    post.to_person(kari.id, message_of(["Velkommen til klyngen!"]), f"welcome:{kari.id}")
    opens(bot, kari)
    assert [m["text"] for m in greetings(slack, kari)] == ["Velkommen til klyngen!"]
    assert len(prompts(slack, kari)) == 4


def test_a_coordinator_is_offered_other_questions(bot, slack):
    eva = slack.workspace.add_user("eva", COORDINATOR)
    opens(bot, eva)
    assert "Hvilke medlemmer ble med i år?" in prompts(slack, eva)


def test_a_guest_is_offered_nothing_of_members(bot, slack):
    gjest = slack.workspace.add_user("gjest", is_restricted=True)
    opens(bot, gjest)
    assert "Hva er Eksempelklyngen?" in prompts(slack, gjest)
    assert "Hvem bør jeg møte?" not in prompts(slack, gjest)


def test_the_channel_that_somebody_comes_from_is_asked_about_first(bot, slack):
    kari = slack.workspace.add_user("kari")
    opens(bot, kari, slack.workspace.add_channel("kunstig-intelligens", [kari]))
    assert prompts(slack, kari)[0] == "Hva sier dokumentene om kunstig intelligens?"
    bot.hears(slack.events.looks_at(kari, slack.workspace.add_channel("energi", [kari])))
    assert bot.services.agent.reception.settle(10)
    assert prompts(slack, kari)[0] == "Hva sier dokumentene om energi?"
    assert len(prompts(slack, kari)) == 4
    bot.hears(slack.events.looks_at(kari, slack.workspace.add_channel("generelt", [kari])))
    assert bot.services.agent.reception.settle(10)
    assert prompts(slack, kari)[0] == "Når er neste arrangement, og hvor?"


@pytest.mark.parametrize(
    ("locale", "word"), [("nb-NO", "Hei!"), ("nn-NO", "Hei!"), ("en-US", "Hi!"), ("de-DE", "Hei!")]
)
def test_the_greeting_and_the_questions_follow_the_language_of_the_persons_slack(bot, slack, locale, word):
    kari = slack.workspace.add_user("kari", locale=locale)
    opens(bot, kari)
    assert greetings(slack, kari)[0]["text"].startswith(word)
    expected = "Hvem bør jeg møte?" if word == "Hei!" else "Who should I meet?"
    assert expected in prompts(slack, kari)


@pytest.mark.parametrize(
    "error", ["unknown_method", "not_allowed_token_type", "not_agent_app", "missing_scope"]
)
def test_where_there_is_no_agent_view_the_questions_stand_in_the_greeting(bot, slack, error):
    slack.fail("assistant.threads.setSuggestedPrompts", error=error, times=None)
    kari, ola = slack.workspace.add_user("kari"), slack.workspace.add_user("ola")
    for user in (kari, ola):
        opens(bot, user)
        [greeting] = greetings(slack, user)
        assert "• Hvem bør jeg møte?" in greeting["text"]
    assert len(slack.calls_to("assistant.threads.setSuggestedPrompts")) == 1


def test_a_rate_limit_of_prompts_is_waited_out(bot, slack):
    slack.fail("assistant.threads.setSuggestedPrompts", status=429, retry_after=0)
    kari = slack.workspace.add_user("kari")
    opens(bot, kari)
    assert len(prompts(slack, kari)) == 4


def test_opening_the_home_is_no_opening_of_the_conversation(bot, slack):
    kari = slack.workspace.add_user("kari")
    assert bot.hears(slack.events.opens_home(kari, tab="home")).status == 200
    bot.settle()
    assert greetings(slack, kari) == []
    assert slack.calls_to("assistant.threads.setSuggestedPrompts") == []


def test_a_removed_app_stops_with_one_line_in_the_log(bot, slack, caplog):
    assert bot.hears(slack.events.uninstalls()).status == 200
    assert bot.services.leaving.is_set()
    bot.settle()
    assert [r.getMessage() for r in caplog.records if r.levelname != "INFO"] == [
        "the app was removed from the workspace (app_uninstalled), so it stops"
    ]
    assert posts(slack) == []


@pytest.mark.parametrize(("tokens", "leaves"), [({"bot": ["U1"]}, True), ({"oauth": ["U1"]}, False)])
def test_only_the_end_of_its_own_token_is_the_end_of_the_app(bot, slack, tokens, leaves):
    bot.hears(slack.events.happens("tokens_revoked", {"tokens": tokens}))
    assert bot.services.leaving.is_set() is leaves


@pytest.mark.parametrize("error", ["token_revoked", "account_inactive"])
def test_a_token_that_slack_takes_no_more_ends_the_bot_and_keeps_the_question(slack, caplog, error):
    kept, kari = Kept(), slack.workspace.add_user("kari")
    with running(slack, kept) as bot:
        slack.fail("chat.postMessage", error=error, times=None)
        bot.hears(slack.events.says(kari, slack.workspace.direct(kari), "Når møtes energigruppen?"))
        bot.settle()
        assert bot.services.leaving.is_set()
    [record] = [r for r in caplog.records if r.levelname == "ERROR"]
    assert record.getMessage() == f"Slack does not take the token any more ({error}), so the bot stops"
    assert len(kept.inbox.pending()) == 1
