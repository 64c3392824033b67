"""Rows have the same sum in both databases and in any order, and another one as soon as anything differs."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import JSON, Engine, delete, insert, select

from knowledge.errors import DataFolderError
from knowledge.moving.checksums import canonical, equal, sum_of
from knowledge.moving.records import TABLES, is_empty
from knowledge.records.tables import asked_questions, files, profiles, spoken_vectors
from tests.records import Records

WORDS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)
TIMES = st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC))
HELD = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**50), 2**50)
    | st.floats(allow_nan=False, allow_infinity=False)
    | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=5,
)
VALUES = st.none() | st.booleans() | st.integers() | WORDS | st.binary(max_size=9) | st.dates() | TIMES | HELD
ROWS = st.lists(st.tuples(VALUES, VALUES), max_size=5)


@pytest.fixture
def database(records: Records) -> Engine:
    return records.open()


@given(ROWS, st.randoms())
def test_the_order_of_rows_changes_nothing(rows: list[Any], chance: Any):
    mixed = list(rows)
    chance.shuffle(mixed)
    assert sum_of("t", mixed) == sum_of("t", rows)


@given(ROWS, st.tuples(VALUES, VALUES))
def test_a_row_more_or_twice_is_another_sum(rows: list[Any], more: Any):
    assert sum_of("t", [*rows, more]).checksum != sum_of("t", rows).checksum
    with pytest.raises(DataFolderError, match="t is not the same at both places"):
        equal(sum_of("t", rows), sum_of("t", [*rows, more]))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ab", "c"), ("a", "bc")),
        (("1",), (1,)),
        (("",), (None,)),
        ((b"a",), ("a",)),
        ((True,), (1,)),
        ((date(2026, 1, 1),), ("2026-01-01",)),
        ((["a"],), ('["a"]',)),
    ],
)
def test_values_that_differ_give_different_bytes(one: tuple[Any, ...], other: tuple[Any, ...]):
    assert canonical(one) != canonical(other)


def test_a_time_is_the_same_in_any_zone_and_without_one_it_is_utc():
    utc = datetime(2026, 11, 24, 9, tzinfo=UTC)
    oslo = utc.astimezone(timezone(timedelta(hours=1)))
    assert canonical((utc,)) == canonical((oslo,)) == canonical((utc.replace(tzinfo=None),))


@given(
    words=WORDS, at=TIMES, flag=st.booleans(), held=st.lists(HELD, max_size=3), blob=st.binary(max_size=9),
    day=st.none() | st.dates(),
)  # fmt: skip
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_a_database_gives_back_has_the_sum_of_what_it_was_given(
    database: Engine, words: str, at: datetime, flag: bool, held: list[Any], blob: bytes, day: date | None
):
    rows = {
        files: {
            "path": words,
            "kind": "documents",
            "audience": "members",
            "digest": "",
            "size": 2**40,
            "mtime_ns": 2**60,
            "read_at": at,
            "pipeline": "",
            "failure": "",
            "mend": "",
            "retry": flag,
            "warnings": held,
            "doubts": [],
        },
        profiles: {
            **dict.fromkeys(profiles.columns.keys()),
            "email": words,
            "topics": held,
            "paused_until": day,
            "returned": at,
            "willing": None,
            "hidden": [],
            "not_with_people": held,
            "not_with_organisations": [],
        },
        spoken_vectors: {"embedder": words, "digest": "", "vector": blob},
    }
    with database.begin() as connection:
        for table, row in rows.items():
            connection.execute(delete(table))
            connection.execute(insert(table), [row])
            given_back = connection.execute(select(table)).all()
            expected = [tuple(row[column.name] for column in table.columns)]
            assert sum_of("t", given_back) == sum_of("t", expected)


def test_a_new_database_counts_as_empty(records: Records):
    assert is_empty(records.open())


def test_a_json_column_that_may_be_empty_keeps_nothing_and_null_apart():
    """What is read as None is written as NULL again."""
    columns = [column for table in TABLES for column in table.columns if isinstance(column.type, JSON)]
    assert asked_questions.c.sources in columns
    assert not [str(column) for column in columns if column.nullable and not column.type.none_as_null]
