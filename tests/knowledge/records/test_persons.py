"""What the records keep of a person: every table, also those that come later."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import JSON, Boolean, Date, Engine, Integer, LargeBinary, Table, insert, select

from knowledge.privacy.identity import Identity
from knowledge.records import schema
from knowledge.records.persons import Persons
from knowledge.records.register import RegisterRows
from knowledge.records.tables import Moment
from tests.records import Records

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
WHO = "kari@a.example"
# Those that stay are not named after the person.
KEYS = {
    "holdings": {"source": "fees.md"},
    "holding_versions": {"source": "fees.md"},
    "curated_answers": {"id": "fees"},
}
LIBRARY = {"files", "documents", "rows", "texts", "passages", "turn_sources", "replicas"}


@pytest.fixture
def engine(records: Records) -> Engine:
    """A database in which every table has a row that names the person wherever it can."""
    engine = records.open()
    with engine.begin() as connection:
        for table in schema.metadata.sorted_tables:
            if table.name not in LIBRARY:
                connection.execute(insert(table).values(**_naming(table)))
    return engine


def _naming(table: Table) -> Mapping[str, Any]:
    named = {
        column.name: _value(column.type)
        for column in table.columns
        if column is not table.autoincrement_column
    }
    return named | KEYS.get(table.name, {})


def _value(kind: Any) -> Any:
    if isinstance(kind, Moment) or "DateTime" in type(kind).__name__:
        return NOW
    for type_, value in (
        (Date, date(2027, 3, 1)),
        (Boolean, False),
        (Integer, 1),
        (JSON, ["Kari Li", WHO]),
        (LargeBinary, b"\0"),
    ):
        if isinstance(kind, type_):
            return value
    return WHO


def _left(engine: Engine) -> dict[str, list[dict[str, Any]]]:
    with engine.connect() as connection:
        found = {
            table.name: [dict(row) for row in connection.execute(select(table)).mappings()]
            for table in schema.metadata.sorted_tables
        }
    return {name: rows for name, rows in found.items() if rows}


def _persons(engine: Engine) -> Persons:
    return Persons(engine, RegisterRows(engine))


def test_no_table_names_an_erased_person_and_that_something_was_changed_stays(engine: Engine):
    erased = Identity(WHO, ("Kari Li",))
    _persons(engine).erase(erased, "operator", NOW)
    left = _left(engine)
    assert WHO not in repr(left)
    assert "Kari Li" not in repr(left)
    assert {"audit_entries", "holdings", "curated_answers"} <= left.keys()
    assert not {"turns", "inbox", "profiles", "introductions", "gap_ways", "asked_questions"} & left.keys()


def test_erasing_one_person_leaves_another_whose_address_ends_alike(engine: Engine):
    # Facts count that something was changed.
    before = {name: rows for name, rows in _left(engine).items() if name != "facts"}
    _persons(engine).erase(Identity("ari@a.example"), "operator", NOW)
    after = _left(engine)
    assert after["audit_entries"].pop()["what"] == "erase"
    assert {name: after.get(name) for name in before} == before


def test_an_export_tells_nobody_what_the_other_said_of_an_introduction(engine: Engine):
    introductions = schema.metadata.tables["introductions"]
    with engine.begin() as connection:
        connection.execute(introductions.update().values(second="ola@b.example", said_second="no"))
    (shown,) = _persons(engine).told(Identity(WHO))["introductions"]
    assert "said_second" not in shown
    assert "said_first" in shown
