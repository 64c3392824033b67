"""The tables of sources that are synced by themselves, and of what has happened in channels.

On the same metadata as ``tables``.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, String, Table, Text

from knowledge.records.tables import Moment, metadata

# ``hastened`` is whether something is known to have changed there. ``held_until`` is set while a process syncs the
# source: until then nobody else does.
source_syncs = Table(
    "source_syncs",
    metadata,
    Column("source", String, primary_key=True),
    Column("tried", Moment),
    Column("succeeded", Moment),
    Column("failures", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("mend", Text, nullable=False),
    Column("hastened", Boolean, nullable=False),
    Column("held_until", Moment),
)

# One row each time that something has happened in a thread of a gathered channel, until the thread was looked at.
noticed_threads = Table(
    "noticed_threads",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("channel", String, nullable=False),
    Column("ts", String, nullable=False),
    # A number that is given anew would be taken for one that was looked at.
    sqlite_autoincrement=True,
)
