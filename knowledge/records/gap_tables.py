"""The tables of what was not answered well. Where answers go lies apart from what coordinators read."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, false

from knowledge.models import MEMBERS
from knowledge.records.tables import Moment, metadata

gap_groups = Table(
    "gap_groups",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("state", String, nullable=False),
    Column("answer", Text, nullable=False),
    Column("settled_by", String, nullable=False),
    Column("settled_at", Moment),
    Column("reason", Text, nullable=False),
    Column("audience", String, nullable=False, server_default=MEMBERS),
    # Until then a coordinator works on it, or has put it together by hand: what it holds stays together.
    Column("held_until", Moment),
    # Numbers of groups that are gone are not given to others: a coordinator may still have one before their eyes.
    sqlite_autoincrement=True,
)

# One row a question; ``group`` is empty until it is gathered. ``moved`` where a coordinator chose its group.
gap_questions = Table(
    "gap_questions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("question", String, nullable=False),
    Column("group", Integer, ForeignKey("gap_groups.id")),
    Column("moved", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
    Column("words", Text, nullable=False),
    Column("language", String, nullable=False),
    Index("ix_gap_questions_question", "question", unique=True),
    Index("ix_gap_questions_group", "group"),
    Index("ix_gap_questions_at", "at"),
    sqlite_autoincrement=True,
)

# Why it is here, and for how many: ``asker`` is the same for a person everywhere and leads to nobody without the key.
gap_askings = Table(
    "gap_askings",
    metadata,
    Column("question", Integer, ForeignKey("gap_questions.id", ondelete="CASCADE"), primary_key=True),
    Column("asker", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("name", String, nullable=False),
)

# Where an answer goes, until it is there. ``answer`` is empty while there is none, and ``audience`` who may read it. Of
# one that could not be brought (``undelivered``) only that is kept, and not where it would have gone.
gap_ways = Table(
    "gap_ways",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("question", Integer, ForeignKey("gap_questions.id", ondelete="CASCADE"), nullable=False),
    Column("person", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("thread", String, nullable=False),
    Column("answer", Text, nullable=False),
    Column("audience", String, nullable=False, server_default=MEMBERS),
    Column("claimed", Moment),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("undelivered", Boolean, nullable=False, server_default=false()),
    Index("ix_gap_ways_question", "question"),
    Index("ix_gap_ways_person", "person"),
    sqlite_autoincrement=True,
)
