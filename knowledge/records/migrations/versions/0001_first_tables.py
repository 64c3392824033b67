"""The first tables: files, documents, texts, passages, facts, turns, inbox."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _create_facts()
    _create_files()
    _create_inbox()
    _create_texts()
    _create_turns()
    _create_documents()
    _create_passages()


def _create_facts() -> None:
    op.create_table(
        "facts",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_facts")),
    )


def _create_files() -> None:
    op.create_table(
        "files",
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("mtime_ns", sa.BigInteger(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("pipeline", sa.String(), nullable=False),
        sa.Column("failure", sa.String(), nullable=False),
        sa.Column("mend", sa.String(), nullable=False),
        sa.Column("retry", sa.Boolean(), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("path", name=op.f("pk_files")),
    )


def _create_inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_inbox")),
    )


def _create_texts() -> None:
    op.create_table(
        "texts",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_texts")),
    )


def _create_turns() -> None:
    op.create_table(
        "turns",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("conversation", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("audiences", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_turns")),
    )
    op.create_index("ix_turns_conversation", "turns", ["conversation"], unique=False)


def _create_documents() -> None:
    op.create_table(
        "documents",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("text_id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("updated", sa.Date(), nullable=True),
        sa.Column("stated", sa.Date(), nullable=True),
        sa.Column("effective", sa.Date(), nullable=True),
        sa.Column("expires", sa.Date(), nullable=True),
        sa.Column("superseded", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["path"], ["files.path"], name=op.f("fk_documents_path"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["text_id"], ["texts.id"], name=op.f("fk_documents_text_id")),
        sa.PrimaryKeyConstraint("source", name=op.f("pk_documents")),
    )
    op.create_index("ix_documents_path", "documents", ["path"], unique=False)
    op.create_index("ix_documents_text_id", "documents", ["text_id"], unique=False)


def _create_passages() -> None:
    op.create_table(
        "passages",
        sa.Column("text_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("header", sa.Text(), nullable=False),
        sa.Column("section", sa.JSON(), nullable=False),
        sa.Column("place", sa.JSON(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["text_id"], ["texts.id"], name=op.f("fk_passages_text_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("text_id", "number", name=op.f("pk_passages")),
    )
    op.create_index("ix_passages_digest", "passages", ["digest"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_passages_digest", table_name="passages")
    op.drop_table("passages")
    op.drop_index("ix_documents_text_id", table_name="documents")
    op.drop_index("ix_documents_path", table_name="documents")
    op.drop_table("documents")
    op.drop_index("ix_turns_conversation", table_name="turns")
    op.drop_table("turns")
    op.drop_table("texts")
    op.drop_table("inbox")
    op.drop_table("files")
    op.drop_table("facts")
