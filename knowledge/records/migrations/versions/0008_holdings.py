"""What coordinators keep, who changed what, and which sources a turn of a conversation was told from."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _create_holdings()
    op.create_table(
        "audit_entries",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("by", "what", "subject")),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in ("before", "after")),
        sa.PrimaryKeyConstraint("id", name="pk_audit_entries"),
    )
    op.create_index("ix_audit_entries_subject", "audit_entries", ["subject"])
    op.create_index("ix_audit_entries_at", "audit_entries", ["at"])
    op.create_table(
        "turn_sources",
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["turn"], ["turns.id"], name="fk_turn_sources_turn", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("turn", "source", name="pk_turn_sources"),
    )
    op.create_index("ix_turn_sources_source", "turn_sources", ["source"])
    op.execute(sa.text("INSERT INTO facts (name, value) VALUES ('holdings', '0')"))


def _create_holdings() -> None:
    op.create_table(
        "holdings",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("source", "origin", "audience", "owner")),
        *(sa.Column(name, sa.Date()) for name in ("review_on", "expires_on", "confirmed_on")),
        sa.Column("confirmed_by", sa.String(), nullable=False),
        sa.Column("current", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("source", name="pk_holdings"),
    )
    op.create_index("ix_holdings_owner", "holdings", ["owner"])
    op.create_table(
        "holding_versions",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("digest", "file_name")),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source"], ["holdings.source"], name="fk_holding_versions_source", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("source", "number", name="pk_holding_versions"),
    )
    op.create_index("ix_holding_versions_digest", "holding_versions", ["digest"])


def downgrade() -> None:
    op.execute(sa.text("DELETE FROM facts WHERE name = 'holdings'"))
    op.drop_table("turn_sources")
    op.drop_table("audit_entries")
    op.drop_table("holding_versions")
    op.drop_table("holdings")
