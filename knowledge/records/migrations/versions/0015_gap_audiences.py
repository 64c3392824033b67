"""Who may read an answer that goes back to those who asked; until now only members were answered."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

_TABLES = ("gap_groups", "gap_ways")


def upgrade() -> None:
    for table in _TABLES:
        op.add_column(table, sa.Column("audience", sa.String(), nullable=False, server_default="members"))


def downgrade() -> None:
    for table in _TABLES:
        op.drop_column(table, "audience")
