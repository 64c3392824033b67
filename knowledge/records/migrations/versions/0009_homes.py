"""What people choose, whose Home was opened lately, and when a document was taken in first."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "preferences",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("person", name="pk_preferences"),
    )
    op.create_table(
        "opened_homes",
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("opened", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shown", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("user", name="pk_opened_homes"),
    )
    op.create_index("ix_opened_homes_opened", "opened_homes", ["opened"])
    op.create_table(
        "arrivals",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("seen", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("source", name="pk_arrivals"),
    )
    op.create_index("ix_arrivals_path", "arrivals", ["path"])
    op.create_index("ix_arrivals_seen", "arrivals", ["seen"])
    op.add_column("documents", sa.Column("modified", sa.Date(), nullable=True))
    # What is known by now is what the cluster begins with.
    op.execute(
        "INSERT INTO arrivals (source, path, seen) "
        "SELECT source, path, NULL FROM documents WHERE kind = 'documents'"
    )


def downgrade() -> None:
    op.drop_column("documents", "modified")
    op.drop_table("arrivals")
    op.drop_table("opened_homes")
    op.drop_table("preferences")
