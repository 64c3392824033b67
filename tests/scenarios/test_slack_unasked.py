"""Questions to a whole channel: answered where a coordinator allows it, when sure, seldom, and never to strangers."""

from __future__ import annotations

import pytest

from knowledge.outcomes import Several
from tests.bot.exact import Exact, answer, occurrence
from tests.scenarios.slack_side import (
    BOARD,
    ENERGY,
    Bot,
    Kept,
    all_text,
    board_and_member,
    running,
)
from tests.standins.slack import Channel, Payload, SlackStandIn, User

QUESTION = "Når møtes energigruppen?"
COORDINATOR = "koordinator@example.org"


@pytest.fixture
def coordinator(slack: SlackStandIn) -> User:
    return slack.workspace.add_user("koordinator", COORDINATOR)


def said_in(slack: SlackStandIn, channel: Channel) -> list[Payload]:
    return [message for message in slack.messages_in(channel) if message.get("bot_id")]


def answers_in(slack: SlackStandIn, channel: Channel) -> list[Payload]:
    return [message for message in said_in(slack, channel) if message.get("thread_ts")]


def types(bot: Bot, user: User, channel: Channel, words: str) -> None:
    bot.does(bot.slack.interactions.command(user, channel, "/klynge", words))


def listened(slack: SlackStandIn, coordinator: User, kept: Kept | None = None) -> tuple[User, Channel]:
    """A member in a channel that a coordinator lets the assistant listen to."""
    _, kari, channel = board_and_member(slack)
    channel.members.append(coordinator.id)
    with running(slack, kept) as bot:
        types(bot, coordinator, channel, "listen on")
    return kari, channel


def says(slack: SlackStandIn, kept: Kept, user: User, channel: Channel, *messages: str) -> list[Payload]:
    """The answers that stand in the channel after somebody wrote these."""
    with running(slack, kept) as bot:
        for words in messages:
            bot.hears(slack.events.says(user, channel, words))
        bot.settle()
    return answers_in(slack, channel)


def test_where_nobody_switched_it_on_a_question_to_the_room_is_left_to_the_room(slack):
    _, kari, channel = board_and_member(slack)
    kept = Kept()
    assert says(slack, kept, kari, channel, QUESTION) == []
    assert kept.assistant.asked == []


def test_where_it_is_on_a_question_is_answered_in_its_thread_and_says_why(slack, coordinator):
    kept = Kept()
    kari, channel = listened(slack, coordinator, kept)
    assert "uten å bli nevnt" in said_in(slack, channel)[0]["text"]
    [reply] = says(slack, kept, kari, channel, QUESTION)
    assert ENERGY.text in all_text(reply)
    assert "Jeg svarte uten å bli spurt" in all_text(reply)
    assert BOARD.text not in all_text(reply)


def test_one_may_ask_on_in_that_thread(slack, coordinator):
    kept = Kept()
    kari, channel = listened(slack, coordinator, kept)
    [reply] = says(slack, kept, kari, channel, QUESTION)
    with running(slack, kept) as bot:
        bot.hears(slack.events.says(kari, channel, "og hva med klyngen?", reply["thread_ts"]))
        bot.settle()
    assert len(answers_in(slack, channel)) == 2


@pytest.mark.parametrize(
    "words",
    [
        "Energigruppen møtes visst på tirsdag.",
        "Hvem blir med energigruppen på lunsj?",
        "Hva synes dere om energigruppen?",
        "Hvor høyt er Galdhøpiggen?",
        "takk!",
        "👍",
    ],
)
def test_what_is_no_question_or_has_no_sure_answer_is_met_with_silence(slack, coordinator, words):
    kept = Kept()
    kari, channel = listened(slack, coordinator, kept)
    before = len(slack.calls)
    assert says(slack, kept, kari, channel, words) == []
    assert not [call for call in slack.calls[before:] if call.method.startswith(("chat.", "reactions."))]


def test_rows_that_are_only_the_nearest_are_no_sure_answer(slack, coordinator):
    near = answer("events", missing=True, occurrences=(occurrence(),))
    sure = answer("events", occurrences=(occurrence(),))
    for outcome, count in ((near, 0), (Several((sure, near)), 0), (answer("events"), 0), (sure, 1)):
        kept = Kept(assistant=Exact(outcome))
        kari, channel = listened(slack, coordinator, kept)
        assert len(says(slack, kept, kari, channel, "Når møtes etikkgruppen?")) == count


def test_it_is_quiet_after_so_many_an_hour_also_over_a_restart(slack, coordinator):
    kept = Kept(an_hour=2)
    kari, channel = listened(slack, coordinator, kept)
    says(slack, kept, kari, channel, QUESTION)
    assert len(says(slack, kept, kari, channel, QUESTION, QUESTION, QUESTION)) == 2


