"""What is wrong with curated answers, so that their owners are told once, and curated answers that are archived."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.add_column("curated_answers", sa.Column("archived", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "answer_troubles",
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("wrong", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("answer", name="pk_answer_troubles"),
    )


def downgrade() -> None:
    op.drop_table("answer_troubles")
    op.drop_column("curated_answers", "archived")
