"""What registers and calendars say, row by row; texts know their kind. What was read is read anew by the next sync."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    _forget_what_was_read()
    op.create_table(
        "rows",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["documents.source"], name="fk_rows_source", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("source", name="pk_rows"),
    )
    with op.batch_alter_table("texts") as table:
        table.add_column(sa.Column("kind", sa.String(), nullable=False))


def downgrade() -> None:
    _forget_what_was_read()
    with op.batch_alter_table("texts") as table:
        table.drop_column("kind")
    op.drop_table("rows")


def _forget_what_was_read() -> None:
    """The sources hold it all."""
    for table in ("documents", "passages", "texts", "files"):
        # The four names above, and nothing from outside.
        op.execute(sa.text(f"DELETE FROM {table}"))  # noqa: S608  # nosec B608
    # Until then nothing is indexed, and whoever asks is told that.
    op.execute(sa.text("DELETE FROM facts WHERE name = 'synced_at'"))
