"""Messages wait in the inbox for whichever replica has a hand free, each asker's in turn with others'."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"

# What is no message begins so; whatever else is not done was a message in the hands of a replica.
_NO_MESSAGES = ("press:", "arrival:", "joined:", "presented:", "stop:")


def upgrade() -> None:
    op.add_column("inbox", sa.Column("asker", sa.String(), nullable=False, server_default=""))
    for name in ("queued", "begun"):
        op.add_column("inbox", sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("inbox", sa.Column("turn", sa.Integer(), nullable=False, server_default="0"))
    inbox = sa.table(
        "inbox",
        sa.column("event_id"),
        sa.column("payload"),
        sa.column("done", sa.Boolean()),
        sa.column("asker"),
        sa.column("begun", sa.Boolean()),
    )
    is_message = [~inbox.c.event_id.startswith(one, autoescape=True) for one in _NO_MESSAGES]
    left = sa.update(inbox).where(inbox.c.done.is_(False), inbox.c.payload != "", *is_message)
    op.execute(left.values(asker=inbox.c.event_id, begun=True))


def downgrade() -> None:
    with op.batch_alter_table("inbox") as table:
        for name in ("asker", "queued", "begun", "turn"):
            table.drop_column(name)
