"""Entries of the audit log stay as they were written: the database itself refuses other changes than an erasure."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

_KEPT = ("id", "at")
_NAMING = ("by", "what", "subject", "before", "after")
_REFUSAL = "the audit log stays as it was written"


def upgrade() -> None:
    for statement in _TRIGGERS[op.get_bind().dialect.name]:
        op.execute(sa.text(statement))


def downgrade() -> None:
    on = "" if op.get_bind().dialect.name == "sqlite" else " ON audit_entries"
    op.execute(sa.text(f"DROP TRIGGER audit_entries_change{on}"))
    op.execute(sa.text(f"DROP TRIGGER audit_entries_removal{on}"))
    if on:
        op.execute(sa.text("DROP FUNCTION keep_audit_entries()"))


def _other_change(has_changed: str, as_text: str, found: str) -> str:
    """What no erasure does: it puts 'erased person' where somebody was named, and leaves the rest."""
    kept = [has_changed.format(column) for column in _KEPT]
    naming = [
        f"({has_changed.format(column)} AND {found.format(as_text.format(column))} = 0)" for column in _NAMING
    ]
    return " OR ".join((*kept, *naming))


_IN_SQLITE = _other_change('NEW."{0}" IS NOT OLD."{0}"', 'NEW."{0}"', "instr({0}, 'erased person')")
_IN_POSTGRESQL = _other_change(
    'NEW."{0}"::text IS DISTINCT FROM OLD."{0}"::text', 'NEW."{0}"::text', "strpos({0}, 'erased person')"
)
_TRIGGERS = {
    "sqlite": (
        f"CREATE TRIGGER audit_entries_change BEFORE UPDATE ON audit_entries WHEN {_IN_SQLITE} "
        f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END",
        "CREATE TRIGGER audit_entries_removal BEFORE DELETE ON audit_entries "
        f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION keep_audit_entries() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        "CREATE TRIGGER audit_entries_change BEFORE UPDATE ON audit_entries FOR EACH ROW "
        f"WHEN ({_IN_POSTGRESQL}) EXECUTE FUNCTION keep_audit_entries()",
        "CREATE TRIGGER audit_entries_removal BEFORE DELETE ON audit_entries FOR EACH ROW "
        "EXECUTE FUNCTION keep_audit_entries()",
    ),
}
