"""Which digests were sent, and monthly figures."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "digests",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("claimed", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("person", "period", name="pk_digests"),
    )
    op.create_table(
        "monthly_counts",
        sa.Column("month", sa.String(), nullable=False),
        sa.Column("noun", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("month", "noun", "kind", "language", name="pk_monthly_counts"),
    )


def downgrade() -> None:
    op.drop_table("monthly_counts")
    op.drop_table("digests")
