"""The vectors of what people say of themselves, and how often they have said something."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "spoken_vectors",
        sa.Column("embedder", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("embedder", "digest", name="pk_spoken_vectors"),
    )
    op.execute(sa.text("INSERT INTO facts (name, value) VALUES ('profiles', '0')"))


def downgrade() -> None:
    op.execute(sa.text("DELETE FROM facts WHERE name = 'profiles'"))
    op.drop_table("spoken_vectors")
