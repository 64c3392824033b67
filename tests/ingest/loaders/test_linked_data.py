"""Members and people of linked data (schema.org) in files and web pages."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from knowledge.errors import WrongFormat
from knowledge.models import SourceKind
from knowledge.rows import MemberRow, PersonRow
from tests.ingest.loaders.made_linked import CONTEXT, KARI, TIND, page_of, read_linked, titles_of, warnings_of


def test_an_organisation_says_all_that_a_register_asks():
    (document,) = read_linked({"@context": CONTEXT, **TIND})
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
    assert "kept and can be searched: foundingDate, numberOfEmployees" in warnings_of((document,))


def test_a_person_says_all_that_a_register_asks_and_nothing_private():
    (document,) = read_linked({"@context": CONTEXT, **KARI}, "people")
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
    assert "properties that are not read: birthDate" in warnings_of((document,))
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
    (document,) = read_linked([{"@type": types, "name": "Tind"}])
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
    assert sorted(titles_of(read_linked(data))) == ["A", "B"]


def test_the_homepage_of_one_organisation_is_that_organisation_s():
    graph = [
        {"@type": "WebSite", "name": "Tind", "publisher": {"@id": "#o"}},
        {"@type": ["Organization", "Brand"], "@id": "#o", "name": "Tind AS"},
        {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "name": "Hjem"}]},
    ]
    (document,) = read_linked({"@context": CONTEXT, "@graph": graph})
    assert (document.row, document.warnings) == (MemberRow("Tind AS"), ())


def test_a_member_s_role_tells_since_when_and_until_when():
    role = {"@type": "OrganizationRole", "startDate": "2020-03-01", "endDate": "i fjor", "member": {**TIND}}
    (document,) = read_linked({"@type": "Organization", "name": "Klyngen", "member": role})
    assert isinstance(document.row, MemberRow)
    assert (document.row.joined, document.row.left) == (date(2020, 3, 1), None)
    assert "“i fjor” is not understood as a date" in warnings_of((document,))


def test_employees_belong_to_who_employs_them():
    data = {"@type": "Organization", "name": "Tind", "employee": [{"@type": "Person", "name": "Kari"}]}
    (document,) = read_linked(data, "people")
    assert document.row == PersonRow("Kari", organisation="Tind")


def test_a_role_around_an_employer_names_the_employer_and_the_role():
    role = {
        "@type": "EmployeeRole",
        "roleName": "Leder",
        "worksFor": {"@type": "Organization", "name": "Tind"},
    }
    (document,) = read_linked([{"@type": "Person", "name": "Kari", "worksFor": role}], "people")
    assert document.row == PersonRow("Kari", organisation="Tind", role="Leder")


def test_what_is_something_else_or_has_no_name_is_told_with_where_it_stands():
    data = {"@graph": [KARI, {"@type": "Product", "name": "X"}, {"@type": "Organization"}, TIND]}
    documents = read_linked(data)
    assert titles_of(documents) == ["Tind etat"]
    assert "not read, only organisations are: 1 × Person, 1 × Product" in warnings_of(documents)
    assert "“Organization” (@graph 3) has no name and is not read" in warnings_of(documents)


@pytest.mark.parametrize("name", ["a.html", "a.HTM"])
def test_a_web_page_is_read_by_its_scripts_and_a_broken_one_costs_itself(name: str):
    page = page_of(
        TIND, '{"@type": "Organization",', {"@graph": [TIND, {"@type": "Organization", "name": "B"}]}
    )
    documents = read_linked(page, "members", name)
    assert titles_of(documents) == ["Tind etat", "B"]
    assert "script 2 of the page: it is not JSON" in warnings_of(documents)


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
    assert titles_of(read_linked(page_of(script), "members", "a.html")) == ["Tind"]


@pytest.mark.parametrize("kind", ["members", "people", "events"])
@pytest.mark.parametrize(
    ("name", "content"),
    [("a.html", page_of({"@type": "Product"})), ("a.html", b"<p>Hei</p>"), ("a.json", b"[[]]")],
)
def test_what_names_nobody_says_so(kind: SourceKind, name: str, content: bytes):
    with pytest.raises(WrongFormat):
        read_linked(content, kind, name)


def test_nobody_agrees_to_introductions_by_linked_data():
    (document,) = read_linked(
        [{"@type": "Person", "name": "Kari", "consent": True, "consents": "ja"}], "people"
    )
    assert document.row == PersonRow("Kari")
