"""Introductions, their steps and notices, and what people say of themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _create_introductions()
    _create_steps()
    _create_notices()
    _create_profiles()
    # Locked by those who compare limits; "paused" while a coordinator has stopped all.
    op.execute(sa.text("INSERT INTO facts (name, value) VALUES ('introductions', '')"))


def _create_introductions() -> None:
    words = ("asker", "first", "second", "first_organisation", "second_organisation", "state")
    op.create_table(
        "introductions",
        sa.Column("id", sa.String(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in words),
        sa.Column("need", sa.Text(), nullable=False),
        sa.Column("why_first", sa.JSON(), nullable=False),
        sa.Column("why_second", sa.JSON(), nullable=False),
        sa.Column("created", _MOMENT, nullable=False),
        sa.Column("since", _MOMENT, nullable=False),
        *(
            sa.Column(name, _MOMENT)
            for name in ("begun", "told_first", "told_second", "reminded", "introduced")
        ),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("said_first", "said_second")),
        *(sa.Column(name, sa.String()) for name in ("how", "meeting", "result")),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("room", "ended_by")),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_introductions"),
    )
    for name in ("state", "first", "second"):
        op.create_index(f"ix_introductions_{name}", "introductions", [name], unique=False)


def _create_steps() -> None:
    words = ("introduction", "by", "event", "detail", "from_state", "to_state")
    op.create_table(
        "introduction_steps",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in words),
        sa.Column("at", _MOMENT, nullable=False),
        _of_introduction("introduction_steps"),
        sa.PrimaryKeyConstraint("id", name="pk_introduction_steps"),
    )
    op.create_index("ix_introduction_steps_introduction", "introduction_steps", ["introduction"])


def _create_notices() -> None:
    op.create_table(
        "introduction_notices",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("introduction", "kind", "person", "ref")),
        sa.Column("claimed", _MOMENT, nullable=False),
        sa.Column("sent", _MOMENT),
        _of_introduction("introduction_notices"),
        sa.PrimaryKeyConstraint("introduction", "kind", "person", name="pk_introduction_notices"),
    )
    op.create_index("ix_introduction_notices_person", "introduction_notices", ["person"])


def _of_introduction(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["introduction"], ["introductions.id"], name=f"fk_{table}_introduction", ondelete="CASCADE"
    )


def _create_profiles() -> None:
    op.create_table(
        "profiles",
        sa.Column("email", sa.String(), nullable=False),
        *(sa.Column(name, sa.String()) for name in ("name", "organisation", "role", "place")),
        *(sa.Column(name, sa.JSON()) for name in ("languages", "topics", "offers", "needs")),
        sa.Column("willing", sa.Integer()),
        sa.Column("paused_until", sa.Date()),
        *(
            sa.Column(name, sa.JSON(), nullable=False)
            for name in ("hidden", "not_with_people", "not_with_organisations")
        ),
        sa.Column("consent", sa.Boolean()),
        *(sa.Column(name, _MOMENT) for name in ("consent_at", "returned", "deleted")),
        sa.PrimaryKeyConstraint("email", name="pk_profiles"),
    )


def downgrade() -> None:
    op.execute(sa.text("DELETE FROM facts WHERE name = 'introductions'"))
    op.drop_table("profiles")
    for table, indexed in (
        ("introduction_notices", ("person",)),
        ("introduction_steps", ("introduction",)),
        ("introductions", ("second", "first", "state")),
    ):
        for name in indexed:
            op.drop_index(f"ix_{table}_{name}", table_name=table)
        op.drop_table(table)
