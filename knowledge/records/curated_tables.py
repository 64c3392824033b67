"""The tables of curated answers, and of what is wrong with them."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Date, Index, Integer, String, Table, Text

from knowledge.records.tables import Moment, metadata

curated_answers = Table(
    "curated_answers",
    metadata,
    Column("id", String, primary_key=True),
    Column("forms", JSON, nullable=False),
    Column("text", Text, nullable=False),
    Column("text_nb", Text, nullable=False),
    Column("text_en", Text, nullable=False),
    Column("audience", String, nullable=False),
    Column("owner", String, nullable=False),
    Column("expires", Date),
    Column("sources", JSON, nullable=False),
    Column("confirmed_on", Date, nullable=False),
    Column("confirmed_by", String, nullable=False),
    Column("created", Moment, nullable=False),
    Column("changed", Moment, nullable=False),
    Column("version", Integer, nullable=False),
    Column("archived", Moment),
    Index("ix_curated_answers_owner", "owner"),
)

# ``wrong`` are pairs of a complaint and what it is about. The row of what is in order again stays: its number is not
# given a second time.
answer_troubles = Table(
    "answer_troubles",
    metadata,
    Column("answer", String, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("since", Date, nullable=False),
    Column("wrong", JSON, nullable=False),
)
