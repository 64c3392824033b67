"""Company for who is new, of made people: never across a barrier, and of three organisations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.embeddings import Vectors
from knowledge.matching.barriers import between, of_person
from knowledge.matching.likeness import Likeness
from knowledge.matching.newcomers import Company, Newcomers
from knowledge.matching.past import Past
from knowledge.matching.suggestions import UnknownAsker
from knowledge.models import Asker, SourceInfo
from knowledge.records.register import Told
from knowledge.records.view import Rows
from knowledge.rows import MemberRow, PersonRow
from tests.knowledge.matching.made import DAY, HOMES, pasts, people_of, person_row, person_rows

READER = Asker("p0@x.example", frozenset({"members"}))
SUBJECTS = ("droner", "salg", "hvaler")


class View:
    def __init__(self, people: list[PersonRow]) -> None:
        members = [
            Told(MemberRow(name, joined=date(2020, 1, 1)), SourceInfo(name, name, "members", "members"))
            for name in HOMES
            if name
        ]
        told = [Told(row, SourceInfo(row.email, row.name, "people", "members")) for row in people]
        self._rows = Rows(tuple(members), tuple(told), (), ZoneInfo("Europe/Oslo"))

    def rows(self, audiences: frozenset[str]) -> Rows:
        return self._rows


class NoNearValues:
    """What does not say the same word is unlike."""

    def vectors_for_needs(self, values: Sequence[str]) -> Vectors:
        return np.zeros((len(values), 2), dtype=np.float32)

    def meaning(self, words: str) -> Vectors:
        return np.zeros(2, dtype=np.float32)

    meaning_of_value = meaning


def company(rows: list[PersonRow], past: Past = Past()) -> Company | UnknownAsker:  # noqa: B008 - frozen
    newcomers = Newcomers(View(rows), Likeness(NoNearValues()))  # type: ignore[arg-type]
    return newcomers.company("p0@x.example", READER, DAY, past)


def found(rows: list[PersonRow], past: Past = Past()) -> list[tuple[str, str]]:  # noqa: B008 - frozen
    made = company(rows, past)
    assert isinstance(made, Company)
    return [(one.role, one.person.row.email) for one in made.contacts]


SEEKER = person_row(0, "", needs=("droner",))


def test_each_has_a_part_and_no_two_are_of_one_organisation():
    rows = [
        SEEKER,
        person_row(1, HOMES[0], offers=("droner",)),
        person_row(2, HOMES[1], needs=("droner",)),
        person_row(3, HOMES[2]),
        person_row(4, HOMES[0], needs=("droner",), willing=5),
    ]
    assert found(rows) == [("helper", "p1@x.example"), ("peer", "p2@x.example"), ("host", "p3@x.example")]


def test_a_lesser_helper_is_taken_where_that_makes_three():
    """The best helper is the only peer's colleague."""
    rows = [
        SEEKER,
        person_row(1, HOMES[0], offers=("droner", "droner i havbruk")),
        person_row(2, HOMES[1], offers=("droner",)),
        person_row(3, HOMES[0], needs=("droner",)),
        person_row(4, HOMES[2], willing=1),
    ]
    assert found(rows) == [("helper", "p2@x.example"), ("peer", "p3@x.example"), ("host", "p4@x.example")]


def test_who_has_had_much_of_what_they_want_is_left_to_others():
    rows = [SEEKER, person_row(1, HOMES[0], offers=("droner",)), person_row(2, HOMES[1], offers=("droner",))]
    assert ("helper", "p2@x.example") in found(rows, Past(load={"p1@x.example": 1}))
    assert ("helper", "p1@x.example") in found(rows, Past(load={"p2@x.example": 1}))


def test_where_nobody_can_help_nobody_is_said_to():
    assert found([SEEKER, person_row(1, HOMES[0], offers=("salg",))]) == [("host", "p1@x.example")]


def test_who_is_in_no_register_is_told_so():
    assert company([person_row(1, HOMES[0])]) == UnknownAsker("p0@x.example")


@settings(max_examples=100, deadline=None)
@given(person_rows(), st.data())
def test_no_barrier_is_broken_and_all_are_of_different_organisations(rows, data):
    subjects = st.lists(st.sampled_from(SUBJECTS), max_size=2).map(tuple)
    told = [
        person_row(
            number,
            row.organisation,
            consents=row.consents,
            willing=row.willing,
            paused_until=row.paused_until,
            status=row.status if number else "",
            offers=data.draw(subjects),
            needs=data.draw(subjects),
        )
        for number, row in enumerate(rows)
    ]
    past = data.draw(pasts(people_of(told)))
    made = company(told, past)
    if not isinstance(made, Company):
        return
    for one in made.contacts:
        assert of_person(one.person, DAY, past) is None
        assert between(made.newcomer, one.person, DAY, past) is None
    homes = [one.person.organisation_name or one.person.row.email for one in made.contacts]
    roles = [one.role for one in made.contacts]
    assert len(set(homes)) == len(homes)
    assert len(set(roles)) == len(roles)
