"""The table of people who were erased. On the same metadata as ``tables``."""

from __future__ import annotations

from sqlalchemy import Column, String, Table

from knowledge.records.tables import Moment, metadata

# One row a person: a keyed digest of their address, which leads to nobody without the key in the data folder.
tombstones = Table(
    "tombstones",
    metadata,
    Column("person", String, primary_key=True),
    Column("erased", Moment, nullable=False),
)
