"""The three stores of a library in a folder, and entries to put into them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from knowledge.chroma_places import embedded
from knowledge.embeddings import Embedder
from knowledge.index import VectorIndex
from knowledge.keywords import KeywordIndex
from knowledge.library import Entry, Library, Stores
from knowledge.models import Passage, SourceInfo
from knowledge.placing import digest_of
from knowledge.records.catalogue import Catalogue
from knowledge.records.database import open_database, sqlite_url
from knowledge.records.journal import Journal
from knowledge.records.rows import FileRecord, Text
from knowledge.writing_lock import FolderLock

DAY = datetime(2026, 11, 24, tzinfo=UTC)


def opened(folder: Path) -> Stores:
    """As a process finds them that starts now."""
    database = open_database(sqlite_url(folder / "klyngebot.db"))
    return Stores(
        Catalogue(database),
        Journal(database),
        VectorIndex(embedded(folder / "chroma", "units")),
        KeywordIndex(folder / "keywords"),
    )


def library(stores: Stores, embedder: Embedder, folder: Path) -> Library:
    return Library(stores, embedder, lambda: FolderLock(folder / "writing.lock"))


def record(path: str, audience: str = "members") -> FileRecord:
    return FileRecord(path, "documents", audience, f"digest of {path}", 1, 1, "1", DAY)


def entry(
    path: str,
    *texts: str,
    audience: str = "members",
    text_id: str = "",
    units: tuple[tuple[int, int], ...] = (),
) -> Entry:
    """A document with one passage a text; documents of one ``text_id`` hold the same content."""
    identity = text_id or f"text of {path}"
    passages = tuple(
        Passage(identity, n, text, "Tittel", language="nb", units=units) for n, text in enumerate(texts)
    )
    info = SourceInfo(path, "Tittel", "documents", audience)
    return Entry(info, Text(identity, info.kind, audience, passages, tuple(digest_of(p) for p in passages)))


def never() -> None:
    raise AssertionError("nobody else writes here")


def everything(audiences: frozenset[str]) -> Callable[[str], bool]:
    """A cluster.toml that has not changed since the sync."""
    return lambda source: True
