"""What somebody enters of themselves: shown as entered, and kept only where registers do not say it already."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.introductions.consent import Consent
from knowledge.introductions.entered import (
    FOREVER,
    Entered,
    paused,
    said_by,
    toggled,
    unhidden,
    values_in,
)
from knowledge.introductions.profile import HIDEABLE, Profile, overlaid
from knowledge.rows import PersonRow

NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)
TODAY = NOW.date()
EMAIL = "runa@tjeld.example"
LINES = ("name", "organisation", "role", "place")
LISTS = ("languages", "topics", "offers", "needs")

lines = st.text("abcæøå ÆØÅ;&", max_size=12).map(lambda text: " ".join(text.split()))
lists = st.text("abc ;\nÆ", max_size=20).map(values_in)
registered = st.builds(
    PersonRow,
    name=lines.filter(bool),
    email=st.just(EMAIL),
    organisation=lines,
    role=lines,
    place=lines,
    languages=lists,
    topics=lists,
    offers=lists,
    needs=lists,
    willing=st.none() | st.integers(0, 5),
    consents=st.none() | st.booleans(),
    paused_until=st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31)),
)
entered = st.builds(
    Entered,
    name=lines.filter(bool),
    organisation=lines,
    role=lines,
    place=lines,
    languages=lists,
    topics=lists,
    offers=lists,
    needs=lists,
    willing=st.integers(0, 5),
    consents=st.booleans(),
    hidden=st.lists(st.sampled_from(HIDEABLE), unique=True).map(tuple),
)


def as_it_stands(row: PersonRow) -> Entered:
    """The form sent as it was prefilled."""
    said = {name: getattr(row, name) for name in (*LINES, *LISTS)}
    willing = 1 if row.willing is None else row.willing
    return Entered(**said, willing=willing, consents=bool(row.consents))


@given(st.none() | registered, entered, entered)
def test_everything_is_shown_as_it_was_entered_last(listed, first, second):
    profile = said_by(first, listed, Profile(EMAIL), NOW)
    profile = said_by(second, listed, profile, NOW)
    row = unhidden(listed, profile)
    for name in (*LINES, *LISTS):
        assert getattr(row, name) == getattr(second, name)
    assert (1 if row.willing is None else row.willing) == second.willing
    assert row.consents is second.consents
    shown = overlaid(listed or PersonRow("", EMAIL), profile)
    assert not [name for name in second.hidden if getattr(shown, name)]


@given(registered, entered)
def test_a_form_sent_as_it_was_prefilled_keeps_nothing_but_the_consent(listed, before):
    changed = said_by(before, listed, Profile(EMAIL), NOW)
    back = said_by(as_it_stands(listed), listed, changed, NOW)
    kept = replace(back, consent=None)
    assert kept == Profile(EMAIL)
    assert back.consent is not None
    assert back.consent.given is bool(listed.consents)


def test_what_a_register_changes_later_comes_through():
    listed = PersonRow("Runa", EMAIL, role="leder", offers=("sensorer",))
    entered = replace(as_it_stands(listed), offers=("sjøkart",))
    profile = said_by(entered, listed, Profile(EMAIL), NOW)
    later = unhidden(replace(listed, role="styreleder", offers=("båter",)), profile)
    assert (later.role, later.offers) == ("styreleder", ("sjøkart",))


def test_what_is_emptied_is_empty_whatever_a_register_has():
    listed = PersonRow("Runa", EMAIL, role="leder", offers=("sensorer",))
    profile = said_by(replace(as_it_stands(listed), role="", offers=()), listed, Profile(EMAIL), NOW)
    assert (profile.role, profile.offers) == ("", ())


def test_a_consent_keeps_the_day_on_which_it_was_given():
    earlier = Consent(True, NOW - timedelta(days=90))
    listed = PersonRow("Runa", EMAIL)
    again = replace(as_it_stands(listed), consents=True)
    assert said_by(again, listed, Profile(EMAIL, consent=earlier), NOW).consent == earlier
    no = replace(again, consents=False)
    assert said_by(no, listed, Profile(EMAIL, consent=earlier), NOW).consent == Consent(False, NOW)


@given(st.none() | registered, st.none() | st.just(FOREVER) | st.dates(TODAY, date(2028, 1, 1)))
def test_a_pause_lasts_until_the_day_that_was_said_last(listed, until):
    profile = paused(Profile(EMAIL), until, listed, TODAY)
    row = unhidden(listed, profile)
    if until is None:
        assert row.paused_until is None or row.paused_until < TODAY
    else:
        assert row.paused_until == until


@pytest.mark.parametrize("field", HIDEABLE)
def test_a_field_is_hidden_and_shown_again(field):
    hidden = toggled(Profile(EMAIL, hidden=("role",)), field)
    assert (field in hidden.hidden) is (field != "role")
    assert toggled(hidden, field).hidden.count(field) == (field == "role")


def test_values_are_divided_by_lines_and_semicolons_and_each_is_kept_once():
    assert values_in(" sensor  data;sjøkart\n\n;Sjøkart ;") == ("sensor data", "Sjøkart")
