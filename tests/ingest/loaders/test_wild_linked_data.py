"""Whatever JSON or a page holds, it is read or one reason is given."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.errors import UnreadableFile, WrongFormat
from knowledge.models import SourceKind
from tests.ingest.loaders.made_linked import CONTEXT, KARI, TIND, page_of, read_linked


def test_nodes_that_hold_each_other_come_to_an_end():
    ring = {
        "@graph": [{"@id": "#a", "@type": "Organization", "name": {"@id": "#a"}, "member": {"@id": "#a"}}]
    }
    with pytest.raises(WrongFormat):
        read_linked(ring)
    deep = b'{"@graph":' * 400 + b"{}" + b"}" * 400
    with pytest.raises(WrongFormat):
        read_linked(deep)
    with pytest.raises(WrongFormat):
        read_linked(b"[" * 100_000)


_KEYS = st.sampled_from(
    [
        *(
            "@type",
            "@id",
            "@graph",
            "@list",
            "@value",
            "name",
            "member",
            "employee",
            "email",
            "address",
            "schema:name",
        ),
        *("startDate", "endDate", "location", "eventStatus", "item", "worksFor"),
    ]
)
_LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.floats(),
    st.integers(),
    st.text(max_size=8),
    st.sampled_from(["#a", "Person"]),
)
_JSON = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(_KEYS, inner, max_size=5)),
    max_leaves=12,
)
_KINDS = st.sampled_from(["members", "people", "events"])


@settings(deadline=None, max_examples=300)
@given(_JSON, _KINDS, st.sampled_from(["a.json", "a.html"]))
def test_whatever_json_holds_it_becomes_documents_or_a_reason(data: Any, kind: SourceKind, name: str):
    typed = [
        {"@type": ["Person", "Organization", "Event"], "name": "A", "startDate": "2027-03-04", "about": data},
        data,
    ]
    for one in (data, typed):
        _held(page_of(one) if name == "a.html" else json.dumps(one).encode(), kind, name)


@settings(deadline=None, max_examples=200)
@given(st.randoms(use_true_random=False), _KINDS, st.sampled_from(["a.jsonld", "a.html"]))
def test_a_file_that_was_changed_anywhere_becomes_documents_or_a_reason(
    chance: random.Random, kind: SourceKind, name: str
):
    event = {"@type": "Event", "name": "Møte", "startDate": "2027-03-04T09:00", "endDate": "2027-03-04T10:00"}
    data = {"@context": CONTEXT, "@graph": [TIND, KARI, event]}
    content = bytearray(page_of(data) if name == "a.html" else json.dumps(data).encode())
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(content))
        content[at : at + chance.randint(0, 6)] = chance.randbytes(chance.randint(0, 3))
    _held(bytes(content), kind, name)


def _held(content: bytes, kind: SourceKind, name: str) -> None:
    try:
        documents = read_linked(content, kind, name)
    except UnreadableFile:
        return
    assert documents
    assert len({document.fragment for document in documents}) == len(documents)
    assert all(document.row is not None and document.title for document in documents)
