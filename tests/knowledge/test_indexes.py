"""Both indexes filter by audience by themselves, forget what is removed, and survive being reopened."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from uuid import uuid4

import pytest

from knowledge.chroma_places import Place, embedded, served
from knowledge.index import Nearest, Shelf, VectorEntry, VectorIndex
from knowledge.keys import Key, UnitKey
from knowledge.keywords import KeywordEntry, KeywordIndex
from knowledge.models import Tongue
from tests.standins.embedder import FakeEmbedder

TEXTS = {
    ("open", "members"): "Lønnsoppgjøret er ferdig i mai.",
    ("papers", "board"): "Lønnsoppgjøret for daglig leder er ferdig.",
    ("lab", "public"): "The drone lab opens at nine.",
}
MEMBERS = frozenset({"members", "public"})
BOARD = MEMBERS | {"board"}


@pytest.fixture(params=["embedded", "served"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Collections of this test's own."""
    if request.param == "embedded":
        return embedded(tmp_path / "chroma", "passages")
    return served(request.getfixturevalue("chroma"), "", f"passages-{uuid4().hex[:12]}")


@pytest.fixture
def vectors(place: Place):
    index = VectorIndex(place)
    entries = [
        VectorEntry(UnitKey(Key(t, 0), 0), Shelf("en" if t == "lab" else "no", "documents", audience))
        for t, audience in TEXTS
    ]
    index.add(entries, FakeEmbedder().embed_passages(list(TEXTS.values())))
    yield index
    index.close()


@pytest.fixture
def keywords(tmp_path: Path) -> KeywordIndex:
    index = KeywordIndex(tmp_path / "keywords")
    with index.writing() as writer:
        writer.add([KeywordEntry(Key(t, 0), "nb", audience, text) for (t, audience), text in TEXTS.items()])
        writer.commit()
    return index


def _near(index: VectorIndex, audiences: frozenset[str]) -> set[str]:
    found = index.nearest(FakeEmbedder().embed_query("lønnsoppgjøret"), audiences, 10)
    return {key.passage.text_id for near in found.values() for key in near.keys}


def _named(index: KeywordIndex, query: str, audiences: frozenset[str]) -> list[str]:
    return [hit.key.text_id for hit in index.best(query, audiences, 10)]


def test_vectors_are_found_by_those_who_may_read_them_alone(vectors: VectorIndex):
    assert _near(vectors, MEMBERS) == {"open", "lab"}
    assert _near(vectors, BOARD) == {"open", "lab", "papers"}
    assert _near(vectors, frozenset({"public"})) == {"lab"}


def test_several_vectors_find_what_they_find_one_by_one(vectors: VectorIndex):
    asked = FakeEmbedder().embed_passages(["lønnsoppgjøret", "drone lab", "mai"])
    together = vectors.nearest_to_each(asked, BOARD, 1)
    apart = [vectors.nearest(one, BOARD, 1) for one in asked]
    assert [_keys(found) for found in together] == [_keys(found) for found in apart]


def _keys(found: Mapping[Tongue, Nearest]) -> dict[Tongue, tuple[UnitKey, ...]]:
    return {tongue: near.keys for tongue, near in found.items()}


def test_keywords_are_found_by_those_who_may_read_them_alone(keywords: KeywordIndex):
    assert _named(keywords, "lønnsoppgjøret", MEMBERS) == ["open"]
    assert sorted(_named(keywords, "lønnsoppgjøret", BOARD)) == ["open", "papers"]
    assert _named(keywords, "lønnsoppgjøret", frozenset({"public"})) == []


def test_a_part_of_a_compound_is_found(keywords: KeywordIndex):
    assert _named(keywords, "oppgjør", MEMBERS) == ["open"]


def test_a_name_is_found_whatever_the_language_of_the_question(keywords: KeywordIndex):
    assert _named(keywords, "Hvor er drone lab?", MEMBERS)[0] == "lab"


@pytest.mark.parametrize("query", ["", "?!", "🦭", '"AND OR NOT (', "a" * 5_000])
def test_no_question_breaks_the_keyword_index(keywords: KeywordIndex, query: str):
    assert _named(keywords, query, BOARD) == []


def test_shares_of_bm25_lie_between_nothing_and_all(keywords: KeywordIndex):
    scores = [hit.share for hit in keywords.best("lønnsoppgjøret ferdig i mai", BOARD, 10)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


def test_what_is_removed_is_found_no_more_also_after_reopening(tmp_path, vectors, keywords):
    vectors.remove(["papers", "unknown"])
    with keywords.writing() as writer:
        writer.remove(["papers"])
        writer.commit()
    keywords.close()
    vectors.close()
    assert _near(vectors, BOARD) == {"open", "lab"}
    assert _named(keywords, "lønnsoppgjøret", BOARD) == ["open"]
    assert (vectors.count(), keywords.count()) == (2, 2)
    assert vectors.text_ids() == keywords.text_ids() == {"open", "lab"}


def test_whoever_has_the_index_open_goes_on_when_another_process_puts_it_anew_on_a_server(chroma: str):
    shared = served(chroma, "", f"passages-{uuid4().hex[:12]}")
    reader, writer = VectorIndex(shared), VectorIndex(shared)
    entry = VectorEntry(UnitKey(Key("open", 0), 0), Shelf("no", "documents", "members"))
    writer.add([entry], FakeEmbedder().embed_passages(["Lønnsoppgjøret er ferdig i mai."]))
    assert _near(reader, MEMBERS) == {"open"}
    writer.rewrite(writer.put_anew)
    assert _near(reader, MEMBERS) == {"open"}
    for one in (reader, writer):
        one.close()


def test_clearing_leaves_what_others_keep_on_the_same_server(chroma: str):
    own, others = (VectorIndex(served(chroma, "", f"passages-{uuid4().hex[:12]}")) for _ in range(2))
    entry = VectorEntry(UnitKey(Key("open", 0), 0), Shelf("no", "documents", "members"))
    for index in (own, others):
        index.add([entry], FakeEmbedder().embed_passages(["Lønnsoppgjøret er ferdig i mai."]))
    own.clear()
    assert (own.count(), others.count()) == (0, 1)
    for one in (own, others):
        one.close()