def test_who_mentions_the_assistant_is_answered_all_the_same(slack, coordinator):
    kept = Kept(an_hour=1)
    kari, channel = listened(slack, coordinator, kept)
    says(slack, kept, kari, channel, QUESTION)
    with running(slack, kept) as bot:
        bot.hears(slack.events.mentions(kari, channel, QUESTION))
        bot.settle()
    last = answers_in(slack, channel)[-1]
    assert len(answers_in(slack, channel)) == 2
    assert "uten å bli spurt" not in all_text(last)


def test_in_a_thread_of_others_it_does_not_speak_up(slack, coordinator):
    kept = Kept()
    kari, channel = listened(slack, coordinator, kept)
    root = slack.workspace.post(kari, channel, "Vi planlegger høsten.")
    with running(slack, kept) as bot:
        bot.hears(slack.events.says(kari, channel, QUESTION, root["ts"]))
        bot.settle()
    assert answers_in(slack, channel) == []


def test_a_question_to_a_person_is_left_to_them(slack, coordinator):
    kept = Kept()
    kari, channel = listened(slack, coordinator, kept)
    assert says(slack, kept, kari, channel, f"<@{coordinator.id}> når møtes energigruppen?") == []


def test_a_channel_that_was_shared_with_others_since_is_left_alone(slack, coordinator):
    kept = Kept()
    kari, channel = listened(slack, coordinator, kept)
    channel.is_ext_shared = True
    assert says(slack, kept, kari, channel, QUESTION) == []


def test_where_it_is_not_known_who_reads_it_is_silent(slack, coordinator):
    kept = Kept()
    kari, channel = listened(slack, coordinator, kept)
    slack.fail("conversations.members", error="internal_error", times=None)
    assert says(slack, kept, kari, channel, QUESTION) == []


def test_what_goes_wrong_is_told_to_nobody_who_did_not_ask_the_assistant(slack, coordinator):
    kept = Kept()
    kari, channel = listened(slack, coordinator, kept)

    def fails(question: object) -> None:
        raise RuntimeError("the index is gone")

    kept.assistant.before = fails
    assert says(slack, kept, kari, channel, QUESTION) == []
    assert said_in(slack, slack.workspace.direct(kari)) == []
    assert kept.inbox.pending() == ()


def test_a_question_that_is_sent_again_is_answered_once_also_after_a_restart(slack, coordinator):
    kept = Kept()
    kari, channel = listened(slack, coordinator, kept)
    event = slack.events.says(kari, channel, QUESTION)
    for _ in range(2):
        with running(slack, kept) as bot:
            bot.services.resume()
            bot.hears(event)
            bot.settle()
    assert len(answers_in(slack, channel)) == 1


def test_only_a_coordinator_switches_it_on_or_off(slack, coordinator):
    _, kari, channel = board_and_member(slack)
    kept = Kept()
    with running(slack, kept) as bot:
        types(bot, kari, channel, "lytt på")
        assert "bare en koordinator" in all_text(slack.ephemeral_to(kari)[-1])
        assert not kept.listening.is_on(channel.id)
        types(bot, coordinator, channel, "lytt på")
        types(bot, kari, channel, "listen off")
        assert kept.listening.is_on(channel.id)
        types(bot, kari, channel, "hjelp")
        assert "lytt av" in all_text(slack.ephemeral_to(kari)[-1])
        types(bot, coordinator, channel, "lytt av")
        assert not kept.listening.is_on(channel.id)
        assert "bare når noen nevner meg" in all_text(slack.ephemeral_to(coordinator)[-1])


@pytest.mark.parametrize("imposter", [{"is_stranger": True}, {"team_id": "T999999999"}])
def test_somebody_of_elsewhere_with_a_coordinators_address_is_no_coordinator(slack, imposter):
    person = slack.workspace.add_user("ekstern", COORDINATOR, **imposter)
    channel = slack.workspace.add_channel("generelt", [person])
    kept = Kept()
    with running(slack, kept) as bot:
        types(bot, person, channel, "listen on")
    assert not kept.listening.is_on(channel.id)


def test_it_is_not_switched_on_in_a_shared_channel_where_it_is_no_member_or_where_it_is_off_for_all(
    slack, coordinator
):
    shared = slack.workspace.add_channel("delt", [coordinator])
    shared.is_ext_shared = True
    elsewhere = slack.workspace.add_channel("uten-oss", [coordinator], with_bot=False)
    general = slack.workspace.add_channel("generelt", [coordinator])
    refusals = (
        (shared, 4, "delt med andre"),
        (elsewhere, 4, "Inviter meg"),
        (slack.workspace.direct(coordinator), 4, "svarer jeg på alt uansett"),
        (general, 0, "unasked_an_hour = 0"),
    )
    for channel, an_hour, words in refusals:
        kept = Kept(an_hour=an_hour)
        with running(slack, kept) as bot:
            types(bot, coordinator, channel, "listen on")
        assert words in all_text(slack.ephemeral_to(coordinator)[-1])
        assert not kept.listening.is_on(channel.id)
