"""Passages of a paragraph, made of small units. What was read before is read anew by the next sync."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    _forget_what_was_read()
    op.add_column("passages", sa.Column("units", sa.JSON(), nullable=False, server_default="[]"))
    op.create_index("ix_passages_language", "passages", ["language", "digest"], unique=False)
    with op.batch_alter_table("passages") as table:
        table.alter_column("units", server_default=None)


def downgrade() -> None:
    _forget_what_was_read()
    op.drop_index("ix_passages_language", table_name="passages")
    with op.batch_alter_table("passages") as table:
        table.drop_column("units")


def _forget_what_was_read() -> None:
    """The sources hold it all; passages of the other kind would only be embedded in vain."""
    for table in ("documents", "passages", "texts", "files"):
        # The four names above, and nothing from outside.
        op.execute(sa.text(f"DELETE FROM {table}"))  # noqa: S608  # nosec B608
