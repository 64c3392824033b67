"""Web pages as they are saved from real sites."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.loaders.web import load
from knowledge.errors import NoText
from knowledge.models import Block, Heading, ListItem, Paragraph, Table

_PAGE = """<!DOCTYPE html><html lang="nb"><head><meta charset="utf-8"><title>Ny testlab – Fjordklyngen</title>
<meta property="article:modified_time" content="2026-04-02T10:00:00+02:00"><style>.x {{}}</style></head><body>
<a class="skip-link" href="#main">Hopp til innhold</a>
<header class="site-header"><nav><ul><li><a>Hjem</a></li><li><a>Om oss</a></li></ul></nav></header>
<main><article><h1>Ny testlab</h1>{0}</article></main>
<aside class="widget-area"><h2>Siste saker</h2></aside><footer class="site-footer">Org.nr 999</footer>
<div id="cookie-bar">Vi bruker informasjonskapsler <button>Godta</button></div><script>let x = "kode";</script>
<div role="dialog"><p>Meld deg på nyhetsbrevet</p></div></body></html>"""


def _read(inside: str):
    return load(_PAGE.format(inside).encode(), "a.html")[0]


def _texts(inside: str) -> list[Block]:
    return list(_read(inside).blocks[1:])


def test_of_a_page_only_its_article_is_read():
    read = _read("<p>Labben åpner i mai.</p>")
    assert read.blocks == (Heading("Ny testlab", 1), Paragraph("Labben åpner i mai."))
    assert (read.title, read.modified) == ("Ny testlab", date(2026, 4, 2))


def test_lists_in_lists_keep_their_level_and_number():
    inside = "<ul><li>Åpent<ul><li>mandag<ol><li>fra kl. 8</li></ol></li></ul></li><li>Stengt</li></ul>"
    assert _texts(inside) == [
        ListItem("Åpent", 0),
        ListItem("mandag", 1),
        ListItem("1. fra kl. 8", 2),
        ListItem("Stengt", 0),
    ]


def test_two_rows_of_column_names_become_one():
    head = '<tr><th rowspan="2">Rom</th><th colspan="2">Pris</th></tr><tr><th>Medlem</th><th>Andre</th></tr>'
    row = "<tr><td>Fyret</td><td>500</td><td>900</td></tr>"
    assert _texts(f"<table><thead>{head}</thead><tbody>{row}</tbody></table>") == [
        Table(("Rom", "Pris Medlem", "Pris Andre"), (("Fyret", "500", "900"),), first_row=3)
    ]


@pytest.mark.parametrize(
    "question",
    [
        '<h3><button aria-expanded="false" aria-controls="svar">Hvem kan søke?</button></h3>',
        '<button data-bs-toggle="collapse" data-bs-target="#svar">Hvem kan søke?</button>',
    ],
)
def test_a_question_that_opens_its_answer_is_the_heading_of_it(question: str):
    heading, answer = _texts(f'{question}<div id="svar" hidden><p>Bedrifter i klyngen.</p></div>')
    assert isinstance(heading, Heading)
    assert (heading.text, answer) == ("Hvem kan søke?", Paragraph("Bedrifter i klyngen."))


def test_the_summary_of_folded_text_is_its_heading():
    inside = "<details><summary>Når er fristen?</summary><p>I mai.</p></details>"
    assert _texts(inside) == [Heading("Når er fristen?", 6), Paragraph("I mai.")]


@pytest.mark.parametrize(
    "hiding",
    [
        "hidden", 'style="display:none"', 'style="visibility: hidden"', 'style="font-size:0"', 'aria-hidden="true"',
        'class="sr-only"', 'style="position:absolute; left:-9999px"', 'style="text-indent: -10000px"',
    ],
)  # fmt: skip
def test_what_nobody_sees_is_not_read(hiding: str):
    assert _texts(f"<p>Synlig.</p><p {hiding}>Skjult.</p>") == [Paragraph("Synlig.")]


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("windows-1252", '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">'),
        ("iso-8859-1", '<meta charset="iso-8859-1">'),
        ("iso-8859-1", ""),
        ("utf-8", '<meta charset="iso-8859-1">'),
        ("utf-16", ""),
    ],
)
def test_norwegian_letters_survive_what_the_page_declares(encoding: str, declared: str):
    page = f"<html><head>{declared}<title>Årsmøte</title></head><body><p>Møtet på Ås.</p></body></html>"
    read = load(page.encode(encoding), "a.html")[0]
    assert (read.title, read.blocks) == ("Årsmøte", (Paragraph("Møtet på Ås."),))


def test_a_page_that_a_script_would_write_says_what_to_do():
    with pytest.raises(NoText, match="browser"):
        load(b"<html><body><div id=root></div><script>draw()</script></body></html>", "a.html")
