"""The tables behind the inbox: what was taken from a chat system, and the replicas that have it in hand.

On the same metadata as ``tables``.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, DateTime, Index, Integer, String, Table, Text, false

from knowledge.records.tables import Moment, metadata

# One row an event taken from a chat system; the payload stays until the event is done. ``holder`` is the replica that
# has it in hand, or that took in what is ``queued`` for whichever has a hand free. Of one ``conversation`` the lowest
# ``position`` goes first, '' where it needs none. ``asker`` is who waits for it, '' where it has no place in line;
# ``turn`` is fair to all askers (`turns`). ``begun`` stays where whoever worked on it is gone.
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
    Column("asker", String, nullable=False, server_default=""),
    Column("queued", Boolean, nullable=False, server_default=false()),
    Column("begun", Boolean, nullable=False, server_default=false()),
    Column("turn", Integer, nullable=False, server_default="0"),
    Index("ix_inbox_waiting", "done", "conversation"),
)

# Which running programs work on these records; one that was killed is taken for alive until then.
replicas = Table(
    "replicas",
    metadata,
    Column("id", String, primary_key=True),
    Column("alive_until", Moment, nullable=False),
)
