"""Outcomes as messages: complete, in the answer's language, and within Slack's limits."""

from datetime import date

import pytest

from bot.replies.answer import answer_messages
from bot.replies.catalogue import texts
from bot.replies.limits import MESSAGE_BLOCKS, MESSAGE_CHARACTERS, SECTION_CHARACTERS, block_length
from bot.replies.message import Message
from bot.replies.notices import busy_notice, failure_notice, files_notice, help_notice, moved_notice
from bot.replies.sources import day, place
from knowledge.outcomes import Abstained, Answered, Citation
from tests.standins.slack.blocks import problems

CITATION = Citation(
    1, "m.md", "page 3", "Møteplan", "sitat", "https://docs.example.org/m", date(2026, 3, 3), outdated=True
)


def answered(text: str = "Svar [1]", language: str = "nb", **fields: object) -> Answered:
    return Answered(text, language, fields.pop("citations", (CITATION,)), "fake", **fields)


def assert_valid(messages: tuple[Message, ...]) -> None:
    for message in messages:
        assert problems(list(message.blocks), "message") == []
        assert len(message.blocks) <= MESSAGE_BLOCKS
        assert sum(map(block_length, message.blocks)) <= MESSAGE_CHARACTERS
        for block in message.blocks:
            for text in block.get("elements", [block.get("text")]):
                assert len(text["text"]) <= SECTION_CHARACTERS
                assert text["verbatim"] is True
                assert text["text"] in message.text


def test_a_source_is_named_by_number_title_place_date_and_mark():
    [message] = answer_messages(answered(), ())
    assert (
        "*Kilder*\n[1] <https://docs.example.org/m|Møteplan> · side 3 · 3. mars 2026 · utdatert"
        in message.text
    )
    [english] = answer_messages(answered(language="en"), ())
    assert "[1] <https://docs.example.org/m|Møteplan> · page 3 · 3 March 2026 · out of date" in english.text
    assert_valid((message, english))


def test_the_day_it_holds_for_and_a_silent_model_are_said_in_words():
    [message] = answer_messages(answered(as_of=date(2026, 3, 3), fallback=True), ())
    assert "Dette gjelder per 3. mars 2026" in message.text
    assert "språkmodellen" in message.text


def test_of_several_coordinators_any_may_be_asked():
    both = ("kari@example.org", "ola@example.org")
    assert (
        "Spør gjerne kari@example.org eller ola@example.org."
        in answer_messages(Abstained("nb", "f"), both)[0].text
    )
    assert "ask kari@example.org or ola@example.org." in answer_messages(Abstained("en", "f"), both)[0].text


def test_an_abstention_says_so_names_the_nearest_and_whom_to_ask_and_links_nothing():
    [message] = answer_messages(Abstained("en", "fake", (CITATION,)), ("kari@example.org",))
    assert "could not find an answer" in message.text
    assert "• Møteplan · page 3" in message.text
    assert "Feel free to ask kari@example.org." in message.text
    assert "<" not in message.text
    assert_valid((message,))


@pytest.mark.parametrize(("language", "said"), [("nb", "Spør gjerne a@x.no, b@x.no eller c@x.no."),
                                                ("en", "Feel free to ask a@x.no, b@x.no or c@x.no.")])  # fmt: skip
def test_several_people_to_ask_are_named_as_one_would_say_it(language, said):
    [message] = answer_messages(Abstained(language, "fake"), ("a@x.no", "b@x.no", "c@x.no"))
    assert said in message.text


def test_an_abstention_without_coordinators_still_points_to_somebody():
    [message] = answer_messages(Abstained("nn", "fake"), ())
    assert "koordinatorer" in message.text


@pytest.mark.parametrize(
    "title", ["<!channel> [x](https://evil.example)", "https://evil.example", "a > b | c", ""]
)
def test_a_title_is_data_too(title):
    citation = Citation(1, "kilde.md", "<@U1> › page 2", title, "", "https://docs.example.org/m")
    [message] = answer_messages(answered(citations=(citation,)), ())
    assert "<!channel>" not in message.text
    assert "<@U1>" not in message.text
    assert "https://evil" not in message.text
    assert message.text.count("<") == 1
    assert_valid((message,))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "https://a@b.no", ""])
def test_a_source_without_a_web_address_is_no_link(url):
    [message] = answer_messages(answered(citations=(Citation(1, "a.md", "", "Tittel", "", url),)), ())
    assert "[1] Tittel" in message.text
    assert "<" not in message.text


@pytest.mark.parametrize("length", [2_999, 12_001, 60_000])
def test_a_long_answer_becomes_several_messages_and_loses_nothing(length):
    words = [f"ord{number}." for number in range(length // 9)]
    messages = answer_messages(answered(" ".join(words)), ())
    assert_valid(messages)
    said = " ".join(message.text for message in messages).split()
    assert [word for word in said if word.startswith("ord")] == words
    assert "Kilder" in messages[-1].text


def test_hundreds_of_sources_are_all_named():
    many = tuple(
        Citation(n, "a.md", "row 1", f"Tittel {n} & " + "x" * 300, "", f"https://x.example/{n}")
        for n in range(1, 301)
    )
    messages = answer_messages(answered(citations=many), ())
    assert_valid(messages)
    text = "\n".join(message.text for message in messages)
    assert all(f"[{n}] <https://x.example/{n}|Tittel {n} &amp;" in text for n in range(1, 301))


@pytest.mark.parametrize("language", ["nb", "en"])
def test_every_notice_is_a_valid_message_and_names_are_data(language):
    said = texts(language)
    for messages in (
        help_notice(said, "Klyngen <!channel> & co"),
        files_notice(said),
        busy_notice(said),
        failure_notice(said, "ABC234", ("<@U1>@example.org",)),
        failure_notice(said, "ABC234", ()),
        moved_notice(said, "ABC234"),
    ):
        assert_valid(messages)
        assert "<" not in messages[0].text


@pytest.mark.parametrize(
    ("locator", "norwegian", "english"),
    [
        ("page 3", "side 3", "page 3"),
        ("Vedtak › page 3", "Vedtak › side 3", "Vedtak › page 3"),
        ("slide 4", "lysbilde 4", "slide 4"),
        ("slide 4, notes", "lysbilde 4 (notater)", "slide 4 (notes)"),
        ("sheet Budsjett, rows 2-14", "rad 2–14 i arket Budsjett", "rows 2–14 of the sheet Budsjett"),
        ("sheet A, B, rows 2-2", "rad 2 i arket A, B", "row 2 of the sheet A, B"),
        ("rows 2-14", "rad 2–14", "rows 2–14"),
        ("rows 3-3", "rad 3", "row 3"),
        ("Om page 3", "Om page 3", "Om page 3"),
        ("", "", ""),
    ],
)
def test_a_place_is_named_in_the_readers_language(locator, norwegian, english):
    assert place(locator, texts("nb")) == norwegian
    assert place(locator, texts("en")) == english


def test_a_day_is_written_as_people_write_it():
    assert day(date(2026, 3, 3), texts("nn-NO")) == "3. mars 2026"
    assert day(date(2026, 3, 3), texts("de")) == "3 March 2026"
