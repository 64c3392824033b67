"""Characters that a reader does not see as such, in whatever format they come."""

from __future__ import annotations

import pytest

from ingest.tidying import tidied
from knowledge.models import Document, Heading, Paragraph, Table


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("sam\u00adarbeid", "samarbeid"),
        ("o\ufb03siell \ufb01l", "offisiell fil"),
        ("40\u00a0kroner", "40 kroner"),
        ("A\u030as", "Ås"),
        ("halv \ud83d tegn", "halv \ufffd tegn"),
        ("a\x00b", "ab"),
    ],
)
def test_texts_of_every_kind_are_cleaned(raw: str, kept: str):
    blocks = (Heading(raw), Paragraph(raw), Table((raw,), ((raw,),)))
    cleaned = (Heading(kept), Paragraph(kept), Table((kept,), ((kept,),)))
    assert tidied(Document(raw, blocks)) == Document(kept, cleaned)


def test_what_hid_words_is_told_once():
    document = Document("", (Paragraph("hem\u200bmelig"), Paragraph("hem\u200bmelig")))
    assert tidied(document).warnings == ("invisible characters that hid or split words were removed",)
