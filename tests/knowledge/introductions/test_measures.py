"""How introductions go, in figures: small pasts whose figures can be counted by hand."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.introductions.events import (
    CheckedIn,
    Concluded,
    Expired,
    Introduced,
    No,
    Started,
    Submitted,
    Told,
    Withdrawn,
    Yes,
)
from knowledge.introductions.introduction import CheckIn, Introduction, Proposal
from knowledge.introductions.measures import gini, measure
from tests.knowledge.introductions.made import ADA, BO, CLOCK, CY, DAY, NOW, after, drafted, member

DAG = "dag@people.example"


def paired(first: str, second: str, days: int = 0) -> Introduction:
    """Of a round: both were asked and said yes."""
    at = NOW + days * DAY
    begun = drafted(Proposal("", first, second), at)
    yes = (Started(CLOCK), Told(), Yes(member(first)), Told(), Yes(member(second)))
    return after(begun, *yes, Introduced("group_dm", "G1"), at=at)


def met(introduction: Introduction, meeting: CheckIn) -> Introduction:
    by = member(introduction.proposal.first)
    return after(introduction, CheckedIn(by, meeting), at=introduction.since + 14 * DAY)


def test_nothing_has_no_rates():
    nothing = measure([drafted(Proposal(ADA, ADA, BO))], frozenset(), {})
    assert asdict(nothing) == {
        "requested": 0,
        "asked": 0,
        "yes_rate_first": None,
        "yes_rate_second": None,
        "introduced": 0,
        "met_rate": None,
        "outcomes": {},
        "days_to_first_contact": None,
        "largest_load": 0,
        "gini": None,
        "coverage": None,
        "repeats": 0,
    }


def test_silence_counts_against_yes_and_what_was_withdrawn_or_is_open_does_not_count():
    first, second = member(ADA), member(BO)
    asked = after(drafted(Proposal("", ADA, BO)), Started(CLOCK), Told())
    asked_second = after(asked, Yes(first), Told())
    past = [
        asked,
        after(asked, No(first)),
        after(asked, Expired(), at=NOW + 7 * DAY),
        after(asked, Withdrawn(CLOCK)),
        asked_second,
        after(asked_second, No(second)),
        after(asked_second, Yes(second)),
        after(drafted(Proposal(CY, CY, BO)), Submitted(member(CY))),
    ]
    measured = measure(past, frozenset(), {})
    assert (measured.requested, measured.asked) == (8, 10)
    assert measured.yes_rate_first == 3 / 5
    assert measured.yes_rate_second == 1 / 2
    assert measured.introduced == 0


def test_meetings_and_outcomes_are_counted_of_those_who_told():
    past = [met(paired(ADA, BO), "met"), met(paired(CY, BO), "no"), paired(ADA, CY)]
    held = met(paired(DAG, CY), "planned")
    past.append(after(held, Concluded(member(CY), "pilot"), at=NOW + 90 * DAY))
    measured = measure(past, frozenset(), {})
    assert measured.introduced == 4
    assert measured.met_rate == 2 / 3
    assert measured.outcomes == {"pilot": 1}


def test_load_and_coverage_are_of_those_who_are_willing():
    past = [paired(ADA, BO), paired(ADA, CY)]
    measured = measure(past, frozenset({ADA, BO, CY, DAG}), {})
    assert measured.largest_load == 2
    assert measured.coverage == 3 / 4
    assert measured.gini == pytest.approx(0.375)


def test_repeats_are_within_six_months_of_the_last_time_whoever_is_named_first():
    past = [paired(ADA, BO), paired(BO, ADA, 100), paired(ADA, BO, 300), paired(ADA, CY, 300)]
    assert measure(past, frozenset(), {}).repeats == 1


def test_days_to_the_first_contact_are_counted_from_when_somebody_joined():
    past = [paired(ADA, BO, 10), paired(ADA, CY, 4), paired(CY, BO, 1)]
    joined = {ADA: NOW.date(), BO: NOW.date(), DAG: date(2026, 1, 1), CY: date(2030, 1, 1)}
    assert measure(past, frozenset(), joined).days_to_first_contact == 2.5


@given(st.lists(st.integers(0, 50), min_size=1, max_size=40).filter(any))
def test_gini_is_between_alike_and_all_on_one_and_knows_no_names(loads: list[int]):
    spread = gini(loads)
    assert spread is not None
    assert -1e-9 <= spread < 1
    assert gini(loads[::-1]) == pytest.approx(spread)
    assert gini([7] * len(loads)) == pytest.approx(0)
    assert gini([0] * (len(loads) - 1) + [9]) == pytest.approx((len(loads) - 1) / len(loads))
