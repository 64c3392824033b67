"""Markdown files as people write them."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.loaders.markdown import load
from knowledge.models import Block, Heading, ListItem, Paragraph, Table


def _blocks(text: str) -> list[Block]:
    return list(load(text.encode(), "a.md")[0].blocks)


def test_front_matter_gives_title_and_day_and_keeps_the_rest():
    read = load(b"---\ntitle: Reise: satser\ndate: 2026-03-01\nauthor: Kari\n---\nTekst.\n", "a.md")[0]
    assert (read.title, read.modified) == ("Reise: satser", date(2026, 3, 1))
    assert read.blocks == (Paragraph("author: Kari"), Paragraph("Tekst."))


def test_a_rule_at_the_top_is_no_front_matter():
    assert _blocks("---\n\nTekst her.\n\n---\n\nMer.\n") == [Paragraph("Tekst her."), Paragraph("Mer.")]


def test_both_kinds_of_headings_nested_lists_and_tables_are_read():
    text = "Over\n====\n\n### Under ###\n\n1. en\n   - to\n2. tre\n"
    grid = "\n| Rom | Pris |\n|:--|--:|\n| Fyret | 500<br>600 |\n"
    assert _blocks(text + grid) == [
        Heading("Over", 1),
        Heading("Under", 3),
        ListItem("1. en", 0),
        ListItem("to", 1),
        ListItem("2. tre", 0),
        Table(("Rom", "Pris"), (("Fyret", "500\n600"),), first_row=2),
    ]


@pytest.mark.parametrize(
    "comment",
    ["<!-- hemmelig -->", "<!-- a\n\nhemmelig -->", "<!-- `hemmelig` -->", "<!--\n```\nhemmelig\n```\n-->"],
)
def test_a_comment_never_becomes_text_and_is_told(comment: str):
    read = load(f"Før {comment} etter.\n".encode(), "a.md")[0]
    assert read.blocks == (Paragraph("Før etter."),)
    assert read.warnings == ("a comment (<!-- … -->) holds text that is not read",)


@pytest.mark.parametrize("fence", ["```", "~~~", "````"])
def test_a_comment_that_code_shows_is_text(fence: str):
    assert _blocks(f"{fence}\n<!-- vises -->\n{fence}\n\nEtter <!-- nei -->her.\n") == [
        Paragraph("<!-- vises -->"),
        Paragraph("Etter her."),
    ]


def test_links_and_pictures_leave_their_words():
    assert _blocks('Se [vedtektene](v.pdf "pdf") ![logo](l.png) på <https://a.example>.\n') == [
        Paragraph("Se vedtektene på https://a.example.")
    ]
