"""The tables of what coordinators keep, of what was told from it, and of who changed what."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
)

from knowledge.records.tables import Moment, metadata

# One row a document that somebody looks after; ``revision`` grows with each change.
holdings = Table(
    "holdings",
    metadata,
    Column("source", String, primary_key=True),
    Column("origin", String, nullable=False),
    Column("audience", String, nullable=False),
    Column("owner", String, nullable=False),
    Column("review_on", Date),
    Column("expires_on", Date),
    Column("confirmed_on", Date),
    Column("confirmed_by", String, nullable=False),
    Column("current", Integer, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Column("revision", Integer, nullable=False),
    Index("ix_holdings_owner", "owner"),
)

# The contents that it has had; the bytes lie in the data folder under their digest.
holding_versions = Table(
    "holding_versions",
    metadata,
    Column("source", String, ForeignKey("holdings.source", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("digest", String, nullable=False),
    Column("file_name", String, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("by", String, nullable=False),
    Column("at", Moment, nullable=False),
    Column("url", String, nullable=False),
    Index("ix_holding_versions_digest", "digest"),
)

# The sources that a turn of a conversation was told from, so that it goes when they go.
turn_sources = Table(
    "turn_sources",
    metadata,
    Column("turn", Integer, ForeignKey("turns.id", ondelete="CASCADE"), primary_key=True),
    Column("source", String, primary_key=True),
    Index("ix_turn_sources_source", "source"),
)

# Who changed what: nothing in the program changes or removes a row of it.
audit_entries = Table(
    "audit_entries",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False),
    Column("by", String, nullable=False),
    Column("what", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("before", JSON, nullable=False),
    Column("after", JSON, nullable=False),
    Index("ix_audit_entries_subject", "subject"),
    Index("ix_audit_entries_at", "at"),
)
