"""The table of what people consented to. On the same metadata as ``tables``."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table

from knowledge.records.tables import Moment, metadata

# A row for each yes, with when it was taken back; a no where there was no yes has only that. The last one counts.
consents = Table(
    "consents",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person", String, nullable=False),
    Column("purpose", String, nullable=False),
    Column("text_version", String, nullable=False),
    Column("language", String, nullable=False),
    Column("given_at", Moment),
    Column("withdrawn_at", Moment),
    Index("ix_consents_person", "person"),
)
