"""Until when a coordinator works on a group of gaps; what was moved by hand until now is held as long as it is kept."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


_KEPT = timedelta(days=180)


def upgrade() -> None:
    op.add_column("gap_groups", sa.Column("held_until", sa.DateTime(timezone=True)))
    groups = sa.table("gap_groups", sa.column("id"), sa.column("held_until", sa.DateTime(timezone=True)))
    questions = sa.table("gap_questions", sa.column("group"), sa.column("moved", sa.Boolean()))
    by_hand = sa.select(questions.c.group).where(questions.c.moved)
    until = datetime.now(UTC) + _KEPT
    op.execute(sa.update(groups).where(groups.c.id.in_(by_hand)).values(held_until=until))


def downgrade() -> None:
    op.drop_column("gap_groups", "held_until")
