"""What people say of themselves, laid over the rows of registers."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from knowledge.directory.directory import Directory, Person
from knowledge.directory.self_told import still_told, told_values
from knowledge.introductions.consent import Consent
from knowledge.introductions.profile import HIDEABLE, Profile
from knowledge.models import MEMBERS, SourceInfo
from knowledge.records.register import Told
from knowledge.rows import MemberRow, PersonRow

ADA = "ada@fjordlys.example"
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
REGISTER = SourceInfo(f"people.csv#{ADA}", "Ada Berg", "people", MEMBERS, date(2026, 1, 1))
ROW = PersonRow("Ada Berg", ADA, "Fjordlys AS", role="CTO", offers=("sensorer",), consents=True)
MEMBERS_ROWS = (
    Told(MemberRow("Fjordlys AS"), SourceInfo("members.csv#Fjordlys AS", "Fjordlys AS", "members", MEMBERS)),
    Told(MemberRow("Havblikk AS"), SourceInfo("members.csv#Havblikk AS", "Havblikk AS", "members", MEMBERS)),
)
VALUES = st.lists(st.sampled_from(["sensorer", "havvind", "kapital", "CTO", "Halden"]), max_size=3).map(tuple)
SCALAR = st.sampled_from(["", "CTO", "Halden", "sensorer"])
LISTS = ("languages", "topics", "offers", "needs")


def known(*profiles: Profile, rows: tuple[PersonRow, ...] = (ROW,)) -> tuple[Person, ...]:
    return Directory(MEMBERS_ROWS, [Told(row, REGISTER) for row in rows], profiles).people


def test_their_own_word_comes_first_and_says_where_it_is_from():
    (ada,) = known(Profile(ADA, offers=("batterier",), returned=NOW))
    assert (ada.row.offers, ada.row.role) == (("batterier",), "CTO")
    assert [source.source for source in ada.sources] == [f"profiles#{ADA}", REGISTER.source]
    assert ada.told["offers"].updated == NOW.date()
    assert ada.told["role"] == REGISTER


def test_who_only_agrees_or_hides_is_told_of_by_the_register():
    (ada,) = known(Profile(ADA, consent=Consent(True, NOW), hidden=("offers",)))
    assert (ada.sources, ada.row.offers) == ((REGISTER,), ())


def test_they_are_with_the_organisation_that_they_name():
    (ada,) = known(Profile(ADA, organisation="Havblikk"))
    assert ada.organisation_name == "Havblikk AS"


def test_somebody_in_no_register_is_there_once_they_have_a_name_or_agree():
    assert known(Profile(ADA, offers=("batterier",)), rows=()) == ()
    assert known(Profile.erased(ADA, NOW), rows=()) == ()
    (named,) = known(Profile(ADA, name="Ada Berg"), rows=())
    assert (named.name, named.sources[0].source) == ("Ada Berg", f"profiles#{ADA}")
    (agreed,) = known(Profile(ADA, consent=Consent(True, NOW)), rows=())
    assert agreed.name == ADA


def test_an_address_is_the_same_in_capitals():
    shouted = PersonRow("Ada Berg", ADA.upper(), offers=("sensorer",))
    (ada,) = known(Profile(ADA, name="Ada B.", offers=("batterier",)), rows=(shouted,))
    assert ada.row.offers == ("batterier",)


def test_a_register_that_says_nothing_else_needs_no_guard():
    assert still_told(ROW, Profile(ADA, consent=Consent(False, NOW), willing=2, needs=("kapital",))) is None
    assert still_told(ROW, Profile(ADA, role="CTO")) is None
    assert still_told(ROW, Profile(ADA, hidden=("topics",))) is None


def test_what_is_hidden_in_one_field_is_guarded_though_another_says_the_same():
    row = PersonRow("Ada Berg", ADA, topics=("sensorer",), offers=("sensorer",))
    assert still_told(row, Profile(ADA, hidden=("offers",))) == {"Ada Berg", "sensorer"}


@st.composite
def rows(draw: st.DrawFn) -> PersonRow:
    scalars: dict[str, Any] = {name: draw(SCALAR) for name in ("organisation", "role", "place")}
    return PersonRow("Ada Berg", ADA, **scalars, **{name: draw(VALUES) for name in LISTS})


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    said: dict[str, Any] = {name: draw(st.none() | SCALAR) for name in ("organisation", "role", "place")}
    said |= {name: draw(st.none() | VALUES) for name in LISTS}
    hidden = tuple(draw(st.sets(st.sampled_from(HIDEABLE))))
    return Profile(ADA, **said, hidden=hidden)


@given(rows(), profiles())
def test_no_value_is_told_that_the_person_does_not_show(row: PersonRow, profile: Profile):
    (ada,) = known(profile, rows=(row,))
    shown = told_values(ada.row)
    holds = still_told(row, profile)
    assert (told_values(row) if holds is None else holds) <= shown
    assert not any(getattr(ada.row, name) for name in profile.hidden)


@given(profiles())
def test_what_others_than_members_see_holds_nothing_that_was_said(profile: Profile):
    left = profile.unspoken
    said = {one.name for one in fields(Profile)} - {"email", "hidden"}
    assert all(not getattr(left, name) for name in said)
    assert not left.stands_alone
