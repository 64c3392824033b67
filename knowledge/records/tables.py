"""The tables. Migrations in ``migrations/versions`` make them; a test holds both equal."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    false,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """An aware time, kept and given in UTC: SQLite drops the zone, PostgreSQL gives it in the session's."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


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
    Column("doubts", JSON, nullable=False, default=list),
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
    Column("modified", Date),
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

# One row an introduction, as it stands now; ``version`` grows with each step, and a step is written on the version
# that it was taken from. People are e-mail addresses in lower case.
introductions = Table(
    "introductions",
    metadata,
    Column("id", String, primary_key=True),
    Column("asker", String, nullable=False),
    Column("first", String, nullable=False),
    Column("second", String, nullable=False),
    Column("need", Text, nullable=False),
    Column("first_organisation", String, nullable=False),
    Column("second_organisation", String, nullable=False),
    Column("why_first", JSON, nullable=False),
    Column("why_second", JSON, nullable=False),
    Column("state", String, nullable=False),
    Column("created", Moment, nullable=False),
    Column("since", Moment, nullable=False),
    Column("begun", Moment),
    Column("said_first", String, nullable=False),
    Column("said_second", String, nullable=False),
    Column("told_first", Moment),
    Column("told_second", Moment),
    Column("reminded", Moment),
    Column("introduced", Moment),
    Column("how", String),
    Column("room", String, nullable=False),
    Column("meeting", String),
    Column("result", String),
    Column("ended_by", String, nullable=False),
    Column("version", Integer, nullable=False),
    Index("ix_introductions_state", "state"),
    Index("ix_introductions_first", "first"),
    Index("ix_introductions_second", "second"),
)

# Who did what to an introduction; ``by`` is "" for the clock.
introduction_steps = Table(
    "introduction_steps",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("introduction", String, ForeignKey("introductions.id", ondelete="CASCADE"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("by", String, nullable=False),
    Column("event", String, nullable=False),
    Column("detail", String, nullable=False),
    Column("from_state", String, nullable=False),
    Column("to_state", String, nullable=False),
    Index("ix_introduction_steps_introduction", "introduction"),
)

# What the bot says because of one: claimed by the thread that is about to say it, then sent. ``ref`` names the message.
introduction_notices = Table(
    "introduction_notices",
    metadata,
    Column("introduction", String, ForeignKey("introductions.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String, primary_key=True),
    Column("person", String, primary_key=True),
    Column("claimed", Moment, nullable=False),
    Column("sent", Moment),
    Column("ref", String, nullable=False),
    Index("ix_introduction_notices_person", "person"),
)

# What people say of themselves; NULL is what they did not say.
profiles = Table(
    "profiles",
    metadata,
    Column("email", String, primary_key=True),
    Column("name", String),
    Column("organisation", String),
    Column("role", String),
    Column("place", String),
    Column("languages", JSON(none_as_null=True)),
    Column("topics", JSON(none_as_null=True)),
    Column("offers", JSON(none_as_null=True)),
    Column("needs", JSON(none_as_null=True)),
    Column("willing", Integer),
    Column("paused_until", Date),
    Column("hidden", JSON, nullable=False),
    Column("not_with_people", JSON, nullable=False),
    Column("not_with_organisations", JSON, nullable=False),
    Column("returned", Moment),
    Column("deleted", Moment),
)

# What they say, and forms of curated answers, embedded, by a digest of the text.
spoken_vectors = Table(
    "spoken_vectors",
    metadata,
    Column("embedder", String, primary_key=True),
    Column("digest", String, primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)

# What was asked in Slack, for as long as it helps to mend the knowledge.
asked_questions = Table(
    "asked_questions",
    metadata,
    Column("id", String, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("words", Text, nullable=False),
    Column("language", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("audiences", JSON, nullable=False),
    Column("sources", JSON, nullable=False),
    Column("asker", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("thread", String, nullable=False),
    Column("in_private", Boolean, nullable=False, server_default=false()),
    Index("ix_asked_questions_at", "at"),
    Index("ix_asked_questions_asker", "asker"),
)

# What people thought of an answer. ``judge`` is the same for a person and a question, and leads to nobody.
judgements = Table(
    "judgements",
    metadata,
    Column("question", String, ForeignKey("asked_questions.id", ondelete="CASCADE"), primary_key=True),
    Column("judge", String, primary_key=True),
    Column("verdict", String, nullable=False),
    Column("why", String, nullable=False),
    Column("at", Moment, nullable=False),
)

# One row a channel of a chat system in which questions are answered without being put to the assistant.
listening_channels = Table(
    "listening_channels",
    metadata,
    Column("channel", String, primary_key=True),
    Column("by", String, nullable=False),
    Column("at", Moment, nullable=False),
)

# One row an answer of that kind, for a day: so many an hour are enough.
unasked_answers = Table(
    "unasked_answers",
    metadata,
    Column("message", String, primary_key=True),
    Column("channel", String, nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_unasked_answers_channel_at", "channel", "at"),
)
