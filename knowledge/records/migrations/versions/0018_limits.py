"""Who asked within the last hour, and how often a model was called on which day."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.create_table(
        "admitted_questions",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_admitted_questions"),
    )
    op.create_index("ix_admitted_questions_at", "admitted_questions", ["at"])
    op.create_table(
        "model_calls",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_model_calls"),
    )


def downgrade() -> None:
    op.drop_table("model_calls")
    op.drop_table("admitted_questions")
