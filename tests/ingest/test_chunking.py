"""Documents cut into passages: nothing is lost, and no passage stands in two places."""

from __future__ import annotations

import re
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.chunking import chunk
from knowledge.models import Block, Document, Heading, ListItem, Paragraph, Passage, Place, Table

PLACES = st.sampled_from([Place(), Place(page=1), Place(page=2), Place(slide=1), Place(sheet="Ark1")])
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=200)
CELLS = st.lists(st.text(max_size=20), min_size=2, max_size=2).map(tuple)
BLOCKS = st.one_of(
    st.builds(Heading, WORDS, st.integers(1, 6), PLACES),
    st.builds(Paragraph, WORDS, PLACES),
    st.builds(ListItem, WORDS, st.integers(0, 3), PLACES),
    st.builds(Table, CELLS, st.lists(CELLS, max_size=4).map(tuple), PLACES, st.integers(1, 9)),
)


def _chunk(*blocks: Block, title: str = "Tittel") -> tuple[Passage, ...]:
    return chunk(Document(title, blocks), text_id="t", title=title, audience="members", day=date(2026, 3, 1))


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


# The first call loads the language model.
@settings(deadline=None)
@given(st.lists(BLOCKS, max_size=12))
def test_every_word_of_every_block_stands_in_a_passage_or_its_header(blocks: list[Block]):
    passages = _chunk(*blocks)
    kept = _words("\n".join(f"{p.header}\n{p.text}" for p in passages))
    assert [passage.number for passage in passages] == list(range(len(passages)))
    for passage in passages:
        # Nothing but the white space between units lies outside of them.
        between = (
            [a[1] for a in ((0, 0), *passage.spans)],
            [b[0] for b in (*passage.spans, (len(passage.text),) * 2)],
        )
        assert not "".join(passage.text[end:start] for end, start in zip(*between, strict=True)).strip()
    for block in blocks:
        if isinstance(block, Table):
            assert _words(" ".join(cell for row in block.rows for cell in row)) <= kept
        elif not isinstance(block, Heading):
            assert _words(block.text) <= kept


@settings(deadline=None)
@given(st.lists(BLOCKS, max_size=12))
def test_the_same_document_gives_the_same_passages(blocks: list[Block]):
    assert _chunk(*blocks) == _chunk(*blocks)


def test_a_passage_carries_title_section_date_and_audience():
    passage = _chunk(Heading("Priser", 1), Heading("Stand", 2), Paragraph("Den koster 900."))[0]
    assert passage.header == "Tittel › Priser › Stand › 2026-03-01 › members"
    assert passage.section == ("Priser", "Stand")


def test_a_passage_never_crosses_a_page_or_a_heading():
    passages = _chunk(
        Paragraph("Side én.", Place(page=1)),
        Paragraph("Side to.", Place(page=2)),
        Heading("Ny"),
        Paragraph("Del."),
    )
    assert [passage.text for passage in passages] == ["Side én.", "Side to.", "Del."]


def test_each_row_of_a_table_keeps_its_column_names_and_its_number():
    rows = tuple((f"Bedrift {n} med et langt navn som tar plass", str(n * 100)) for n in range(40))
    passages = _chunk(Table(("Navn", "Pris"), rows, Place(sheet="Ark1"), first_row=2))
    assert len(passages) > 1
    assert "Navn: Bedrift 39 med et langt navn som tar plass; Pris: 3900" in passages[-1].text
    assert [passages[0].place.rows[0], passages[-1].place.rows[1]] == [2, 41]


def test_a_sentence_that_leads_in_stays_with_what_it_announces():
    long = " ".join(["ord"] * 36)
    (passage,) = _chunk(Paragraph(f"{long} du trenger:"), ListItem("kaffe og en kopp til hver"))
    assert len(passage.spans) == 1


def test_a_long_section_is_shared_out_evenly_over_passages_of_about_a_paragraph():
    sentences = " ".join(f"Dette er setning nummer {n} om det samme." for n in range(40))
    passages = _chunk(Heading("Del"), Paragraph(sentences))
    sizes = [len(passage.text.split()) for passage in passages]
    assert len(sizes) == 3
    assert max(sizes) - min(sizes) <= 40
    assert all(len(text.split()) <= 60 for passage in passages for text in passage.embedded_texts)


def test_a_heading_with_nothing_under_it_is_a_text_of_its_own():
    assert [passage.text for passage in _chunk(Heading("Takk for oss"))] == ["Takk for oss"]


def test_an_empty_document_is_found_by_its_title():
    assert [passage.text for passage in _chunk(title="Bare en tittel")] == ["Bare en tittel"]
