"""What a loader read -> entries of the library: sources to cite, texts to find."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date, datetime
from pathlib import PurePosixPath
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from ingest import chunking
from ingest.chunking import chunk
from ingest.dating import date_document
from ingest.sources.listing import FoundFile, is_url
from knowledge.holdings.holding import ADDED
from knowledge.library import Entry
from knowledge.models import Document, Doubt, SourceInfo
from knowledge.placing import digest_of
from knowledge.records.rows import Text
from knowledge.rows import Row

# Bumped when the same file would give other documents, so that the next sync reads it again.
_LOADERS_VERSION = "17"
PIPELINE = f"loaders-{_LOADERS_VERSION}/chunks-{chunking.VERSION}"


def entries_of(
    file: FoundFile, digest: str, documents: Sequence[Document], zone: ZoneInfo
) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """Entries of one file, and the sentences that say what was not readable in it."""
    entries = tuple(_entry(file, digest, document, zone) for document in documents)
    warnings = tuple(warning for document in documents for warning in document.warnings)
    return entries, warnings


def doubts_of(documents: Sequence[Document]) -> tuple[Doubt, ...]:
    return tuple(doubt for document in documents for doubt in document.doubts)


def rows_of(file: FoundFile, documents: Sequence[Document]) -> dict[str, Row]:
    """The rows of one file by their sources, as its entries hold them."""
    said = ((_source(file, document), _row(file, document)) for document in documents)
    return {source: row for source, row in said if row}


def _source(file: FoundFile, document: Document) -> str:
    return f"{file.path}#{document.fragment}" if document.fragment else file.path


def _row(file: FoundFile, document: Document) -> Row | None:
    return replace(document.row, trust=file.manner.trust) if document.row else None


def _entry(file: FoundFile, digest: str, document: Document, zone: ZoneInfo) -> Entry:
    info = _source_info(file, document, zone)
    day = info.dating.stated or info.dating.effective or document.modified
    text_id = _text_id(file, _content(digest, document, info.title, day), document.fragment)
    passages = chunk(document, text_id=text_id, title=info.title, audience=file.audience, day=day)
    text = Text(text_id, file.kind, file.audience, passages, tuple(digest_of(p) for p in passages))
    return Entry(info, text, _row(file, document))


def _content(digest: str, document: Document, title: str, day: date | None) -> str:
    """The file's digest, or that of a row alone: where one row is changed, the texts of the others stay."""
    if document.row is None:
        return digest
    blocks = [(type(block).__name__, asdict(block)) for block in document.blocks]
    # Sets have another order in each process.
    return hashlib.sha256(json.dumps([title, str(day), blocks], default=sorted).encode()).hexdigest()


def _text_id(file: FoundFile, content: str, fragment: str) -> str:
    """The same content of the same kind for the same audience is one text, wherever it lies."""
    identity = "\0".join((file.reading(PIPELINE), file.kind, file.audience, content, fragment))
    return hashlib.sha256(identity.encode()).hexdigest()[:24]


def _source_info(file: FoundFile, document: Document, zone: ZoneInfo) -> SourceInfo:
    path = file.path.removeprefix(ADDED) if file.path.startswith(ADDED) else urlsplit(file.url).path
    name = PurePosixPath(path or file.path).name or file.path
    title = " ".join(document.title.split()) or _readable(name)
    dating = date_document(replace(document, title=title), name)
    return SourceInfo(
        source=_source(file, document),
        title=title,
        kind=file.kind,
        audience=file.audience,
        updated=dating.stated or document.modified or (file.day if is_url(file.path) else _saved(file, zone)),
        dating=dating,
        url=file.url,
    )


def _saved(file: FoundFile, zone: ZoneInfo) -> date:
    return datetime.fromtimestamp(file.mtime_ns / 1e9, zone).date()


def _readable(name: str) -> str:
    """'medlems-kontingent_2026.docx' -> 'medlems kontingent 2026'."""
    stem = PurePosixPath(name).stem
    return " ".join(stem.replace("_", " ").replace("-", " ").split()) or name
