"""Channels in which questions are answered without being put to the assistant, and when that was done."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "listening_channels",
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("channel", name="pk_listening_channels"),
    )
    op.create_table(
        "unasked_answers",
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("message", name="pk_unasked_answers"),
    )
    op.create_index("ix_unasked_answers_channel_at", "unasked_answers", ["channel", "at"])


def downgrade() -> None:
    op.drop_table("unasked_answers")
    op.drop_table("listening_channels")
