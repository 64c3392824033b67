"""Nothing is built that Slack refuses, whatever goes in; and all of its words come out."""

from __future__ import annotations

import logging
from dataclasses import replace
from operator import mul
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.replies.answer import answer_messages, page_messages, text_of
from bot.replies.buttons import Button, buttons, with_words_for
from bot.replies.cards import Card, carousel
from bot.replies.choices import Private, opened, with_next_steps, with_private_steps
from bot.replies.limits import Block, InvalidLayout, Newer, usual_of
from bot.replies.message import Message, laid_out, message_of, section, with_row
from bot.replies.surfaces import Labels, header, home_view, modal
from knowledge.models import Language
from knowledge.outcomes import Abstained, Answered, Citation, MemberCard, PersonCard, Several
from tests.bot.exact import answer, occurrence
from tests.standins.slack.limits import check_content, check_view


def _card(**other: Any) -> Block:
    return {"type": "card", "title": {"type": "mrkdwn", "text": "Runa"}, **other}


def _table(*rows: list[Block]) -> Block:
    return {"type": "table", "rows": list(rows)}


_CELL = {"type": "raw_text", "text": "a"}
_PRESS = buttons([Button("Ja", "yes", "1")])


@pytest.mark.parametrize(
    ("blocks", "limit"),
    [
        ([section("")], "a text that is empty"),
        ([section("x" * 3_001)], "3000"),
        ([{"type": "context", "elements": [{"type": "mrkdwn", "text": "x" * 3_001}]}], "too long"),
        ([{"type": "poem"}], "of a type that nobody knows"),
        ([{**section("hei"), "colour": "red"}], "knows no colour"),
        ([{"type": "actions", "elements": [{"type": "knob"}]}], "an element of an unknown type"),
        ([{"type": "header", "text": {"type": "mrkdwn", "text": "hei"}}], "markup in the text of a header"),
        ([header("hei")] * 51, "51 blocks are more than the 50"),
        ([section("x" * 2_900)] * 5, "are more than 13200"),
        ([_PRESS, _PRESS], "the action_id yes stands twice"),
        ([{**section("hei"), "block_id": "a"}] * 2, "the block_id a stands twice"),
        ([buttons([Button("Ja", "yes", "x" * 2_001)])], "2000"),
        ([buttons([Button("Ja", "x" * 256, "1")])], "255"),
        ([_card(body={"type": "mrkdwn", "text": "x" * 201})], "200"),
        ([{"type": "carousel", "elements": [_card()] * 11}], "10 cards"),
        ([{"type": "carousel", "elements": [section("hei")]}], "takes card"),
        (
            [{"type": "context_actions", "elements": _PRESS["elements"]}],
            "takes feedback_buttons or icon_button",
        ),
        ([_table(*[[_CELL]] * 101)], "more than 100 rows"),
        ([_table([_CELL] * 21)], "of more than 20"),
        ([_table([_CELL]), _table([_CELL])], "2 tables are more than the one"),
        ([_table([{"type": "raw_text", "text": ""}])], "a text that is empty"),
        ([{"type": "markdown", "text": "x" * 6_001}] * 2, "12002 characters of Markdown"),
        ([Newer(_card(), [section("")])], "a text that is empty"),
    ],
)
def test_a_message_that_slack_would_refuse_cannot_be_made(blocks: list[Block], limit: str):
    with pytest.raises(InvalidLayout, match=limit):
        Message("hei", tuple(blocks))


@pytest.mark.parametrize("text", ["", "x" * 40_001])
def test_a_message_needs_a_text_that_slack_takes(text: str):
    with pytest.raises(InvalidLayout, match="1 to 40000"):
        Message(text)


@pytest.mark.parametrize(
    ("labels", "blocks", "limit"),
    [
        (Labels("x" * 25, "Lukk"), [header("hei")], "24"),
        (Labels("Skjema", "x" * 25), [header("hei")], "24"),
        (Labels("", "Lukk"), [header("hei")], "title"),
        (Labels("Skjema", "Lukk"), [header("hei")] * 101, "101 blocks are more than the 100"),
        (Labels("Skjema", "Lukk"), [_table([_CELL])], "for messages only"),
    ],
)
def test_a_form_that_slack_would_refuse_cannot_be_made(labels: Labels, blocks: list[Block], limit: str):
    with pytest.raises(InvalidLayout, match=limit):
        modal("form", labels, blocks)


def test_a_reply_of_ours_that_breaks_the_rules_arrives_in_plain_words(caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.ERROR):
        message = message_of(["Svaret."], buttons([Button("Ja", "yes", "x" * 2_001)]))
    assert message == Message("Svaret.")
    [record] = caplog.records
    assert "reference " in record.getMessage()
    assert "2000" in record.getMessage()
    caplog.clear()
    joined = with_row([message], _PRESS)
    assert [one.text for one in joined] == ["Svaret.", "…"]
    assert [one.text for one in opened([message], "Du spurte.")] == ["Du spurte.", "Svaret."]


def test_a_home_of_ours_that_breaks_the_rules_keeps_its_words(caplog: pytest.LogCaptureFixture):
    view = home_view([header("Profilen min"), section("Runa"), _PRESS, _PRESS])
    assert [block["text"]["text"] for block in view["blocks"]] == ["Profilen min\nRuna\nJa\nJa"]
    assert "loses its layout" in caplog.text
    caplog.clear()
    check_view(view)


