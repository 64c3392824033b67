"""Registers of members and people: what a row says, in whatever table it stands, and what is told of the rest."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.loaders import loader_for
from ingest.loaders.values import read_day, split_values
from knowledge.errors import EmptyFile, UnreadableFile, WrongFormat
from knowledge.models import Document, Fields, SourceKind
from knowledge.rows import MemberRow, PersonRow
from tests.ingest.loaders.made_xlsx import workbook


def _read(
    content: str | bytes,
    kind: SourceKind = "members",
    name: str = "a.csv",
    columns: Mapping[str, str] | None = None,
) -> tuple[Document, ...]:
    made = content.encode() if isinstance(content, str) else content
    return loader_for(name, kind, columns)(made, name)


def _member(content: str | bytes, columns: Mapping[str, str] | None = None) -> MemberRow:
    (document,) = _read(content, "members", columns=columns)
    assert isinstance(document.row, MemberRow)
    return document.row


def _person(content: str | bytes, columns: Mapping[str, str] | None = None) -> PersonRow:
    (document,) = _read(content, "people", columns=columns)
    assert isinstance(document.row, PersonRow)
    return document.row


def _warnings(documents: tuple[Document, ...]) -> str:
    return "\n".join(warning for document in documents for warning in document.warnings)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_row_says_the_same_with_every_delimiter_and_encoding(delimiter: str, encoding: str):
    lines = [("Navn", "Sted", "Tilbyr"), ("Blåbær AS", "Bodø", "syltetøy"), ("Kystdata", "Ås", "kart")]
    content = "\r\n".join(map(delimiter.join, lines)).encode(encoding)
    rows = [document.row for document in _read(content)]
    assert rows == [
        MemberRow("Blåbær AS", place="Bodø", offers=("syltetøy",)),
        MemberRow("Kystdata", place="Ås", offers=("kart",)),
    ]


def test_every_field_of_a_member_is_read_in_norwegian_and_in_english():
    norwegian = (
        "Organisasjonsnavn;Medlemstype;Kommune;Hjemmeside;Om bedriften;Stikkord;Kan hjelpe med;Ser etter;Medlem siden;"
        "Utmeldt dato;Medlemsstatus;Kontaktperson;E-post;Telefon;Org.nr.;Kortnavn\n"
    )
    english = (
        "Company name;Member type;City;Website;About us;Tags;Can help with;Looking for;Member since;Date left;"
        "Member status;Contact person;Contact e-mail;Phone;Organisation number;Also known as\n"
    )
    row = (
        "Tind  AS;SMB;Bodø;tind.example;Vi måler is.;is;Sensorer; piloter ;1.3.2020;2026-12-31;utmeldt;Per Li;"
        "Per@Tind.example;+47 555;999;T"
    )
    assert _member(
        norwegian + row.replace("Sensorer; piloter ", '"Sensorer; radar;sensorer;"' + ";piloter")
    ) == (
        MemberRow(
            name="Tind AS",
            type="SMB",
            place="Bodø",
            website="tind.example",
            description="Vi måler is.",
            tags=("is",),
            offers=("Sensorer", "radar", "sensorer"),
            needs=("piloter",),
            joined=date(2020, 3, 1),
            left=date(2026, 12, 31),
            status="utmeldt",
            contact_name="Per Li",
            contact_email="per@tind.example",
            phone="+47 555",
            number="999",
            aliases=("T",),
        )
    )
    assert _member(english + row) == _member(norwegian + row)


def test_every_field_of_a_person_is_read():
    header = (
        "Fornavn;Etternavn;E-post;Bedrift;Stilling;By;Språk;Interesser;Kompetanse;Trenger;Introduksjoner per måned;"
        "Samtykke;Pause til;Sluttdato;Status;Mobil;Nettside\n"
    )
    row = "Kari;Nes;Kari@Tind.example;Tind;Leder;Bodø;norsk;is;radar;kart;2;Ja;01.02.2027;;aktiv;55;kari.example"
    assert _person(header + row) == PersonRow(
        name="Kari Nes",
        email="kari@tind.example",
        organisation="Tind",
        role="Leder",
        place="Bodø",
        languages=("norsk",),
        topics=("is",),
        offers=("radar",),
        needs=("kart",),
        willing=2,
        consents=True,
        paused_until=date(2027, 2, 1),
        status="aktiv",
        phone="55",
        website="kari.example",
    )


@pytest.mark.parametrize("column", ["Samtykke til introduksjon", "Consents to introductions", "samtykker"])
def test_a_column_is_known_in_another_form_of_its_name(column: str):
    assert _person(f"navn;{column}\nKari;ja\n").consents is True


@pytest.mark.parametrize(
    ("written", "consents"),
    [("ja", True), ("Yes", True), ("x", True), ("JA!", True), ("", None), ("nei", False), ("kanskje", False),
     ("ja, men spør først", False), ("0", False)],
)  # fmt: skip
def test_consent_is_only_what_plainly_says_yes(written: str, consents: bool | None):
    assert _person(f"navn;samtykke\nKari;{written}\n").consents is consents


def test_who_has_left_stays_in_the_record_with_what_is_said_of_it():
    documents = _read("navn;status;sluttdato\nTind;Utmeldt;31.12.2025\nKystdata;;\n")
    assert [document.row for document in documents] == [
        MemberRow("Tind", status="Utmeldt", left=date(2025, 12, 31)),
        MemberRow("Kystdata"),
    ]


def test_a_column_that_nothing_is_made_for_is_kept_searched_and_told():
    documents = _read("navn;Yndlingsfisk\nTind;torsk\n")
    assert documents[0].row == MemberRow("Tind", extra=(("Yndlingsfisk", "torsk"),))
    (block,) = documents[0].blocks
    assert isinstance(block, Fields)
    assert ("Yndlingsfisk", ("torsk",)) in block.pairs
    assert "can be searched: Yndlingsfisk" in _warnings(documents)


def test_a_cell_that_is_not_understood_is_kept_and_told_and_never_guessed():
    documents = _read("navn;medlem siden\nTind;i fjor vår\n")
    assert documents[0].row == MemberRow("Tind", extra=(("medlem siden", "i fjor vår"),))
    assert 'row 2: "i fjor vår" under medlem siden is not understood' in _warnings(documents)


def test_rows_of_one_name_stay_two_and_a_row_without_one_is_told():
    documents = _read("navn;sted\nTind;Bodø\n;Moss\nTind;Narvik\n")
    assert [document.fragment for document in documents] == ["Tind", "Tind (2)"]
    assert "row 3 has no name and is not read: Moss" in _warnings(documents)


def test_a_title_and_remarks_may_stand_above_the_names_of_the_columns():
    assert _member("Medlemmer 2026\n\nOppdatert av Siv\nNavn (kort)*;Sted:\nTind;Bodø\n").place == "Bodø"


def test_a_workbook_is_read_sheet_by_sheet():
    content = workbook(
        Bedrifter=[("Navn", "Medlem siden", "Org.nr", "Aktiv"), ("Tind", datetime(2020, 3, 1), 999.0, True)],
        Notater=[("Husk kaffe",)],
    )
    documents = _read(content, name="a.xlsx")
    assert documents[0].row == MemberRow(
        "Tind", joined=date(2020, 3, 1), number="999", extra=(("Aktiv", "ja"),)
    )
    assert documents[0].blocks[0].place.sheet == "Bedrifter"
    assert 'sheet "Notater" has no column with names and is not read' in _warnings(documents)


def test_a_mapped_column_goes_before_one_that_is_recognised():
    mapped = _member("Navn;Sted;Besøk\nTind;Bodø;Narvik\n", {"besøk": "place"})
    assert mapped == MemberRow("Tind", place="Narvik", extra=(("Sted", "Bodø"),))


def test_a_mapped_list_stands_beside_one_that_is_recognised():
    content = 'Navn;Tilbyr;Selger\nTind;is;"snø; is"\n'
    assert _member(content, {"Selger": "offers"}).offers == ("snø", "is")


def test_a_mapped_name_finds_the_columns_where_no_name_is_recognised():
    assert _member("Hvem;Sted\nTind;Bodø\n", {"Hvem": "name"}) == MemberRow("Tind", place="Bodø")
    person = _person("Organisasjon;Hvem\nTind;Kari\n", {"Hvem": "name"})
    assert (person.name, person.organisation) == ("Kari", "Tind")


def test_a_mapped_column_is_missed_only_where_no_sheet_has_it():
    content = workbook(A=[("Navn", "X"), ("Tind", "Bodø")], B=[("Navn",), ("Kystdata",)])
    both = _read(content, name="a.xlsx", columns={"X": "place", "Y": "type"})
    assert 'a column "Y"' in _warnings(both)
    assert 'a column "X"' not in _warnings(both)


@pytest.mark.parametrize("content", ["", " \n ", "\ufeff\n"])
def test_a_register_without_anything_in_it_is_empty(content: str):
    with pytest.raises(EmptyFile):
        _read(content)


@pytest.mark.parametrize("content", ["sted;type\nBodø;SMB\n", "navn;sted\n;Bodø\n"])
def test_a_register_without_names_says_what_to_do(content: str):
    with pytest.raises(WrongFormat, match="column"):
        _read(content)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2027-03-04", date(2027, 3, 4)),
        ("2027-3-4", date(2027, 3, 4)),
        ("2027-03-04T10:00", date(2027, 3, 4)),
        ("4.3.2027", date(2027, 3, 4)),
        ("04/03/2027", date(2027, 3, 4)),
        ("31.02.2027", None),
        ("4. mars 2027", None),
        ("03-04-27", None),
    ],
)
def test_a_date_is_iso_or_day_month_year_and_nothing_is_guessed(written: str, day: date | None):
    assert read_day(written) == day


@given(st.dates())
def test_every_day_is_read_as_it_is_written(day: date):
    assert read_day(day.isoformat()) == day
    assert read_day(f"{day.day:02}.{day.month:02}.{day.year:04}") == day


@given(st.lists(st.text(alphabet=st.characters(exclude_characters=";\n", codec="utf-8"))))
def test_a_list_is_cut_at_semicolons_and_loses_only_doubles_and_spaces(values: list[str]):
    cleaned = list(dict.fromkeys(filter(None, (" ".join(value.split()) for value in values))))
    assert list(split_values(";".join(values))) == cleaned


_CELL = st.text(alphabet=st.sampled_from('navstdeøå ;,\t"\n0123.-@'), max_size=8)


@settings(deadline=None, max_examples=200)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.lists(st.one_of(_CELL, st.sampled_from(["navn;sted\n", "Tind;Bodø\n", "e-post\t"]))).map(
            lambda parts: "".join(parts).encode()
        ),
    ),
    st.sampled_from(["a.csv", "a.tsv", "a.xlsx"]),
    st.sampled_from(["members", "people"]),
)
def test_whatever_a_file_holds_it_becomes_rows_with_names_or_a_reason(
    content: bytes, name: str, kind: SourceKind
):
    try:
        documents = _read(content, kind, name)
    except UnreadableFile:
        return
    assert documents
    assert len({document.fragment for document in documents}) == len(documents)
    assert all(document.row is not None and getattr(document.row, "name", "") for document in documents)
