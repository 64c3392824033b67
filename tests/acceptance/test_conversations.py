"""What members do in Slack, done in a window that others have built after Slack."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from examples.slack_window.workspace import Person
from tests.acceptance.side import Side, button, button_names, until

pytestmark = pytest.mark.acceptance

WEEKEND = datetime.now(UTC).weekday() > 4
ASKER, OTHER = "yngvild.strand@nordlysenergi.example", "piotr.wisniewski@fjordklyngen.example"
COORDINATOR = "jonas.bakkerud@fjordklyngen.example"
BOARD_MEMBER, BOARD_QUESTION = (
    "kari.nordgard@nordlysenergi.example",
    "Hva blir lønnen til daglig leder fra nyttår?",
)
SALARY = "1 140 000"


def all_text(message) -> str:
    return f"{message['text']}\n{message.get('blocks')}"


def test_a_mention_is_answered_in_its_thread_with_sources(side: Side):
    channel = side.workspace.channel("generelt")
    asked = side.asks(side.workspace.person(ASKER), channel, "How do I report a security incident?")
    (reply,) = side.replies(channel, asked["ts"])
    assert "#incident" in all_text(reply)
    assert "Sources" in all_text(reply)
    assert "Incident" in all_text(reply)


def test_a_follow_up_in_the_thread_needs_no_mention(side: Side):
    channel, asker = side.workspace.channel("generelt"), side.workspace.person(ASKER)
    asked = side.asks(asker, channel, "Hvilke medlemmer arbeider med maritim?")
    first = side.replies(channel, asked["ts"])[0]
    side.window.says(asker, channel.id, "Hva koster en GPU-time for medlemmer?", asked["ts"])
    second = side.replies(channel, asked["ts"], 2)[1]
    assert "Kilder" in all_text(first)
    assert "GPU" in second["text"]


def test_what_people_say_to_each_other_is_left_alone(side: Side):
    channel, asker = side.workspace.channel("velkommen"), side.workspace.person(ASKER)
    aside = side.window.says(asker, channel.id, "Når er søknadsfristen for pilotmidler?")
    asked = side.asks(asker, channel, "Når er søknadsfristen for pilotmidler?")
    side.replies(channel, asked["ts"])
    assert side.written(channel, aside["ts"]) == []
    assert side.written(channel) == []


def test_a_direct_message_is_answered_where_it_was_written(side: Side):
    asked = side.writes(side.workspace.person("rahul.menon@kystdata.example"), "Når er neste styremøte?")
    assert side.replies(asked["channel"], asked["ts"])


def test_what_the_board_reads_stays_out_of_a_channel_where_others_read(side: Side):
    member, channel = side.workspace.person(BOARD_MEMBER), side.workspace.channel("generelt")
    private = side.writes(member, BOARD_QUESTION)
    assert SALARY in side.replies(private["channel"], private["ts"])[0]["text"]
    public = side.asks(member, channel, BOARD_QUESTION)
    assert SALARY not in all_text(side.replies(channel, public["ts"])[0])
    among_us = side.workspace.channel("styret")
    asked = side.asks(member, among_us, BOARD_QUESTION)
    assert SALARY in side.replies(among_us, asked["ts"])[0]["text"]


@pytest.mark.skipif(WEEKEND, reason="nobody is asked about an introduction at the weekend")
def test_two_people_are_introduced_by_their_own_presses(side: Side):
    window, asker, other = (side.window, *(side.workspace.person(email) for email in (ASKER, OTHER)))
    asked = side.writes(asker, "Introduce me to somebody who knows NIS2")
    (cards,) = side.replies(asked["channel"], asked["ts"])
    window.presses(asker, cards, button(cards, "introduction.ask.1"))
    approved_by(side, side.workspace.person(COORDINATOR))
    letter = side.written_to(other)[-1]
    assert "Yngvild Strand" in letter["text"]
    window.presses(other, letter, button(letter, "introduction.yes"))
    # local-slack opens the conversation of three as the first one's own.
    room = until(lambda: [one for one in side.written_to(asker) if "Kan hjelpe med" in one["text"]])[-1]
    assert "Yngvild Strand" in room["text"]
    assert "Piotr Wisniewski" in room["text"]
    window.presses(other, letter, button(letter, "introduction.yes"))
    assert button_names(side.written_to(other)[-1]) == []


def approved_by(side: Side, coordinator: Person) -> None:
    letter = until(
        lambda: [one for one in side.written_to(coordinator) if "Piotr Wisniewski" in one["text"]]
    )[-1]
    side.window.presses(coordinator, letter, button(letter, "introduction.approve"))
