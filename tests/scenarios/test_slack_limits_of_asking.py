"""Whoever asks very much leaves room for others, and everybody who waits is told their place."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.line import Room
from knowledge.limits_settings import LimitsSection
from knowledge.records.admissions import Admissions
from tests.bot.fakes import FakeAssistant, Note, now, records
from tests.scenarios.slack_side import Kept, all_text, board_and_member, posts, running
from tests.standins.slack import Payload, SlackStandIn, User

QUESTION = "Når møtes energigruppen?"
ANSWER = Note("Energigruppen møtes på tirsdag.")


@pytest.fixture
def kari(slack: SlackStandIn) -> User:
    return board_and_member(slack)[1]


@pytest.fixture
def free() -> Iterator[threading.Event]:
    free = threading.Event()
    yield free
    free.set()


def one_an_hour() -> Admissions:
    return Admissions(records(), LimitsSection(person_an_hour=1))


def statuses(slack: SlackStandIn) -> list[str]:
    return [call.arguments["status"] for call in slack.calls_to("assistant.threads.setStatus")]


def said_to(slack: SlackStandIn, user: User) -> list[Payload]:
    return [message for message in slack.messages_in(slack.workspace.direct(user)) if message.get("bot_id")]


def test_who_has_asked_enough_is_told_from_when_there_is_room_again(slack, kari):
    times = [now()]
    kept = Kept(admission=one_an_hour(), clock=lambda: times[-1])
    for _ in range(2):
        with running(slack, kept) as bot:
            bot.hears(slack.events.says(kari, slack.workspace.direct(kari), QUESTION))
            bot.settle()
    first, second = said_to(slack, kari)
    assert ANSWER.text.split()[0] in all_text(first)
    again = f"{times[0] + timedelta(hours=1):%H:%M}"
    assert second["text"] == (
        "Du har stilt 1 spørsmål på en time, og andre skal også slippe til. "
        f"Jeg svarer gjerne igjen fra klokken {again}."
    )
    assert "referanse" not in all_text(second)


def test_a_command_and_a_mention_count_as_well(slack, kari):
    channel = slack.workspace.add_channel("spørsmål", [kari])
    with running(slack, Kept(admission=one_an_hour())) as bot:
        bot.does(slack.interactions.command(kari, channel, "/klynge", f"ask {QUESTION}"))
        bot.hears(slack.events.mentions(kari, channel, QUESTION))
        bot.does(slack.interactions.command(kari, channel, "/klynge", f"ask {QUESTION}"))
        bot.settle()
    [reply] = [message for message in slack.messages_in(channel) if message.get("bot_id")]
    assert "Du har stilt 1 spørsmål på en time" in all_text(reply)
    assert "Du har stilt 1 spørsmål på en time" in all_text(said_to(slack, kari)[-1])


def test_help_and_thanks_are_no_questions(slack, kari):
    with running(slack, Kept(admission=one_an_hour())) as bot:
        for words in ("hjelp", "takk!", QUESTION):
            bot.hears(slack.events.says(kari, slack.workspace.direct(kari), words))
        bot.settle()
    assert not any("på en time" in all_text(message) for message in said_to(slack, kari))


def test_who_waits_in_a_direct_message_is_told_how_many_are_before(slack, kari, free):
    assistant = FakeAssistant([ANSWER], before=lambda question: free.wait(20))
    people = [slack.workspace.add_user(f"p{number}") for number in range(3)]
    with running(slack, Kept(assistant=assistant), room=Room(waiting=200, hands=1)) as bot:
        for person in people:
            bot.hears(slack.events.says(person, slack.workspace.direct(person), QUESTION))
        slack.wait_for(lambda: len(statuses(slack)) >= 3)
        told = set(statuses(slack))
        free.set()
        bot.settle()
    assert {"har ett spørsmål foran ditt …", "har 2 spørsmål foran ditt …"} <= told


def test_in_a_channel_only_who_asked_is_told_and_only_where_many_are_before(slack, kari, free):
    assistant = FakeAssistant([ANSWER], before=lambda question: free.wait(20))
    people = [slack.workspace.add_user(f"p{number}") for number in range(12)]
    channel = slack.workspace.add_channel("spørsmål", people)
    with running(slack, Kept(assistant=assistant), room=Room(waiting=200, hands=1)) as bot:
        for person in people:
            bot.hears(slack.events.mentions(person, channel, QUESTION))
        slack.wait_for(lambda: len(slack.calls_to("chat.postEphemeral")) >= 2)
        free.set()
        bot.settle()
    told = {call.arguments["user"]: call.arguments["text"] for call in slack.calls_to("chat.postEphemeral")}
    assert told == {
        people[10].id: "Det er 10 spørsmål foran ditt. Jeg svarer her så snart det er din tur.",
        people[11].id: "Det er 11 spørsmål foran ditt. Jeg svarer her så snart det er din tur.",
    }
    assert len(posts(slack)) == 12
