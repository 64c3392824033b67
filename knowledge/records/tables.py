"""The tables. Migrations in ``migrations/versions`` make them; a test holds both equal."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
    }
)

# One row a file that a sync has seen, read or not; ``failure`` is empty where it was read.
files = Table(
    "files",
    metadata,
    Column("path", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("audience", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("mtime_ns", BigInteger, nullable=False),
    Column("read_at", DateTime(timezone=True), nullable=False),
    Column("pipeline", String, nullable=False),
    Column("failure", String, nullable=False, default=""),
    Column("mend", String, nullable=False, default=""),
    Column("retry", Boolean, nullable=False, default=False),
    Column("warnings", JSON, nullable=False, default=list),
)

# One row a document that can be cited; exact duplicates share a text.
documents = Table(
    "documents",
    metadata,
    Column("source", String, primary_key=True),
    Column("path", String, ForeignKey("files.path", ondelete="CASCADE"), nullable=False),
    Column("text_id", String, ForeignKey("texts.id"), nullable=False),
    Column("title", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("audience", String, nullable=False),
    Column("url", String, nullable=False, default=""),
    Column("updated", Date),
    Column("stated", Date),
    Column("effective", Date),
    Column("expires", Date),
    Column("superseded", Boolean, nullable=False, default=False),
    Index("ix_documents_path", "path"),
    Index("ix_documents_text_id", "text_id"),
)

# What a row of a register or an entry of a calendar says: one of knowledge.rows, by ``documents.kind``.
rows = Table(
    "rows",
    metadata,
    Column("source", String, ForeignKey("documents.source", ondelete="CASCADE"), primary_key=True),
    Column("content", Text, nullable=False),
)

# ``state``: pending (being written), ready, leaving (no document holds it; still in an index).
texts = Table(
    "texts",
    metadata,
    Column("id", String, primary_key=True),
    Column("audience", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("state", String, nullable=False),
)

passages = Table(
    "passages",
    metadata,
    Column("text_id", String, ForeignKey("texts.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("body", Text, nullable=False),
    Column("header", Text, nullable=False, default=""),
    Column("section", JSON, nullable=False),
    Column("place", JSON, nullable=False),
    Column("language", String, nullable=False),
    Column("units", JSON, nullable=False),
    Column("digest", String, nullable=False),
    Index("ix_passages_digest", "digest"),
    Index("ix_passages_language", "language", "digest"),
)

# Facts about the data folder itself: which embedder filled it, how often it has changed, when it was synced.
facts = Table(
    "facts",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)

turns = Table(
    "turns",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("conversation", String, nullable=False),
    Column("role", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("audiences", JSON, nullable=False, default=list),
    Column("at", DateTime(timezone=True), nullable=False),
    Index("ix_turns_conversation", "conversation"),
)

# Events taken from a chat system; ``payload`` is emptied when they are done.
inbox = Table(
    "inbox",
    metadata,
    Column("event_id", String, primary_key=True),
    Column("payload", Text, nullable=False),
    Column("taken_at", DateTime(timezone=True), nullable=False),
    Column("done", Boolean, nullable=False, default=False),
)
