"""How often it was tried to bring an answer back to who asked, and whether that was given up."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.add_column("gap_ways", sa.Column("tries", sa.Integer(), nullable=False, server_default="0"))
    op.add_column(
        "gap_ways", sa.Column("undelivered", sa.Boolean(), nullable=False, server_default=sa.false())
    )


def downgrade() -> None:
    for column in ("undelivered", "tries"):
        op.drop_column("gap_ways", column)
