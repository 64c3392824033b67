"""The tables behind the inbox: what was taken from a chat system, and the replicas that have it in hand.

On the same metadata as ``tables``.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, DateTime, Index, String, Table, Text

from knowledge.records.tables import Moment, metadata

# One row an event taken from a chat system; the payload stays until the event is done. ``holder`` is the replica that
# has it in hand; of one ``conversation`` the lowest ``position`` has its turn, '' where it needs none.
inbox = Table(
    "inbox",
    metadata,
    Column("event_id", String, primary_key=True),
    Column("payload", Text, nullable=False),
    Column("taken_at", DateTime(timezone=True), nullable=False),
    Column("done", Boolean, nullable=False, default=False),
    Column("holder", String, nullable=False, server_default=""),
    Column("conversation", String, nullable=False, server_default=""),
    Column("position", String, nullable=False, server_default=""),
    Index("ix_inbox_waiting", "done", "conversation"),
)

# Which running programs work on these records; one that was killed is taken for alive until then.
replicas = Table(
    "replicas",
    metadata,
    Column("id", String, primary_key=True),
    Column("alive_until", Moment, nullable=False),
)
