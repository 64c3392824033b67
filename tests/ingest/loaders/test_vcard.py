"""Cards of organisations and people, from every program that exports them; a broken one costs itself alone."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.loaders import loader_for
from knowledge.errors import EmptyFile, UnreadableFile, WrongFormat
from knowledge.models import Document, SourceKind
from knowledge.rows import MemberRow, PersonRow

PERSON = r"""BEGIN:VCARD
VERSION:4.0
KIND:individual
FN:Kari Nes
N:Nes;Kari;;;
EMAIL;TYPE=home:kari@hjemme.example
EMAIL;PREF=1:Kari@Tind.example
ORG:Tind AS;Utvikling
TITLE:Leder
TEL;VALUE=uri;TYPE="voice,home":tel:+47-111
TEL;VALUE=uri;TYPE=work:tel:+47-222
URL:https://kari.example/a\,b
ADR;LABEL="Gate 1: Bodø":;;Gate 1;Bodø;;8000;Norge
LANG;PREF=2:en
LANG;PREF=1:nb
LANG:de-AT
CATEGORIES:is,snø\, slaps
EXPERTISE;INDEX=2;LEVEL=expert:radar
EXPERTISE;INDEX=1:sensorer\, små
INTEREST;LEVEL=high:kart
HOBBY:ski
REV:20260301T101112Z
END:VCARD
"""
MEMBER = r"""BEGIN:VCARD
VERSION:4.0
KIND:org
FN:Tind AS
NICKNAME:Tinden,TA
ORG:Tind Aksjeselskap
EMAIL:post@tind.example
TEL:+47 222
ORG-DIRECTORY:https://tind.example/ansatte
ADR:;;Gate 1;Bodø;;8000;Norge
NOTE:Måler is\nog snø.
CATEGORIES:is
EXPERTISE:radar
END:VCARD
"""


def _read(content: str | bytes, kind: SourceKind = "people") -> tuple[Document, ...]:
    made = content.encode() if isinstance(content, str) else content
    return loader_for("a.vcf", kind)(made, "a.vcf")


def _card(*lines: str, version: str = "3.0") -> str:
    return "\r\n".join(("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""))


def _person(*lines: str, version: str = "3.0") -> PersonRow:
    (document,) = _read(_card(*lines, version=version))
    assert isinstance(document.row, PersonRow)
    return document.row


def _warnings(documents: tuple[Document, ...]) -> str:
    return "\n".join(warning for document in documents for warning in document.warnings)


def test_a_person_is_read_with_what_is_preferred_first_and_home_last():
    (document,) = _read(PERSON)
    assert document.row == PersonRow(
        name="Kari Nes",
        email="kari@tind.example",
        organisation="Tind AS",
        role="Leder",
        place="Bodø",
        languages=("norsk", "engelsk", "tysk"),
        topics=("is", "snø, slaps", "kart", "ski"),
        offers=("sensorer, små", "radar"),
        phone="+47-222",
        website="https://kari.example/a,b",
    )
    assert (document.fragment, document.title) == ("kari@tind.example", "Kari Nes")
    assert (document.modified, document.warnings) == (date(2026, 3, 1), ())
    assert ("Tilbyr / Offers", ("sensorer, små", "radar")) in document.blocks[0].pairs


def test_an_organisation_is_read_with_all_its_names():
    (document,) = _read(MEMBER, "members")
    assert document.row == MemberRow(
        name="Tind AS",
        place="Bodø",
        website="https://tind.example/ansatte",
        description="Måler is og snø.",
        tags=("is",),
        offers=("radar",),
        contact_email="post@tind.example",
        phone="+47 222",
        aliases=("Tind Aksjeselskap", "Tinden", "TA"),
    )
    assert document.fragment == "Tind AS"


def test_nobody_agrees_to_introductions_by_a_card():
    assert _person("FN:Kari", "X-CONSENT:ja", "CATEGORIES:samtykke").consents is None


@pytest.mark.parametrize(
    "lines",
    [
        ("FN:Tind AS", "N:Tind AS;;;;", "ORG:Tind AS"),
        ("FN:Tind AS", "ORG:Tind AS;Salg"),
        ("FN:", "N:;;;;", "ORG:Tind AS"),
        ("FN:Tind AS", "X-ABShowAs:COMPANY"),
    ],
)
def test_a_card_that_names_an_organisation_and_nobody_else_is_its_card(lines: tuple[str, ...]):
    (document,) = _read(_card(*lines), "members")
    assert document.row == MemberRow("Tind AS")


def test_cards_of_the_other_kind_are_told_and_not_counted():
    both = PERSON + MEMBER + _card("KIND:group", "FN:Styret", version="4.0")
    people, members = _read(both), _read(both, "members")
    assert [document.title for document in people] == ["Kari Nes"]
    assert "“Tind AS” (line 24) is not the card of a person" in _warnings(people)
    assert "“Styret” (line 38)" in _warnings(people)
    assert [document.title for document in members] == ["Tind AS"]
    assert (
        "“Kari Nes” (line 1) is not the card of an organisation and is not read; add KIND:org"
        in _warnings(members)
    )


def test_an_old_card_of_outlook_is_read():
    row = _person(
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:S=C3=B8r=C3=A5s;P=C3=A5l",
        "FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:P=E5l S=F8r=",
        "=E5s",
        "ORG;CHARSET=UTF-8;QUOTED-PRINTABLE:=C3=98stvik",
        "TEL;HOME;VOICE:111",
        "TEL;WORK;VOICE:222",
        "EMAIL;PREF;INTERNET:paal@ostvik.example",
        version="2.1",
    )
    assert row == PersonRow("Pål Sørås", email="paal@ostvik.example", organisation="Østvik", phone="222")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_norwegian_letters_survive_every_encoding_and_line_end(encoding: str, end: str):
    card = _card("FN:Bjørg Ås", "TITLE:Rådgiver").replace("\r\n", end)
    assert _read(card.encode(encoding))[0].row == PersonRow("Bjørg Ås", role="Rådgiver")


def test_folded_lines_are_put_together_even_inside_a_letter():
    folded = (
        _card("FN:Bjørg Ås", "NOTE:x", "TITLE:Råd\r\n\tgiver").encode().replace(b"\xc3\xb8", b"\xc3\r\n \xb8")
    )
    assert _read(folded)[0].row == PersonRow("Bjørg Ås", role="Rådgiver")


def test_the_groups_of_apple_s_cards_do_not_hide_their_lines():
    assert (
        _person("FN:Kari", "item1.EMAIL;type=INTERNET:k@x.example", "item1.X-ABLabel:Jobb").email
        == "k@x.example"
    )


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        ("BEGIN:VCARD\nFN:Per\n", ("“Per” (line 1) has no END:VCARD",)),
        (_card("TITLE:Leder"), ("(line 1) has no name",)),
        ("Hei!\n", ("line 1 stands outside all cards",)),
        ("END:VCARD\n", ("line 1 ends a card that never began",)),
    ],
)
def test_what_is_broken_costs_itself_alone_and_is_told(broken: str, words: tuple[str, ...]):
    for content in (broken + _card("FN:Kari"),):
        documents = _read(content)
        assert [document.title for document in documents] == ["Kari"]
        assert all(word in _warnings(documents) for word in words)


def test_a_card_that_is_cut_off_at_the_end_leaves_the_others():
    documents = _read(_card("FN:Kari") + "BEGIN:VCARD\nFN:Per\nEMA")
    assert [document.title for document in documents] == ["Kari"]
    assert "“Per” (line 5) has no END:VCARD and was not read" in _warnings(documents)


def test_a_line_that_is_none_costs_that_line():
    documents = _read(_card("FN:Kari", "dette er ingenting", "TITLE:Leder"))
    assert documents[0].row == PersonRow("Kari", role="Leder")
    assert "line 4 is no line of a card (“dette er ingenting”)" in _warnings(documents)


def test_what_a_register_has_no_use_for_is_left_out_and_told():
    documents = _read(_card("FN:Kari", "BDAY:19800101", "NOTE:Treg til å svare", "PHOTO;ENCODING=b:AAAA"))
    assert "not read: BDAY, NOTE" in _warnings(documents)
    assert "Treg" not in str(documents[0].blocks)


def test_the_same_name_twice_stays_two():
    assert [one.fragment for one in _read(_card("FN:Kari") * 2)] == ["Kari", "Kari (2)"]


@pytest.mark.parametrize("content", ["", "\n \n"])
def test_a_file_without_anything_is_empty(content: str):
    with pytest.raises(EmptyFile):
        _read(content)


@pytest.mark.parametrize("content", ["navn;sted\nTind;Bodø\n", "BEGIN:VCALENDAR\nEND:VCALENDAR\n", MEMBER])
def test_a_file_without_a_card_that_can_be_read_says_so(content: str):
    with pytest.raises(WrongFormat, match="card"):
        _read(content)


_LINES = st.sampled_from(
    ["BEGIN:VCARD", "END:VCARD", "FN:Kari", "N:;", "N:a\\;b;c", "ORG:;;", "ADR:", "EMAIL;PREF=x:", "TEL;:1", ";:", ":",
     'X;A="', "FN;ENCODING=QUOTED-PRINTABLE:=C3=", "=", "LANG:-", "REV:99999999", " x", "KIND:org", "LANG:zz-\\"]
)  # fmt: skip


@settings(deadline=None, max_examples=200)
@given(
    st.one_of(
        st.lists(_LINES, max_size=12).map(lambda lines: "\n".join(lines).encode()),
        st.lists(st.binary(max_size=20), max_size=8).map(lambda parts: b"BEGIN:VCARD\n" + b"\n".join(parts)),
    ),
    st.sampled_from(["members", "people"]),
)
def test_whatever_a_file_holds_it_becomes_cards_or_a_reason(content: bytes, kind: SourceKind):
    _held(content, kind)


@settings(deadline=None, max_examples=200)
@given(st.randoms(use_true_random=False), st.sampled_from(["members", "people"]))
def test_a_file_that_was_changed_anywhere_becomes_cards_or_a_reason(chance: random.Random, kind: SourceKind):
    content = bytearray((PERSON + MEMBER + PERSON.replace("Kari", "Ola")).encode())
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(content))
        content[at : at + chance.randint(0, 30)] = chance.randbytes(chance.randint(0, 5))
    _held(bytes(content), kind)


def _held(content: bytes, kind: SourceKind) -> None:
    try:
        documents = _read(content, kind)
    except UnreadableFile:
        return
    assert documents
    assert len({document.fragment for document in documents}) == len(documents)
    assert all(document.row is not None and getattr(document.row, "name", "") for document in documents)
