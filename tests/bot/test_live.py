"""What a stream shows of a growing answer: whole pieces, and nothing that pings, links or opens without closing."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.replies.limits import STREAM_CHARACTERS
from bot.replies.live import body_of, draft_message, live_text
from knowledge.outcomes import Answered, Citation

JOINT = "\u2060"
TRICKS = st.sampled_from(
    ["<!channel>", "@here ", "https://evil.example", "[her](https://evil.example)", "www.evil.example", "**", "_", "`",
     "<@U1>", "[1]", "(x)", "\n\n", "\n- ", " ord ", "&", "]", "[", "(", "![a](b)", "~~", "\\", "mailto:a@b.no"]
)  # fmt: skip


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("Det er **fet** skrift [1].", "Det er **fet** skrift [1]."),
        ("Slik:\n\n- a [1]\n- b [2]", "Slik:\n\n- a [1]\n- b [2]"),
        ("R&D <3", "R&amp;D &lt;3"),
        ("Hei @channel og <!here>", f"Hei @{JOINT}channel og &lt;!here&gt;"),
        ("Se https://evil.example [1]", f"Se https:{JOINT}//evil.example [1]"),
        ("[1](ikke en lenke)", f"[1]{JOINT}(ikke en lenke)"),
    ],
)
def test_words_and_lists_are_shown_and_tricks_are_broken(markdown, shown):
    assert live_text(markdown) == shown


@pytest.mark.parametrize(
    "markdown",
    [
        "Det er **halv",
        "Det er *halv",
        "Det er `halv",
        "Det er `kode`.",
        "[her](https://evil.example)",
        "<https://evil.example>",
        "![bilde](https://evil.example)",
        "|a|b|\n|-|-|\n|1|2|",
        "# Overskrift",
        "```\nkode\n```",
        "ord " * (STREAM_CHARACTERS // 4 + 1),
    ],
)
def test_what_a_stream_cannot_show_as_it_is_meant_waits_for_the_end(markdown):
    assert live_text(markdown) == ""


@given(st.lists(st.one_of(TRICKS, st.text(max_size=5)), max_size=8).map("".join))
def test_nothing_that_is_shown_pings_links_or_stays_open(markdown):
    shown = live_text(markdown)
    assert "<" not in shown
    assert not re.search(rf"@(channel|here|everyone)|\]\(|://|www\.|mailto:[^{JOINT}]", shown)
    tokens = [child for token in MarkdownIt().parse(shown) for child in token.children or []]
    assert {token.type for token in tokens} <= {
        "text", "softbreak", "hardbreak", "strong_open", "strong_close", "em_open", "em_close",
    }  # fmt: skip


@given(st.text(max_size=40))
def test_where_there_are_no_streams_a_draft_is_as_safe_as_an_answer(markdown):
    for message in draft_messages(markdown):
        assert "<" not in message


def draft_messages(markdown: str) -> list[str]:
    return [block["text"]["text"] for block in draft_message(f"Ord {markdown}").blocks]


def test_an_answer_with_a_link_is_put_in_place_and_not_gone_on_with():
    cited = "https://docs.example.org/a"
    assert body_of(Answered("Det er slik [1].", "nb", (), "modell")).text == "Det er slik [1]."
    source = Citation(1, "a.md", "", "A", "…", cited)
    assert body_of(Answered(f"Se {cited} [1].", "nb", (source,), "modell")).text == ""
