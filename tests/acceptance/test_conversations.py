"""What members do in Slack, done in a window that others have built after Slack."""

from __future__ import annotations

import pytest

from tests.acceptance.side import Side, button

pytestmark = pytest.mark.acceptance

ASKER, OTHER = "yngvild.strand@nordlysenergi.example", "piotr.wisniewski@fjordklyngen.example"
BOARD_MEMBER, BOARD_QUESTION = "kari.nordgard@nordlysenergi.example", "Hva står i risikoregisteret til styret?"


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
    assert "kroner" in all_text(second)


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
    member = side.workspace.person(BOARD_MEMBER)
    secret = "Fylkeskommunen"
    private = side.writes(member, BOARD_QUESTION)
    (told,) = side.replies(private["channel"], private["ts"])
    assert "board-risk-register" in all_text(told).lower() or "risk" in all_text(told).lower()
    channel = side.workspace.channel("generelt")
    public = side.asks(member, channel, BOARD_QUESTION)
    (kept,) = side.replies(channel, public["ts"])
    assert secret not in all_text(kept)


def test_two_people_are_introduced_by_their_own_presses(side: Side):
    window = side.window
    asker, other = side.workspace.person(ASKER), side.workspace.person(OTHER)
    asked = side.writes(asker, "Introduce me to somebody who knows NIS2")
    (cards,) = side.replies(asked["channel"], asked["ts"])
    assert "Piotr Wisniewski" in all_text(cards)
    window.presses(asker, cards, button(cards, "introduction.ask.1"))
    (letter,) = side.written_to(other)
    assert "Yngvild Strand" in all_text(letter)
    window.presses(other, letter, button(letter, "introduction.yes"))
