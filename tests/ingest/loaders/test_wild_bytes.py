"""Whatever bytes a file holds, a loader of text reads it or says why not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.loaders import loader_for
from knowledge.errors import UnreadableFile
from knowledge.models import Document

SNIPPETS = st.sampled_from(
    [
        b"# Tittel\n", b"|a|b|\n|-|-|\n", b"<p>", b"</div><script>", b"<!--", b"&#x0;", b"a;b;c\n", b'"', b"\t",
        b"Subject: =?utf-8?q?=C3=B8?=\n", b"Content-Type: multipart/mixed; boundary=x\n\n--x\n", b"\xff\xfe",
        b"\xef\xbb\xbf", "Blåbærsyltetøy".encode("cp1252"), "Blåbærsyltetøy".encode(), b"\0", b"\r\n\r\n",
    ]
)  # fmt: skip
CONTENT = st.lists(st.one_of(SNIPPETS, st.binary(max_size=40)), max_size=12).map(b"".join)


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.html", "a.csv", "a.tsv", "a.eml"])
@settings(deadline=None)
@given(content=CONTENT)
def test_it_becomes_documents_or_a_reason(name: str, content: bytes):
    for document in _read(name, content):
        assert all("\0" not in getattr(block, "text", "") for block in document.blocks)


def _read(name: str, content: bytes) -> tuple[Document, ...]:
    """At least one document, or none where the loader says why."""
    try:
        documents = loader_for(name, "documents")(content, name)
    except UnreadableFile:
        return ()
    assert documents
    return documents


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.csv", "a.html"])
def test_norwegian_letters_survive_every_usual_encoding(name: str, encoding: str):
    text = "Blåbærsyltetøy på Sørøya koster 40 kroner; det er dyrt å være ærlig.\n" * 4
    wrapped = f"<html><body><article><p>{text}</p></article></body></html>" if name.endswith("html") else text
    documents = loader_for(name, "documents")(wrapped.encode(encoding), name)
    read = " ".join(
        getattr(block, "text", "") or " ".join((*block.header, *(c for row in block.rows for c in row)))
        for document in documents
        for block in document.blocks
    )
    assert "Blåbærsyltetøy på Sørøya" in read
    assert "ærlig" in read
