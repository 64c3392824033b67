"""The audit log keeps what was written, whatever is asked of the database."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, delete, update
from sqlalchemy.exc import IntegrityError

from knowledge.records.audit import Audit, AuditEntry, note
from knowledge.records.database import migrate
from knowledge.records.holding_tables import audit_entries
from tests.records import Records

ADDED = AuditEntry(
    datetime(2027, 3, 1, 12, tzinfo=UTC), "kari@a.example", "add", "fees.md", {}, {"owner": "kari@a.example"}
)


@pytest.fixture
def engine(records: Records) -> Engine:
    engine = records.open()
    with engine.begin() as connection:
        note(connection, ADDED)
    return engine


@pytest.mark.parametrize(
    "values",
    [
        {"by": "ola@a.example"},
        {"what": "remove"},
        {"subject": "other.md"},
        {"after": {"owner": "ola@a.example"}},
        {"before": {"owner": "ola@a.example"}},
        {"at": datetime(2026, 3, 1, 12, tzinfo=UTC)},
        {"id": 7},
        {"by": "erased person", "after": {"owner": "ola@a.example"}},
        {"by": "erased person", "at": datetime(2026, 3, 1, 12, tzinfo=UTC)},
    ],
)
def test_no_statement_changes_an_entry(engine: Engine, values: dict[str, object]):
    with engine.begin() as connection, pytest.raises(IntegrityError, match="stays as it was written"):
        connection.execute(update(audit_entries).values(**values))
    assert Audit(engine).entries() == (ADDED,)


def test_no_statement_removes_an_entry(engine: Engine):
    with engine.begin() as connection, pytest.raises(IntegrityError, match="stays as it was written"):
        connection.execute(delete(audit_entries))
    assert Audit(engine).entries() == (ADDED,)


def test_a_person_can_be_taken_out_of_an_entry(engine: Engine):
    with engine.begin() as connection:
        connection.execute(update(audit_entries).values(by="erased person", after={"owner": "erased person"}))
    [entry] = Audit(engine).entries()
    assert (entry.by, entry.what, entry.subject, entry.after) == (
        "erased person",
        "add",
        "fees.md",
        {"owner": "erased person"},
    )


def test_what_keeps_the_log_goes_and_comes_with_its_migration(engine: Engine):
    migrate(engine, "0021")
    with engine.begin() as connection:
        connection.execute(delete(audit_entries))
        note(connection, ADDED)
    migrate(engine, "head")
    test_no_statement_removes_an_entry(engine)
