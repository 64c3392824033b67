"""What somebody was reminded to look at, and what they did about it."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
_TURN = ("kind", "subject", "reason", "deadline", "owner", "addressee", "number")


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "reminders",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("kind", "subject", "reason")),
        sa.Column("deadline", sa.Date(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("addressee", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("claimed", moment, nullable=False),
        sa.Column("sent", moment, nullable=True),
        sa.Column("put_off", moment, nullable=True),
        sa.Column("settled", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reminders"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_reminders_turn", "reminders", list(_TURN), unique=True)
    op.create_index("ix_reminders_mark", "reminders", ["mark"])
    op.create_index("ix_reminders_addressee", "reminders", ["addressee"])


def downgrade() -> None:
    op.drop_table("reminders")
