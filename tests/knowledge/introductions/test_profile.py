"""What people say of themselves stands over what a register says of them."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.introductions.consent import Consent
from knowledge.introductions.profile import HIDEABLE, Profile, overlaid, row_of
from knowledge.rows import PersonRow
from tests.knowledge.introductions.made import ADA, NOW

ROW = PersonRow(
    "Ada Berg",
    ADA,
    "Fjordlys AS",
    role="CTO",
    place="Halden",
    languages=("norsk",),
    topics=("havvind",),
    offers=("sensorer",),
    needs=("kapital",),
    willing=2,
    consents=True,
    paused_until=date(2027, 1, 1),
)


def test_where_nothing_is_said_the_register_stands():
    assert overlaid(ROW, Profile(ADA)) == ROW


def test_what_is_said_takes_the_place_of_the_registers_word_also_when_it_is_nothing():
    said = overlaid(ROW, Profile(ADA, offers=("batterier",), needs=(), willing=0))
    assert (said.offers, said.needs, said.willing, said.role) == (("batterier",), (), 0, "CTO")
    assert said.trust == "self"


@pytest.mark.parametrize("willing", [-1, 6])
def test_nobody_is_willing_more_than_five_times_a_month_or_less_than_never(willing: int):
    with pytest.raises(ValueError, match="from 0 to 5"):
        Profile(ADA, willing=willing)


def test_a_pause_of_the_register_ends_with_a_day_that_is_past():
    assert overlaid(ROW, Profile(ADA, paused_until=date(2026, 1, 1))).paused_until == date(2026, 1, 1)


@pytest.mark.parametrize("given", [True, False])
def test_ones_own_yes_or_no_outranks_the_registers(given: bool):
    for row in (ROW, PersonRow("Ada Berg", ADA)):
        assert overlaid(row, Profile(ADA, consent=Consent(given, NOW))).consents is given


@pytest.mark.parametrize("field", HIDEABLE)
def test_a_hidden_field_is_empty_whoever_filled_it(field: str):
    shown = overlaid(ROW, Profile(ADA, offers=("batterier",), hidden=(field,)))
    assert not getattr(shown, field)
    assert all(getattr(shown, other) for other in HIDEABLE if other != field)


def test_a_deleted_profile_says_no_against_a_register_that_says_yes():
    assert overlaid(ROW, Profile.erased(ADA, NOW)).consents is False


def test_somebody_in_no_register_has_a_row_of_their_own_words():
    row = row_of(Profile(ADA, name="Ada Berg", needs=("kapital",), consent=Consent(True, NOW)))
    assert row == PersonRow("Ada Berg", ADA, needs=("kapital",), consents=True, trust="self")
