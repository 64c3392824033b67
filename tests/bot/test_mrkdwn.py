"""Markdown becomes Slack's mrkdwn; no text pings or links, whatever tricks it plays."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.replies.limits import SECTION_CHARACTERS, sections
from bot.replies.mrkdwn import pieces_of
from bot.replies.runs import Links, is_linkable

CITED = "https://docs.example.org/a?b=1&c=2"
LINKS = Links([CITED])
JOINT = "\u2060"


def mrkdwn(markdown: str, links: Links = LINKS) -> str:
    return "\n---\n".join(sections(pieces_of(markdown, links)))


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("**fet** og *kursiv* og ~~strek~~", "*fet* og _kursiv_ og ~strek~"),
        ("**_begge_**", "*_begge_*"),
        ("abc**def**ghi", "abc\u200b*def*\u200bghi"),
        ("`kode & <x>`", "`kode &amp; &lt;x&gt;`"),
        ("## Møter", "*Møter*"),
        ("en\nlinje  \nto", "en\nlinje\nto"),
        ("- a\n- b\n  - c", "• a\n• b\n    • c"),
        ("3. a\n4. b", "3. a\n4. b"),
        ("> sagt\n>\n> mer", "> sagt\n\n> mer"),
        ("```py\nx < 1\n```", "```\nx &lt; 1\n```"),
        ("a\n\n---\n\nb", "a\n\n———\n\nb"),
        ("|N|M|\n|-|-|\n|A|1|\n|B||", "• *N*: A · *M*: 1\n• *N*: B"),
        (f"[her]({CITED})", "<https://docs.example.org/a?b=1&amp;c=2|her>"),
        (f"<{CITED}>", "<https://docs.example.org/a?b=1&amp;c=2>"),
        (f"Se {CITED}.", "Se <https://docs.example.org/a?b=1&amp;c=2>."),
        ("Svar [1] og [2]", "Svar [1] og [2]"),
    ],
)
def test_standard_markdown_becomes_slacks(markdown, expected):
    assert mrkdwn(markdown) == expected


PINGS = [
    "<!channel>",
    "<!here|here>",
    "<!everyone>",
    "<@U123ABC>",
    "<!subteam^S123|@styret>",
    "<#C123|generelt>",
    "@channel",
    "@here!",
    "@EVERYONE",
    "＠channel",
    "@ev&#101;ryone",
    "&lt;!channel&gt;",
    "&#60;!channel&#62;",
    "&amp;lt;!channel&amp;gt;",
    "\\<!channel\\>",
    "<!chan\u200bnel>",
    "@chan\u200bnel",
    "@chan\u00adnel",
    "@\u2060here",
    "<<!channel>>",
    "`<!channel>`",
    "```\n<!channel> @here\n```",
    "    <!channel> @here",
    "**<!channel>**",
    "![@chan](x)nel",
    "[@channel](https://docs.example.org/a?b=1&c=2)",
    "[<!here>](https://evil.example)",
    "> <@U123ABC>",
    "| <!channel> |\n|-|\n| @here |",
    "- @channel",
    "<b>@channel</b>",
    "<!date^1700000000^{date}^https://evil.example|x>",
]
LINK_TRICKS = [
    "https://evil.example/x",
    "HTTPS://EVIL.EXAMPLE",
    "[her](https://evil.example)",
    "[her][1]\n\n[1]: https://evil.example",
    "[1]\n\n[1]: https://evil.example 'kilde'",
    "<https://evil.example>",
    "<https://evil.example|docs.example.org>",
    "![bilde](https://evil.example/p.png?q=hemmelig)",
    "[![b](https://evil.example/p)](https://evil.example)",
    "[https://docs.example.org/a?b=1&c=2](https://evil.example)",
    "[x](https://docs.example.org/a?b=1&c=2.evil.example)",
    "[x](https://docs.example.org@evil.example/a?b=1&c=2)",
    "[x](https://docs.exаmple.org/a?b=1&c=2)",
    "[x](javascript:alert(1))",
    "[x](data:text/html,hei)",
    "[x](slack://user?id=1)",
    "mailto:svindel@evil.example",
    "https:evil.example/p.png",
    "![bilde](https:evil.example/p.png)",
    "www.evil.example",
    "ht\u200btps://evil.example",
    "https&#58;//evil.example",
    "`https://evil.example`",
    "```\nhttps://evil.example\n```",
    "<a href='https://evil.example'>her</a>",
    "<mailto:svindel@evil.example|post>",
]


def assert_inert(text: str) -> None:
    """Only cited links are markup; all else is text that Slack reads as text."""
    for markup in re.findall(r"<[^>]*>?", text):
        target, _, label = markup.strip("<>").partition("|")
        assert target == CITED.replace("&", "&amp;"), text
        assert "://" not in label
    rest = re.sub(r"<[^>]*>", " ", text)
    # What begins a line with "> " is a quotation; elsewhere the character would close markup.
    assert "<" not in rest
    assert "<" not in re.sub(r"(?m)^\s*(?:> *)+", "", rest)
    assert not re.search(r"[@＠](channel|here|everyone)", text, re.IGNORECASE), text
    assert "://" not in rest
    assert not re.search(r"(?i)\b(https?|mailto|javascript|data|tel):\w", rest)
    assert not re.search(r"(?i)\bwww\.", rest)


@pytest.mark.parametrize("trick", PINGS)
def test_no_text_can_ping(trick):
    assert_inert(mrkdwn(f"Hei {trick} du"))
    assert_inert(mrkdwn(trick))


@pytest.mark.parametrize("trick", LINK_TRICKS)
def test_no_text_can_smuggle_a_link(trick):
    assert_inert(mrkdwn(trick))


def test_an_address_that_is_not_cited_can_be_read_and_not_clicked():
    assert mrkdwn("[her](https://evil.example/x)") == f"her (https:{JOINT}//evil.example/x)"


@pytest.mark.parametrize(
    "url",
    ["", "ftp://x.no", "javascript:alert(1)", "https://", "https://a@b.no", "https://x.no/a b", "https://x.no/|y",
     "https://x.no/>", "https://[", "https://x.no/\u202ea", "https://x.no/" + "a" * 2_000],
)  # fmt: skip
def test_an_address_that_is_no_plain_web_address_is_never_a_link(url):
    assert not is_linkable(url)
    assert "<" not in mrkdwn(f"[x]({url}) {url}", Links([url]))


MARKUP = [CITED, "*", "_", "`", "```", "\n", "\n\n", "> ", "- ", "|", "[", "](", ")"]
WILD = st.lists(st.sampled_from([*PINGS, *LINK_TRICKS, *MARKUP]) | st.text(max_size=30), max_size=25).map(
    "".join
)


@given(WILD)
def test_whatever_is_put_together_stays_inert_and_fits(markdown):
    text = mrkdwn(markdown)
    assert_inert(text)
    assert all(0 < len(part) <= SECTION_CHARACTERS for part in sections(pieces_of(markdown, LINKS)))


@given(st.lists(st.from_regex(r"[a-zæøå]{1,12}[.,]?", fullmatch=True), min_size=1, max_size=3_000))
def test_no_word_is_lost_when_a_long_text_is_split(words):
    parts = list(sections(pieces_of(" ".join(words), LINKS)))
    assert " ".join(parts).split() == words


def test_a_long_paragraph_is_cut_after_a_sentence():
    parts = list(sections(pieces_of("Dette er en setning på omtrent femti tegn, tror jeg. " * 200, LINKS)))
    assert len(parts) > 3
    assert all(part.endswith("jeg.") for part in parts)


def test_bold_stays_bold_on_both_sides_of_a_cut():
    parts = list(sections(pieces_of("**" + "Ord og ord. " * 600 + "slutt**", LINKS)))
    assert len(parts) > 1
    assert all(part.startswith("*") and part.endswith("*") for part in parts)


def test_a_long_code_block_is_closed_and_opened_again_between_lines():
    code = "\n".join(f"linje {number}" for number in range(1_000))
    parts = list(sections(pieces_of(f"```\n{code}\n```", LINKS)))
    assert len(parts) > 2
    assert all(part.startswith("```\n") and part.endswith("\n```") for part in parts)
    assert [line for part in parts for line in part.split("\n") if line != "```"] == code.split("\n")


def test_a_list_with_many_hard_breaks_fits():
    text = "- " + "  \n  ".join("**a**" for _ in range(2_000))
    assert all(len(part) <= SECTION_CHARACTERS for part in sections(pieces_of(text, LINKS)))