short = st.text(max_size=6) | st.sampled_from(
    ["<&>", "ørn; ", "@channel ", "| a | b |\n", "**", "- ", "```\n"]
)
wild = st.builds(mul, short, st.sampled_from([1, 1, 40, 400]))
languages: st.SearchStrategy[Language] = st.sampled_from(["nb", "en"])
members = st.builds(MemberCard, wild, wild, type=wild, place=wild, reason=wild)
persons = st.builds(PersonCard, wild, wild, organisation=wild, role=wild, email=wild, reason=wild)
events = st.builds(occurrence, title=wild, location=wild, url=wild, recurrence=wild)
aims = st.sampled_from(["list", "count", "about", "next"])
rows = st.one_of(
    st.builds(
        lambda cards, aim, language: answer("members", aim, language, organisations=tuple(cards)),
        st.lists(members, min_size=1, max_size=24), aims, languages,
    ),
    st.builds(
        lambda cards, aim, language: answer("people", aim, language, persons=tuple(cards)),
        st.lists(persons, min_size=1, max_size=24), aims, languages,
    ),
    st.builds(
        lambda cards, aim, language: answer("events", aim, language, occurrences=tuple(cards)),
        st.lists(events, min_size=1, max_size=24), aims, languages,
    ),
)  # fmt: skip
citations = st.lists(st.builds(Citation, st.integers(1, 99), wild, wild, wild, wild), max_size=30).map(tuple)
answered = st.builds(Answered, wild, languages, citations, st.just("fake"))
abstained = st.builds(Abstained, languages, st.just("fake"), citations)
several = st.builds(Several, st.lists(answered | rows | abstained, min_size=1, max_size=3).map(tuple))
outcomes = answered | abstained | rows | several


@settings(deadline=None, max_examples=120)
@given(outcomes, st.booleans())
@example(Abstained("nb", "fake", (Citation(1, "a.md", "", "A", "<&" * 400),) * 4), False)
def test_whatever_was_found_is_told_in_messages_that_slack_takes(outcome: Any, private: bool):
    messages = answer_messages(outcome, ["kari@cluster.example"])
    asked = Private("id", "others")
    shown = (
        with_private_steps(messages, outcome, asked, ["kari@cluster.example"])
        if private
        else with_next_steps(messages, outcome, "id", ["kari@cluster.example"])
    )
    for message in (*shown, *opened(messages, "Du spurte:"), *page_messages(outcome, 1)):
        assert message.blocks
        for blocks in (message.blocks, [one for block in message.blocks for one in usual_of(block)]):
            check_content({"text": message.text, "blocks": list(blocks)})


letters = st.text("abcdefghijklmnopqrstuvwxyzæøå", min_size=3, max_size=12)
words = st.lists(letters, min_size=1, max_size=60).map(" ".join)


@settings(deadline=None, max_examples=80)
@given(
    st.lists(
        st.builds(MemberCard, words, words, type=words, place=words, reason=words), min_size=2, max_size=12
    )
)
def test_no_word_of_a_list_is_lost_on_the_way(cards: list[MemberCard]):
    rows = answer("members", organisations=tuple(cards))
    messages = answer_messages(rows, ())
    spoken = " ".join(message.text for message in messages)
    seen = str([message.blocks for message in messages])
    usual = str([usual_of(block) for message in messages for block in message.blocks])
    for card in cards:
        for value in (card.name, card.type, card.place, *([card.reason] if card.reason != card.name else [])):
            for word in value.split():
                assert word in spoken
                assert word in seen
                assert word in usual
    assert text_of(rows)


def test_a_list_of_two_to_ten_that_fits_is_shown_as_cards():
    card = MemberCard("Tjeld Data AS", "m", type="bedrift", place="Larvik", reason="sensorer")
    for count, kinds in ((1, ["section"]), (2, ["section", "carousel"]), (11, ["section"])):
        rows = answer("members", organisations=(card,) * count)
        [message] = answer_messages(rows, ())
        assert [block["type"] for block in message.blocks][:-1] == kinds
    long = answer("members", organisations=(card, replace(card, reason="x" * 201)))
    assert {block["type"] for block in answer_messages(long, ())[0].blocks} == {"section", "context"}


def test_a_card_says_who_what_and_why_with_the_number_of_its_source():
    runa = PersonCard(
        "Runa <Tveit>", "p", "Tjeld Data AS", "daglig leder", email="runa@tjeld.example", reason="sensorer"
    )
    [message] = answer_messages(answer("people", persons=(runa, runa)), ())
    shown = message.blocks[1]["elements"][0]
    assert [shown[name]["text"] for name in ("title", "subtitle", "body")] == [
        "Runa &lt;Tveit&gt;",
        "daglig leder, Tjeld Data AS",
        "sensorer · runa@tjeld.example [1]",
    ]
    assert laid_out("hei", message.blocks).blocks == message.blocks


def test_a_button_on_a_card_gives_way_to_words_and_the_other_cards_keep_theirs():
    cards = [
        Card(name, body="Kan hjelpe.", button=Button("Spør", f"ask.{name}", "1")) for name in ("Runa", "Odd")
    ]
    first, second = with_words_for([carousel(cards, [])], "ask.Runa", "✓ Spurt")[0]["elements"]
    assert ("actions" in first, first["subtitle"]["text"]) == (False, "✓ Spurt")
    assert second["actions"][0]["action_id"] == "ask.Odd"
    Message("hei", tuple(with_words_for([carousel(cards, [])], "ask.Odd", "✓ Spurt")))
