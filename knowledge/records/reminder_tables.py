"""The table of what somebody was reminded of. On the same metadata as ``tables``."""

from __future__ import annotations

from sqlalchemy import Column, Date, Index, Integer, String, Table

from knowledge.records.tables import Moment, metadata

# One row a turn of a matter; those of one letter have its mark. ``put_off`` is when somebody said that they mend it.
reminders = Table(
    "reminders",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("deadline", Date, nullable=False),
    Column("owner", String, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("addressee", String, nullable=False),
    Column("number", Integer, nullable=False),
    Column("mark", String, nullable=False),
    Column("claimed", Moment, nullable=False),
    Column("sent", Moment),
    Column("put_off", Moment),
    Column("settled", String, nullable=False),
    Column("by", String, nullable=False),
    Index(
        "ix_reminders_turn",
        *("kind", "subject", "reason", "deadline", "owner", "addressee", "number"),
        unique=True,
    ),
    Index("ix_reminders_mark", "mark"),
    Index("ix_reminders_addressee", "addressee"),
    # The number of a row stands on a button: it is given to no other.
    sqlite_autoincrement=True,
)
