"""Questions that were not answered well, gathered, and where their answers go; and which were asked in private."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column(
        "asked_questions", sa.Column("in_private", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    _create_groups()
    _create_questions()
    _create_askings()
    _create_ways()


def _create_groups() -> None:
    op.create_table(
        "gap_groups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("settled_by", sa.String(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True)),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_gap_groups"),
        sqlite_autoincrement=True,
    )


def _create_questions() -> None:
    op.create_table(
        "gap_questions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("group", sa.Integer()),
        sa.Column("moved", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["group"], ["gap_groups.id"], name="fk_gap_questions_group"),
        sa.PrimaryKeyConstraint("id", name="pk_gap_questions"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_gap_questions_question", "gap_questions", ["question"], unique=True)
    op.create_index("ix_gap_questions_group", "gap_questions", ["group"])
    op.create_index("ix_gap_questions_at", "gap_questions", ["at"])


def _create_askings() -> None:
    op.create_table(
        "gap_askings",
        sa.Column("question", sa.Integer(), nullable=False),
        sa.Column("asker", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question"], ["gap_questions.id"], name="fk_gap_askings_question", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("question", "asker", "kind", name="pk_gap_askings"),
    )


def _create_ways() -> None:
    op.create_table(
        "gap_ways",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("thread", sa.String(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("claimed", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(
            ["question"], ["gap_questions.id"], name="fk_gap_ways_question", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_gap_ways"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_gap_ways_question", "gap_ways", ["question"])
    op.create_index("ix_gap_ways_person", "gap_ways", ["person"])


def downgrade() -> None:
    for table in ("gap_ways", "gap_askings", "gap_questions", "gap_groups"):
        op.drop_table(table)
    op.drop_column("asked_questions", "in_private")
