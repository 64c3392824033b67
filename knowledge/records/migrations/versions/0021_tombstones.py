"""Who was erased, so that no sync brings them back."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.create_table(
        "tombstones",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("erased", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("person", name="pk_tombstones"),
    )


def downgrade() -> None:
    op.drop_table("tombstones")
