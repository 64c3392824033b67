"""The schema: what migrations make is what the tables say, and the way back leads back."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from knowledge.records import database
from knowledge.records.database import HEAD, migrate
from knowledge.records.schema import metadata
from tests.records import Records


@pytest.fixture
def engine(records: Records) -> Engine:
    return records.open()


def _schema(engine: Engine) -> dict[str, list[str]]:
    found = inspect(engine)
    return {
        table: [str(column) for column in found.get_columns(table)]
        + [str(index) for index in found.get_indexes(table)]
        + [str(key) for key in found.get_foreign_keys(table)]
        for table in found.get_table_names()
    }


def test_migrations_make_the_tables_that_the_code_knows(engine: Engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_the_head_is_the_last_migration():
    folder = Path(database.__file__).with_name("migrations")
    assert ScriptDirectory(str(folder)).get_current_head() == HEAD


def test_from_introductions_the_way_leads_back_and_forth_again(engine: Engine):
    before = _schema(engine)
    migrate(engine, "0003")
    assert {"introductions", "profiles", "rows"} & set(inspect(engine).get_table_names()) == {"rows"}
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO facts VALUES ('generation', '7')"))
    migrate(engine, "head")
    assert _schema(engine) == before
    with engine.connect() as connection:
        kept = "SELECT name, value FROM facts WHERE name <> 'installation' ORDER BY name"
        facts = connection.execute(text(kept)).all()
    assert [tuple(fact) for fact in facts] == [
        ("curated answers", "0"),
        ("generation", "7"),
        ("holdings", "0"),
        ("introductions", ""),
        ("profiles", "0"),
    ]


def test_a_yes_and_a_no_of_before_are_brought_along_as_said_to_the_first_text_and_back(engine: Engine):
    migrate(engine, "0023")
    said = "SELECT email, consent, consent_at FROM profiles ORDER BY email"
    with engine.begin() as connection:
        for email, consent, at in (
            ("ada@a", "TRUE", "'2026-01-02'"),
            ("bo@b", "FALSE", "'2026-03-04'"),
            ("cy@c", "NULL", "NULL"),
        ):
            columns = "(email, consent, consent_at, hidden, not_with_people, not_with_organisations)"
            connection.execute(
                text(f"INSERT INTO profiles {columns} VALUES ('{email}', {consent}, {at}, '[]', '[]', '[]')")
            )
        before = connection.execute(text(said)).all()
    migrate(engine, "head")
    columns = "person, purpose, text_version, language, given_at, withdrawn_at"
    with engine.connect() as connection:
        kept = connection.execute(text(f"SELECT {columns} FROM consents ORDER BY person")).all()
    assert [tuple(value and str(value).split(" ")[0] for value in one) for one in kept] == [
        ("ada@a", "introductions", "1", "", "2026-01-02", None),
        ("bo@b", "introductions", "1", "", None, "2026-03-04"),
    ]
    migrate(engine, "0023")
    with engine.connect() as connection:
        assert connection.execute(text(said)).all() == before


def test_all_the_way_back_leaves_nothing(engine: Engine):
    migrate(engine, "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]
