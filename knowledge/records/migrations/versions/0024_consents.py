"""What people consented to, with the text and when: until now a profile held the last yes or no alone."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"

_MOMENT = sa.DateTime(timezone=True)
# There was one text until now. In which language somebody read it was not written down, nor when a yes was given that
# was taken back since.
_BROUGHT = """
INSERT INTO consents (person, purpose, text_version, language, given_at, withdrawn_at)
SELECT email, 'introductions', '1', '',
    CASE WHEN consent THEN consent_at END, CASE WHEN NOT consent THEN consent_at END
FROM profiles WHERE consent IS NOT NULL
"""
_TAKEN_BACK = """
UPDATE profiles SET
    consent = (SELECT withdrawn_at IS NULL FROM consents WHERE consents.id = (
        SELECT max(id) FROM consents WHERE person = profiles.email AND purpose = 'introductions')),
    consent_at = (SELECT coalesce(withdrawn_at, given_at) FROM consents WHERE consents.id = (
        SELECT max(id) FROM consents WHERE person = profiles.email AND purpose = 'introductions'))
"""


def upgrade() -> None:
    op.create_table(
        "consents",
        sa.Column("id", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("person", "purpose", "text_version", "language")
        ),
        *(sa.Column(name, _MOMENT) for name in ("given_at", "withdrawn_at")),
        sa.PrimaryKeyConstraint("id", name="pk_consents"),
    )
    op.create_index("ix_consents_person", "consents", ["person"])
    op.execute(sa.text(_BROUGHT))
    with op.batch_alter_table("profiles") as table:
        table.drop_column("consent")
        table.drop_column("consent_at")


def downgrade() -> None:
    with op.batch_alter_table("profiles") as table:
        table.add_column(sa.Column("consent", sa.Boolean()))
        table.add_column(sa.Column("consent_at", _MOMENT))
    op.execute(sa.text(_TAKEN_BACK))
    op.drop_index("ix_consents_person", table_name="consents")
    op.drop_table("consents")
