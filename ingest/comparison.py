"""What a sync must do: the files there are, against the files that the records know."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ingest.sources.folder import FoundFile, Unreachable
from knowledge.records.rows import FileRecord

# A file written again within this time of being read may look unchanged: its time stamp is too coarse.
_RACY = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class Comparison:
    """``touched`` are records of files whose time stamp moved and whose content did not."""

    added: tuple[FoundFile, ...]
    changed: tuple[FoundFile, ...]
    removed: tuple[str, ...]
    unchanged: int
    touched: tuple[FileRecord, ...]
    unreachable: tuple[Unreachable, ...]


def compare(
    found: Sequence[FoundFile],
    unreachable: Sequence[Unreachable],
    known: Mapping[str, FileRecord],
    pipeline: str,
) -> Comparison:
    """Content is hashed only where size or time stamp moved; what lies behind a locked folder is left as it is."""
    added: list[FoundFile] = []
    changed: list[FoundFile] = []
    touched: list[FileRecord] = []
    for file in found:
        record = known.get(file.path)
        if record is None:
            added.append(file)
        elif not _same_reading(file, record, pipeline):
            changed.append(file)
        elif _looks_unchanged(file, record):
            continue
        elif content_digest(file.at) == record.digest:
            touched.append(replace(record, size=file.size, mtime_ns=file.mtime_ns, read_at=datetime.now(UTC)))
        else:
            changed.append(file)
    there = {file.path for file in found} | {item.path for item in unreachable}
    removed = tuple(path for path in sorted(known) if path not in there and not _behind(path, unreachable))
    unchanged = len(found) - len(added) - len(changed)
    return Comparison(tuple(added), tuple(changed), removed, unchanged, tuple(touched), tuple(unreachable))


def content_digest(path: Path) -> str:
    """SHA-256 of a file's bytes, or '' where it cannot be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def _same_reading(file: FoundFile, record: FileRecord, pipeline: str) -> bool:
    return (file.kind, file.audience, pipeline, False) == (
        record.kind,
        record.audience,
        record.pipeline,
        record.retry,
    )


def _looks_unchanged(file: FoundFile, record: FileRecord) -> bool:
    if (file.size, file.mtime_ns) != (record.size, record.mtime_ns):
        return False
    written = datetime.fromtimestamp(file.mtime_ns / 1e9, UTC)
    return record.read_at - written > _RACY


def _behind(path: str, unreachable: Sequence[Unreachable]) -> bool:
    return any(path.startswith(item.path + "/") for item in unreachable)
