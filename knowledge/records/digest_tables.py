"""The tables of which digests were sent, and of monthly figures that outlive what they were counted from."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table

from knowledge.records.tables import Moment, metadata

# One row a digest of a person: ``sent`` is NULL while somebody has it in hand.
digests = Table(
    "digests",
    metadata,
    Column("person", String, primary_key=True),
    Column("period", String, primary_key=True),
    Column("claimed", Moment, nullable=False),
    Column("sent", Moment),
)

# Counts and nothing else: neither words nor people. A month is such as 2027-03.
monthly_counts = Table(
    "monthly_counts",
    metadata,
    Column("month", String, primary_key=True),
    Column("noun", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("language", String, primary_key=True),
    Column("count", Integer, nullable=False),
    # How many of them are not kept any more.
    Column("forgotten", Integer, nullable=False, server_default="0"),
)
