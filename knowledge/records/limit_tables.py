"""The tables behind limits: who asked within the last hour, and how often a model was called on which day.

On the same metadata as ``tables``.
"""

from __future__ import annotations

from sqlalchemy import Column, Date, Index, Integer, String, Table

from knowledge.records.tables import Moment, metadata

# Rows are gone after an hour. ``person`` and ``channel`` are ids of the chat system.
admitted_questions = Table(
    "admitted_questions",
    metadata,
    Column("id", String, primary_key=True),
    Column("person", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_admitted_questions_at", "at"),
)

model_calls = Table(
    "model_calls",
    metadata,
    Column("day", Date, primary_key=True),
    Column("calls", Integer, nullable=False),
)
