"""What was asked and how it was answered, and what people thought of it."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "asked_questions",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("audiences", sa.JSON(), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("asker", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("thread", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_asked_questions"),
    )
    op.create_index("ix_asked_questions_at", "asked_questions", ["at"])
    op.create_index("ix_asked_questions_asker", "asked_questions", ["asker"])
    op.create_table(
        "judgements",
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("judge", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["question"], ["asked_questions.id"], name="fk_judgements_question", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("question", "judge", name="pk_judgements"),
    )


def downgrade() -> None:
    op.drop_table("judgements")
    op.drop_table("asked_questions")
