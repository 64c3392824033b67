"""The table of sources that are synced by themselves. On the same metadata as ``tables``."""

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
