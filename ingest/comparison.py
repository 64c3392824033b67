"""What a sync must do: the files there are, against the files that the records know."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ingest.sources.listing import Delayed, FoundFile, Listing, Unreachable, is_url, site_of
from knowledge.records.rows import FileRecord

# A file written again within this time of being read may look unchanged: its time stamp is too coarse.
_RACY = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class Comparison:
    """``touched`` are records of files whose time stamp moved and whose content did not.

    ``forgotten`` are paths that are gone and were never read. ``delayed`` holds what is known and stays so.
    """

    added: tuple[FoundFile, ...]
    changed: tuple[FoundFile, ...]
    removed: tuple[str, ...]
    forgotten: tuple[str, ...]
    unchanged: int
    touched: tuple[FileRecord, ...]
    unreachable: tuple[Unreachable, ...]
    delayed: tuple[Delayed, ...]
    sizes: Mapping[str, int]

    @property
    def moved(self) -> tuple[str, ...]:
        """Removed paths whose content may lie under another name now, as far as sizes tell."""
        there = {file.size for file in self.added}
        return tuple(path for path in self.removed if self.sizes[path] in there)

    @property
    def arrived(self) -> tuple[FoundFile, ...]:
        """Added files that may be moved ones."""
        gone = {self.sizes[path] for path in self.removed}
        return tuple(file for file in self.added if file.size in gone)


def compare(listing: Listing, known: Mapping[str, FileRecord], pipeline: str) -> Comparison:
    """Content is hashed only where size or time stamp moved; what lies behind a locked folder is left as it is."""
    added: list[FoundFile] = []
    changed: list[FoundFile] = []
    touched: list[FileRecord] = []
    late = {item.path for item in listing.delayed}
    for file in listing.files:
        record = known.get(file.path)
        if record is None:
            added.append(file)
        elif file.path in late and _same_reading(file, replace(record, retry=False), pipeline):
            continue
        elif not _same_reading(file, record, pipeline):
            changed.append(file)
        elif _looks_unchanged(file, record):
            continue
        elif content_digest(file.at) == record.digest:
            touched.append(replace(record, size=file.size, mtime_ns=file.mtime_ns, read_at=datetime.now(UTC)))
        else:
            changed.append(file)
    gone = _gone(listing, known)
    return Comparison(
        added=tuple(added),
        changed=tuple(changed),
        removed=tuple(path for path in gone if known[path].digest),
        forgotten=tuple(path for path in gone if not known[path].digest),
        unchanged=len(listing.files) - len(added) - len(changed),
        touched=tuple(touched),
        unreachable=listing.unreachable,
        delayed=listing.delayed,
        sizes={path: known[path].size for path in gone},
    )


def _gone(listing: Listing, known: Mapping[str, FileRecord]) -> list[str]:
    """What is not there any more, and what is there but cannot be had since it was read."""
    there = {file.path for file in listing.files} | {item.path for item in listing.delayed}
    locked = {item.path for item in listing.unreachable}
    return [
        path
        for path in sorted(known)
        if path not in there and (bool(known[path].digest) if path in locked else not _behind(path, listing))
    ]


def content_digest(path: Path) -> str:
    """SHA-256 of a file's bytes, or '' where it cannot be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def _same_reading(file: FoundFile, record: FileRecord, pipeline: str) -> bool:
    return (file.kind, file.audience, file.reading(pipeline), False) == (
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


def _behind(path: str, listing: Listing) -> bool:
    """Whether a path lies in what cannot be looked at, or on a site of which not all is known just now."""
    if any(path.startswith(item.path + "/") for item in listing.unreachable + listing.delayed):
        return True
    return is_url(path) and site_of(path) in {site_of(item.path) for item in listing.delayed}
