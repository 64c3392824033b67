"""Which replica has an event in hand, in which conversation it has its turn, and which replicas are alive."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    op.create_table(
        "replicas",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("alive_until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_replicas"),
    )
    for name in ("holder", "conversation", "position"):
        op.add_column("inbox", sa.Column(name, sa.String(), nullable=False, server_default=""))
    op.create_index("ix_inbox_waiting", "inbox", ["done", "conversation"])


def downgrade() -> None:
    op.drop_index("ix_inbox_waiting", table_name="inbox")
    with op.batch_alter_table("inbox") as table:
        for name in ("holder", "conversation", "position"):
            table.drop_column(name)
    op.drop_table("replicas")
