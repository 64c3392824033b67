"""Threads of gathered channels in which something has happened; until now the whole channel was looked at."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.create_table(
        "noticed_threads",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("ts", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_noticed_threads"),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("noticed_threads")
