"""Rows of a table are a table: in the terminal, and in Slack where it knows tables."""

from __future__ import annotations

import pytest

from bot.replies.answer import answer_messages, text_of
from bot.replies.live import body_of
from knowledge.outcomes import Answered
from tests.standins.slack.limits import check_content

ROWS = (
    "Medlemmer betaler slik:\n"
    "Størrelse: Liten; Pris: 11 250 kr\n"
    "Størrelse: Mellom; Pris: 22 500 kr; Merknad: pr. år\n"
    "Størrelse: Stor; Pris: 45 000 kr [1]\n"
    "Spør oss gjerne."
)
TABLE = (
    "Medlemmer betaler slik:\n\n"
    "| Størrelse | Pris          | Merknad |\n"
    "| --------- | ------------- | ------- |\n"
    "| Liten     | 11 250 kr     |         |\n"
    "| Mellom    | 22 500 kr     | pr. år  |\n"
    "| Stor      | 45 000 kr [1] |         |\n\n"
    "Spør oss gjerne."
)


def answered(text: str) -> Answered:
    return Answered(text, "nb", (), "fake")


def test_three_quoted_rows_of_a_table_are_a_table_again():
    assert text_of(answered(ROWS)) == TABLE


@pytest.mark.parametrize(
    "text",
    [
        "Størrelse: Liten; Pris: 10\nStørrelse: Stor; Pris: 20",
        "Størrelse: Liten; Pris: 10\nPris: 20; Størrelse: Stor\nStørrelse: Mellom; Pris: 15",
        "Møtet er 10: 30; ta med: kaffe\nEn linje.\nEn til.",
        "A: 1; B: 2\nA: 3; B: 4\n…A: 5; B: 6",
        "\n".join(f"Navn: {'x' * 80}; Merknad: {'y' * 40}" for _ in range(3)),
        "Pris: 10\nPris: 20\nPris: 30",
        "",
    ],
)
def test_what_is_too_little_too_wide_or_no_table_stays_as_it_is(text: str):
    assert text_of(answered(text)) == text


def test_slack_shows_a_table_and_its_text_says_the_same_row_by_row():
    [message] = answer_messages(answered(ROWS), ())
    assert [block["type"] for block in message.blocks] == ["section", "table", "section"]
    shown = [[cell["text"] for cell in row] for row in message.blocks[1]["rows"]]
    assert shown == [
        ["Størrelse", "Pris", "Merknad"],
        ["Liten", "11 250 kr", "–"],
        ["Mellom", "22 500 kr", "pr. år"],
        ["Stor", "45 000 kr [1]", "–"],
    ]
    assert "• *Størrelse*: Mellom · *Pris*: 22 500 kr · *Merknad*: pr. år" in message.text
    check_content({"text": message.text, "blocks": list(message.blocks)})


def test_a_second_table_is_told_row_by_row():
    [message] = answer_messages(answered(f"{TABLE}\n\n{TABLE}"), ())
    assert [block["type"] for block in message.blocks] == ["section", "table", "section"]
    assert "*Størrelse*: Stor" in message.blocks[2]["text"]["text"]


def test_a_table_too_large_for_a_message_is_told_row_by_row():
    rows = "\n".join(f"| {n} | {'x' * 90} |" for n in range(99))
    messages = answer_messages(answered(f"| N | Navn |\n|-|-|\n{rows}"), ())
    assert {block["type"] for message in messages for block in message.blocks} == {"section"}
    assert "*N*: 98" in messages[-1].text


def test_what_a_cell_says_is_data():
    rows = "\n".join(f"| <!channel> {n} | https://evil.example |" for n in range(3))
    [message] = answer_messages(answered(f"| A | B |\n|-|-|\n{rows}"), ())
    assert "https://" not in str(message.blocks)
    check_content({"text": message.text, "blocks": list(message.blocks)})


def test_an_answer_with_a_table_is_shown_when_it_is_whole():
    assert body_of(answered(ROWS)).text == ""
