"""What several rows say of one organisation, put together. Everybody here is fictional."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.directory.directory import Directory
from knowledge.directory.merging import grouped
from knowledge.directory.names import folded
from knowledge.models import SourceInfo
from knowledge.records.register import Told
from knowledge.rows import MemberRow, PersonRow

TODAY = date(2026, 11, 24)


def member(name, source="members.csv", updated=TODAY, **values):
    return Told(
        MemberRow(name, **values), SourceInfo(f"{source}#{name}", name, "members", "members", updated)
    )


def person(name, email, **values):
    return Told(
        PersonRow(name, email, **values), SourceInfo(f"people.csv#{email}", name, "people", "members")
    )


def names(directory):
    return [one.names for one in directory.organisations]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Blåfjell AS", "BLAAFJELL"),
        ("Østsiden Ærfugl ASA", "oestsiden aerfugl asa"),
        ("Berg & Dahl", "Berg og Dahl AS"),
        ("Kyst-Data A/S", "kystdata as"),
        ("Café Nord", "Cafe  Nord"),
    ],
)
def test_spellings_of_one_name_are_the_same(one, other):
    assert folded(one) == folded(other)
    assert names(Directory([member(one), member(other, "web.csv")], ())) == [(one, other)]


@pytest.mark.parametrize(("one", "other"), [("Kystdata", "Kystvakt"), ("AS Norge", "Norge Øst"), ("A", "B")])
def test_other_names_are_other_organisations(one, other):
    assert len(Directory([member(one), member(other)], ()).organisations) == 2


@given(st.text(max_size=40))
def test_a_folded_name_folds_to_itself(name):
    assert folded(folded(name)) == folded(name)


def test_one_website_or_mail_domain_is_one_organisation():
    same_site = [
        member("HiN", website="https://www.hin.example/"),
        member("Høgskolen Nord", website="hin.example"),
    ]
    same_mail = [
        member("Tind", contact_email="a@tind.example"),
        member("Tind Gruppen", contact_email="b@tind.example"),
    ]
    assert len(Directory(same_site, ()).organisations) == 1
    assert len(Directory(same_mail, ()).organisations) == 1


def test_a_free_mail_address_and_a_shared_site_tell_nothing():
    mail = [member("Tind", contact_email="tind@gmail.com"), member("Fjord", contact_email="fjord@gmail.com")]
    site = [member("Tind", website="facebook.com/tind"), member("Fjord", website="facebook.com/fjord")]
    assert len(Directory(mail, ()).organisations) == 2
    assert len(Directory(site, ()).organisations) == 2


def test_two_websites_are_two_organisations_whatever_mail_they_share():
    rows = [
        member("Tind", website="tind.example", contact_email="x@hotell.example"),
        member("Fjord", website="fjord.example", contact_email="y@hotell.example"),
    ]
    assert len(Directory(rows, ()).organisations) == 2


def test_the_more_trusted_row_wins_a_value_and_lists_are_put_together():
    rows = [
        member(
            "Tind", "web.csv", trust="website", place="Bodø", tags=("sensorer", "is"), website="tind.example"
        ),
        member("Tind", trust="coordinator", place="Narvik", tags=("Sensorer",)),
    ]
    (tind,) = Directory(rows, ()).organisations
    assert (tind.row.place, tind.row.website) == ("Narvik", "tind.example")
    assert tind.row.tags == ("Sensorer", "is")
    assert (tind.told["place"].source, tind.told["website"].source) == ("members.csv#Tind", "web.csv#Tind")


def test_of_rows_as_trusted_the_newer_one_wins():
    rows = [member("Tind", place="Bodø", updated=date(2024, 1, 1)), member("Tind", "new.csv", place="Narvik")]
    assert Directory(rows, ()).organisations[0].row.place == "Narvik"


@pytest.mark.parametrize(
    "values",
    [
        {"status": "utmeldt"},
        {"status": "Resigned"},
        {"left": date(2026, 11, 23)},
        {"status": "tidligere medlem"},
    ],
)
def test_who_has_resigned_is_known_and_not_a_member_and_neither_are_its_people(values):
    directory = Directory(
        [member("Tind AS", **values)], [person("Runa", "runa@tind.example", organisation="Tind")]
    )
    assert [one.name for one in directory.organisations] == ["Tind AS"]
    assert directory.members_on(TODAY).all == ()
    assert directory.people_on(TODAY).all == ()


def test_who_leaves_at_the_end_of_the_year_is_a_member_until_then():
    directory = Directory([member("Tind", left=date(2026, 12, 31), status="aktiv")], ())
    assert len(directory.members_on(TODAY).all) == 1
    assert directory.members_on(date(2027, 1, 1)).all == ()


def test_people_belong_to_the_organisation_that_their_row_or_their_address_names():
    directory = Directory(
        [member("Blåfjell AS", contact_email="post@blafjell.example")],
        [person("Runa", "runa@x.example", organisation="BLAAFJELL"), person("Odd", "odd@blafjell.example")],
    )
    assert [one.organisation_name for one in directory.people] == ["Blåfjell AS", "Blåfjell AS"]


@given(st.permutations(["Tind AS", "TIND", "Fjord", "fjord asa", "Elv"]))
def test_the_order_of_rows_does_not_change_who_is_one(order):
    found = Directory([member(name, f"{name}.csv") for name in order], ()).organisations
    assert {frozenset(one.names) for one in found} == {
        frozenset({"Tind AS", "TIND"}),
        frozenset({"Fjord", "fjord asa"}),
        frozenset({"Elv"}),
    }


@pytest.mark.parametrize("written", ["[kommer snart]", "http://[", "kommer", "under arbeid. kommer", "//"])
def test_a_website_that_is_none_makes_nobody_one(written):
    rows = [member("Tind", website=written), member("Elv", website=written)]
    assert len(Directory(rows, ()).organisations) == 2


def test_one_organisation_number_is_one_organisation_however_it_is_written():
    rows = [
        member("Tind", number="974 123 456", website="tind.example"),
        member("Tinden", number="NO 974123456 MVA", website="tinden.example"),
    ]
    assert names(Directory(rows, ())) == [("Tind", "Tinden")]


SHARED = [
    member("Drift", contact_email="x@hotell.example"),
    member("Tind", website="tind.example", contact_email="y@hotell.example"),
    member("Fjord", website="fjord.example", contact_email="z@hotell.example"),
]


@given(st.permutations(SHARED))
def test_a_mail_domain_that_different_organisations_share_tells_nothing(rows):
    assert len(Directory(rows, ()).organisations) == 3


def links(rows):
    return [(link.one, link.other, link.reasons) for group in grouped(rows) for link in group.links]


def test_what_makes_rows_one_organisation_is_told():
    rows = [
        member("Fjorddata AS", website="fjorddata.example"),
        member("Fjord Data", "partners.csv", website="https://www.fjorddata.example/"),
        member("FD", contact_email="a@fd.example", number="974 123 456"),
        member("FD", "partners.csv", contact_email="b@fd.example", number="974123456"),
        member("Effde", "web.csv", contact_email="c@fd.example"),
    ]
    assert links(rows) == [
        (0, 1, ("same name but for spelling", "same website")),
        (2, 3, ("same name", "same organisation number", "same e-mail domain")),
        (3, 4, ("same e-mail domain",)),
    ]


def test_another_name_of_one_that_the_other_is_called_makes_them_one():
    rows = [member("Høgskolen Nord", aliases=("HiN",)), member("HiN", "web.csv")]
    assert links(rows) == [(0, 1, ("same name",))]


def test_two_organisation_numbers_on_one_website_are_two_organisations():
    rows = [member("Tind", website="x.example", number="1"), member("Elv", website="x.example", number="2")]
    assert links(rows) == []


def test_an_old_and_a_new_website_of_one_name_both_lead_to_it():
    rows = [
        member("Tind", website="tind.example"),
        member("TIND AS", "web.csv", website="tind-ny.example"),
        member("Tindegruppen", "partners.csv", website="tind-ny.example"),
    ]
    assert names(Directory(rows, ())) == [("Tind", "TIND AS", "Tindegruppen")]


WILD = st.builds(
    lambda name, site, mail, number: member(
        name, website=site and f"{site}.example", contact_email=mail and f"x@{mail}.example", number=number
    ),
    st.sampled_from(["Tind", "Tind AS", "Elv", "Fjord", "Havn", "Sund"]),
    st.sampled_from(["", "", "a", "b"]),
    st.sampled_from(["", "", "m", "n"]),
    st.sampled_from(["", "", "1", "2"]),
)


@given(st.lists(WILD, max_size=7))
def test_every_row_is_in_one_group_with_a_link_for_each_but_one(rows):
    groups = grouped(rows)
    assert sorted(place for group in groups for place in group.places) == list(range(len(rows)))
    for group in groups:
        assert len(group.links) == len(group.places) - 1
        assert all(link.reasons and {link.one, link.other} <= set(group.places) for link in group.links)


@given(st.lists(WILD, max_size=7), st.randoms())
def test_no_order_of_rows_changes_who_is_one(rows, random):
    other = random.sample(rows, len(rows))
    assert _sets(rows) == _sets(other)


def _sets(rows):
    return sorted(sorted(repr(rows[place].row) for place in group.places) for group in grouped(rows))


def test_a_no_to_introductions_goes_before_a_yes_of_whose_word_counts_for_less():
    told = [
        person("Kari", "kari@x.example", consents=True, trust="website"),
        person("Kari", "kari@x.example", consents=False, trust="coordinator"),
    ]
    assert [one.row.consents for one in Directory((), told).people] == [False]
    unsaid = [person("Odd", "odd@x.example", trust="coordinator"), told[0]]
    assert Directory((), unsaid[:1]).people[0].row.consents is None
