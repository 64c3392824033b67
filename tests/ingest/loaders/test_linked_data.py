"""Members and people of linked data (schema.org) in files and web pages, and of plain lists in JSON."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.loaders import loader_for
from knowledge.errors import EmptyFile, UnreadableFile, WrongFormat
from knowledge.models import Document, SourceKind
from knowledge.rows import MemberRow, PersonRow

CONTEXT = "https://schema.org"
TIND: dict[str, Any] = {
    "@type": "GovernmentOrganization",
    "name": "Tind etat",
    "legalName": "Etaten Tind",
    "alternateName": ["TE"],
    "url": "https://tind.example",
    "description": "<p>Måler <b>is</b> &amp; snø.</p><script>x()</script>",
    "keywords": "is, snø",
    "knowsAbout": [{"@type": "DefinedTerm", "name": "radar"}, "is"],
    "makesOffer": [
        {"@type": "Offer", "itemOffered": {"@type": "Service", "name": "Snøkart"}},
        {"name": "Kurs"},
    ],
    "seeks": {"@type": "Demand", "description": "piloter"},
    "address": {"@type": "PostalAddress", "streetAddress": "Gate 1", "addressLocality": "Bodø"},
    "contactPoint": {
        "@type": "ContactPoint",
        "name": "Per Li",
        "telephone": "22",
        "email": "mailto:Per@tind.example",
    },
    "vatID": "NO 999 MVA",
    "logo": "https://tind.example/logo.png",
    "foundingDate": "1999",
    "numberOfEmployees": {"@type": "QuantitativeValue", "value": 40},
    "dateModified": "2026-03-01T10:00:00Z",
}
KARI: dict[str, Any] = {
    "@type": "Person",
    "givenName": "Kari",
    "familyName": "Nes",
    "email": "mailto:Kari@Tind.example",
    "telephone": "22",
    "url": "https://kari.example",
    "jobTitle": "Leder",
    "worksFor": {"@type": "Organization", "name": "Tind etat"},
    "address": {"addressLocality": "Narvik"},
    "knowsLanguage": ["nb", {"@type": "Language", "name": "Samisk"}],
    "knowsAbout": ["is", "snø"],
    "seeks": {"name": "kart"},
    "makesOffer": {"name": "veiledning"},
    "birthDate": "1980-01-01",
}


def _read(
    data: Any, kind: SourceKind = "members", name: str = "a.jsonld", columns: Mapping[str, str] | None = None
) -> tuple[Document, ...]:
    content = data if isinstance(data, bytes) else json.dumps(data, ensure_ascii=False).encode()
    return loader_for(name, kind, columns)(content, name)


def _page(*scripts: Any) -> bytes:
    texts = (one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in scripts)
    escaped = (text.replace("</", "<\\/") for text in texts)
    inside = "".join(f'<script type="application/ld+json; charset=utf-8">{text}</script>' for text in escaped)
    return f"<html><head><meta charset=utf-8>{inside}</head><body><p>Hei</p></body></html>".encode()


def _warnings(documents: tuple[Document, ...]) -> str:
    return "\n".join(warning for document in documents for warning in document.warnings)


def _titles(documents: tuple[Document, ...]) -> list[str]:
    return [document.title for document in documents]


def test_an_organisation_says_all_that_a_register_asks():
    (document,) = _read({"@context": CONTEXT, **TIND})
    assert document.row == MemberRow(
        name="Tind etat",
        type="public",
        place="Bodø",
        website="https://tind.example",
        description="Måler is & snø.",
        tags=("is", "snø", "radar"),
        offers=("Snøkart", "Kurs"),
        needs=("piloter",),
        contact_name="Per Li",
        contact_email="per@tind.example",
        phone="22",
        number="NO 999 MVA",
        aliases=("Etaten Tind", "TE"),
        extra=(("foundingDate", "1999"), ("numberOfEmployees", "40")),
    )
    assert (document.fragment, document.modified) == ("Tind etat", date(2026, 3, 1))
    assert "kept and can be searched: foundingDate, numberOfEmployees" in _warnings((document,))


def test_a_person_says_all_that_a_register_asks_and_nothing_private():
    (document,) = _read({"@context": CONTEXT, **KARI}, "people")
    assert document.row == PersonRow(
        name="Kari Nes",
        email="kari@tind.example",
        organisation="Tind etat",
        role="Leder",
        place="Narvik",
        languages=("norsk", "Samisk"),
        topics=("is", "snø"),
        offers=("veiledning",),
        needs=("kart",),
        phone="22",
        website="https://kari.example",
    )
    assert document.fragment == "kari@tind.example"
    assert "properties that are not read: birthDate" in _warnings((document,))
    assert "1980" not in str(document.blocks)


@pytest.mark.parametrize(
    ("types", "kind"),
    [
        ("Organization", ""),
        ("LocalBusiness", ""),
        ("Corporation", ""),
        (["Organization", "NGO"], "NGO"),
        ("schema:ResearchOrganization", "research"),
        ("http://schema.org/CollegeOrUniversity", "university"),
        (["Thing", ["https://schema.org/EducationalOrganization"]], "education"),
    ],
)
def test_a_type_counts_only_where_it_says_something(types: Any, kind: str):
    (document,) = _read([{"@type": types, "name": "Tind"}])
    assert document.row == MemberRow("Tind", type=kind)


@pytest.mark.parametrize(
    "data",
    [
        [{"@type": "Organization", "name": "A"}, {"@type": "NGO", "name": "B"}],
        {"@graph": [{"@type": "Organization", "name": "A"}, {"@type": "Organization", "name": "B"}]},
        {
            "@type": "ItemList",
            "itemListElement": [
                {"@type": "ListItem", "position": 1, "item": {"@type": "Organization", "name": "A"}},
                {"@type": "Organization", "name": "B"},
            ],
        },
        {
            "@type": "schema:WebPage",
            "schema:mainEntity": {
                "@type": "http://schema.org/ItemList",
                "http://schema.org/itemListElement": [
                    {"schema:item": {"@id": "#a"}},
                    {"schema:item": {"@type": "Organization", "schema:name": "B"}},
                ],
            },
            "about": {"@id": "#a", "@type": "Organization", "https://schema.org/name": "A"},
        },
        {
            "@type": "Organization",
            "name": "Klyngen",
            "member": [
                {"@type": "Organization", "name": "A"},
                {"@type": "OrganizationRole", "member": {"@type": "Organization", "name": "B"}},
            ],
        },
        {
            "@graph": [
                {"@type": "WebSite", "publisher": {"@id": "#k"}},
                {"@type": "Organization", "@id": "#k", "name": "Klyngen"},
                {"@type": "Organization", "name": "A"},
                {"@type": "Organization", "name": "B"},
            ]
        },
    ],
    ids=["list", "graph", "item list", "prefixes and references", "members", "publisher"],
)
def test_those_that_are_listed_are_the_members_and_nobody_else(data: Any):
    assert sorted(_titles(_read(data))) == ["A", "B"]


def test_the_homepage_of_one_organisation_is_that_organisation_s():
    graph = [
        {"@type": "WebSite", "name": "Tind", "publisher": {"@id": "#o"}},
        {"@type": ["Organization", "Brand"], "@id": "#o", "name": "Tind AS"},
        {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "name": "Hjem"}]},
    ]
    (document,) = _read({"@context": CONTEXT, "@graph": graph})
    assert (document.row, document.warnings) == (MemberRow("Tind AS"), ())


def test_a_member_s_role_tells_since_when_and_until_when():
    role = {"@type": "OrganizationRole", "startDate": "2020-03-01", "endDate": "i fjor", "member": {**TIND}}
    (document,) = _read({"@type": "Organization", "name": "Klyngen", "member": role})
    assert isinstance(document.row, MemberRow)
    assert (document.row.joined, document.row.left) == (date(2020, 3, 1), None)
    assert "“i fjor” is not understood as a date" in _warnings((document,))


def test_employees_belong_to_who_employs_them():
    data = {"@type": "Organization", "name": "Tind", "employee": [{"@type": "Person", "name": "Kari"}]}
    (document,) = _read(data, "people")
    assert document.row == PersonRow("Kari", organisation="Tind")


def test_a_role_around_an_employer_names_the_employer_and_the_role():
    role = {
        "@type": "EmployeeRole",
        "roleName": "Leder",
        "worksFor": {"@type": "Organization", "name": "Tind"},
    }
    (document,) = _read([{"@type": "Person", "name": "Kari", "worksFor": role}], "people")
    assert document.row == PersonRow("Kari", organisation="Tind", role="Leder")


def test_what_is_something_else_or_has_no_name_is_told_with_where_it_stands():
    data = {"@graph": [KARI, {"@type": "Product", "name": "X"}, {"@type": "Organization"}, TIND]}
    documents = _read(data)
    assert _titles(documents) == ["Tind etat"]
    assert "not read, only organisations are: 1 × Person, 1 × Product" in _warnings(documents)
    assert "“Organization” (@graph 3) has no name and is not read" in _warnings(documents)


@pytest.mark.parametrize("name", ["a.html", "a.HTM"])
def test_a_web_page_is_read_by_its_scripts_and_a_broken_one_costs_itself(name: str):
    page = _page(
        TIND, '{"@type": "Organization",', {"@graph": [TIND, {"@type": "Organization", "name": "B"}]}
    )
    documents = _read(page, "members", name)
    assert _titles(documents) == ["Tind etat", "B"]
    assert "script 2 of the page: it is not JSON" in _warnings(documents)


@pytest.mark.parametrize(
    "script",
    [
        '\n//<![CDATA[\n{"@type": "Organization", "name": "Tind"}\n//]]>\n',
        '<!-- {"@type": "Organization", "name": "Tind"} -->',
        '{"@type": "Organization", "name": "Tind"};',
        '{"@type": "Organization",\t"name": "Tind\n"}',
    ],
)
def test_a_script_is_read_in_the_wrappings_that_pages_put_around_it(script: str):
    assert _titles(_read(_page(script), "members", "a.html")) == ["Tind"]


@pytest.mark.parametrize("kind", ["members", "people", "events"])
@pytest.mark.parametrize(
    ("name", "content"),
    [("a.html", _page({"@type": "Product"})), ("a.html", b"<p>Hei</p>"), ("a.json", b"[[]]")],
)
def test_what_names_nobody_says_so(kind: SourceKind, name: str, content: bytes):
    with pytest.raises(WrongFormat):
        _read(content, kind, name)


def test_json_that_is_broken_says_where():
    with pytest.raises(WrongFormat, match="line 2, column 9"):
        _read(b'{\n"name": }', "members", "a.json")


def test_json_without_anything_in_it_is_empty():
    with pytest.raises(EmptyFile):
        _read(b" \n", "members", "a.json")


@pytest.mark.parametrize("around", [lambda rows: rows, lambda rows: {"count": 2, "data": rows}])
def test_a_plain_list_is_read_by_its_keys_as_columns_are(around: Any):
    rows = [
        {"navn": "Tind", "tilbyr": ["radar", "is"], "kontakt": {"e-post": "P@tind.example"}, "Fisk": "torsk"},
        {"navn": "Kystdata", "medlem siden": "2020-03-01", "org nr": 999, "sted": None},
        {"sted": "Moss"},
    ]
    documents = _read(around(rows), "members", "a.json")
    assert [document.row for document in documents] == [
        MemberRow("Tind", offers=("radar", "is"), contact_email="p@tind.example", extra=(("Fisk", "torsk"),)),
        MemberRow("Kystdata", joined=date(2020, 3, 1), number="999"),
    ]
    assert documents[1].blocks[0].place.rows == (2, 2)
    assert "row 3 has no name and is not read: Moss" in _warnings(documents)


def test_a_plain_list_of_people_says_yes_as_a_table_does_and_takes_mapped_columns():
    rows = [{"name": "Kari", "consent": True, "base": "Bodø"}, {"name": "Ola", "consent": False}]
    documents = _read(rows, "people", "a.json", {"base": "place"})
    assert [document.row for document in documents] == [
        PersonRow("Kari", consents=True, place="Bodø"),
        PersonRow("Ola"),
    ]


def test_nobody_agrees_to_introductions_by_linked_data():
    (document,) = _read([{"@type": "Person", "name": "Kari", "consent": True, "consents": "ja"}], "people")
    assert document.row == PersonRow("Kari")


def test_nodes_that_hold_each_other_come_to_an_end():
    ring = {
        "@graph": [{"@id": "#a", "@type": "Organization", "name": {"@id": "#a"}, "member": {"@id": "#a"}}]
    }
    with pytest.raises(WrongFormat):
        _read(ring)
    deep = b'{"@graph":' * 400 + b"{}" + b"}" * 400
    with pytest.raises(WrongFormat):
        _read(deep)
    with pytest.raises(WrongFormat):
        _read(b"[" * 100_000)


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
        _held(_page(one) if name == "a.html" else json.dumps(one).encode(), kind, name)


@settings(deadline=None, max_examples=200)
@given(st.randoms(use_true_random=False), _KINDS, st.sampled_from(["a.jsonld", "a.html"]))
def test_a_file_that_was_changed_anywhere_becomes_documents_or_a_reason(
    chance: random.Random, kind: SourceKind, name: str
):
    event = {"@type": "Event", "name": "Møte", "startDate": "2027-03-04T09:00", "endDate": "2027-03-04T10:00"}
    data = {"@context": CONTEXT, "@graph": [TIND, KARI, event]}
    content = bytearray(_page(data) if name == "a.html" else json.dumps(data).encode())
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(content))
        content[at : at + chance.randint(0, 6)] = chance.randbytes(chance.randint(0, 3))
    _held(bytes(content), kind, name)


def _held(content: bytes, kind: SourceKind, name: str) -> None:
    try:
        documents = _read(content, kind, name)
    except UnreadableFile:
        return
    assert documents
    assert len({document.fragment for document in documents}) == len(documents)
    assert all(document.row is not None and document.title for document in documents)
