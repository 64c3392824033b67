"""Made people, what was between them, and rounds to take part in. Everybody here is fictional."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations

import numpy as np
from hypothesis import strategies as st

from knowledge.directory.directory import Directory, Person
from knowledge.matching.candidates import Mixing
from knowledge.matching.past import Past
from knowledge.matching.rounds import mutual
from knowledge.models import SourceInfo
from knowledge.records.register import Told
from knowledge.rows import MemberRow, PersonRow

DAY = date(2026, 11, 24)
HOMES = ("Tjeld AS", "Alke AS", "Lunde AS", "Krykkje SA", "")


def people_of(rows: Sequence[PersonRow]) -> tuple[Person, ...]:
    members = [
        Told(MemberRow(name), SourceInfo(f"m.csv#{name}", name, "members", "members"))
        for name in HOMES
        if name
    ]
    told = [Told(row, SourceInfo(f"p.csv#{row.email}", row.name, "people", "members")) for row in rows]
    return Directory(members, told).people


def person_row(number: int, home: str, **values: object) -> PersonRow:
    said = {"consents": True, "willing": 2} | values
    return PersonRow(f"Person {number}", f"p{number}@x.example", home, **said)  # type: ignore[arg-type]


@st.composite
def person_rows(draw: st.DrawFn, most: int = 9) -> list[PersonRow]:
    return [
        person_row(
            number,
            draw(st.sampled_from(HOMES)),
            consents=draw(st.sampled_from([True, True, True, False, None])),
            willing=draw(st.integers(0, 3)),
            paused_until=draw(st.sampled_from([None, None, DAY, DAY - timedelta(days=1)])),
            status=draw(st.sampled_from(["", "", "", "utmeldt"])),
        )
        for number in range(draw(st.integers(0, most)))
    ]


@st.composite
def pasts(draw: st.DrawFn, people: Sequence[Person]) -> Past:
    emails = [one.row.email for one in people] or ["nobody@x.example"]
    pairs = [frozenset(pair) for pair in combinations(emails, 2)]
    some_days = st.dates(DAY - timedelta(days=400), DAY)
    of_pairs = st.dictionaries(st.sampled_from(pairs), some_days, max_size=4) if pairs else st.just({})
    homes = st.dictionaries(
        st.sampled_from([frozenset(map(str.casefold, pair)) for pair in combinations(HOMES[:4], 2)]),
        some_days,
        max_size=2,
    )
    persons = st.sampled_from(emails)
    refused = st.frozensets(st.sampled_from([*emails, *HOMES[:4]]), max_size=2)
    return Past(
        load=draw(st.dictionaries(persons, st.integers(0, 3), max_size=3)),
        met=draw(of_pairs),
        declined=draw(of_pairs),
        organisations_met=draw(homes),
        benched=frozenset(draw(st.lists(persons, max_size=1))),
        not_with=draw(st.dictionaries(persons, refused, max_size=2)),
    )


@st.composite
def mixings(draw: st.DrawFn, most: int = 9) -> Mixing:
    people = people_of(draw(person_rows(most)))
    numbers = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    directed = numbers.random((len(people), len(people)))
    directed[numbers.random(directed.shape) < draw(st.sampled_from([0.0, 0.3]))] = 0.0
    rooms = np.array([draw(st.integers(0, 2)) for _ in people], dtype=np.int64)
    return Mixing(people, mutual(directed), rooms, DAY, draw(pasts(people)))
