"""The tables behind what a person sees and chooses: their preferences, what their Home shows, which documents are new.

On the same metadata as ``tables``.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, String, Table

from knowledge.records.tables import Moment, metadata

# What somebody has chosen; ``language`` is "" where their Slack decides. People are e-mail addresses in lower case.
preferences = Table(
    "preferences",
    metadata,
    Column("person", String, primary_key=True),
    Column("language", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("changed", Moment, nullable=False),
)

# Users of the chat system who were told what the assistant is.
first_contacts = Table(
    "first_contacts",
    metadata,
    Column("user", String, primary_key=True),
    Column("at", Moment, nullable=False),
)

# One row a user of the chat system who has opened their Home lately; ``shown`` is a digest of what stands on it.
opened_homes = Table(
    "opened_homes",
    metadata,
    Column("user", String, primary_key=True),
    Column("team", String, nullable=False),
    Column("opened", Moment, nullable=False),
    Column("shown", String, nullable=False),
    Index("ix_opened_homes_opened", "opened"),
)

# When a document was taken in first; NULL for those that the cluster began with. It outlives the reading of its file.
arrivals = Table(
    "arrivals",
    metadata,
    Column("source", String, primary_key=True),
    Column("path", String, nullable=False),
    Column("seen", Moment),
    Index("ix_arrivals_path", "path"),
    Index("ix_arrivals_seen", "seen"),
)
