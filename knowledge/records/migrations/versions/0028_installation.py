"""A name of the records' own, by which what is kept elsewhere is known as theirs."""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    facts = sa.table("facts", sa.column("name"), sa.column("value"))
    op.execute(sa.insert(facts).values(name="installation", value=uuid4().hex[:16]))


def downgrade() -> None:
    op.execute("DELETE FROM facts WHERE name = 'installation'")
