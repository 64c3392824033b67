"""Compare, apply, report: brings the library in line with the sources, reading only what changed."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Protocol

from ingest.comparison import Comparison, compare, content_digest
from ingest.differences import register_changes
from ingest.entries import PIPELINE, doubts_of, entries_of
from ingest.reader import Reader
from ingest.rehearsal import rehearse
from ingest.sources.listing import FoundFile, Listing, Unreachable
from knowledge.curated.regression import AnswerFinding
from knowledge.directory.findings import Findings, findings
from knowledge.errors import Inaccessible, ReaderFailed, TooSlow, UnreadableFile
from knowledge.library import Library, LibraryWriter
from knowledge.models import Failure
from knowledge.reassigned import INDEXED_FOR, dump
from knowledge.records.catalogue import Catalogue
from knowledge.records.listings import Listings
from knowledge.records.register import RegisterRows
from knowledge.records.rows import FileRecord
from knowledge.reports import SyncReport
from knowledge.rows import MemberRow, PersonRow
from knowledge.settings import ClusterSettings


class Progress(Protocol):
    """What a person watches while a sync runs; sizes in bytes."""

    def start(self, total_bytes: int) -> None: ...

    def enter(self, path: str, size: int) -> None:
        """A file has been read and is written next; the one before it is done."""
        ...

    def embedded(self, done: int, of: int) -> None:
        """So many texts have been embedded of those that are written together now."""
        ...


class Sources(Protocol):
    """Where things come from; what cannot be had is part of the listing, never an error."""

    def list(self) -> Listing: ...

    def of(self, paths: Set[str], listed_by: Mapping[str, str]) -> Listing:
        """Only these, and what they hold or list; ``listed_by`` is which source listed a page until now."""
        ...

    def home_of(self, path: str) -> str:
        """The name of the source that a path lies in; '' for none."""
        ...


class AnswerChecks(Protocol):
    """What asks curated answers anew when the knowledge has changed: ``knowledge.curated.regression``."""

    def findings(self, day: date) -> tuple[AnswerFinding, ...]: ...


@dataclass(frozen=True, slots=True)
class SyncRun:
    """How to run one sync. ``wait`` is called once when another sync must finish first."""

    progress: Progress
    wait: Callable[[], None]
    wait_seconds: float = 600.0


class Sync:
    def __init__(
        self,
        settings: ClusterSettings,
        sources: Sources,
        library: Library,
        catalogue: Catalogue,
        register: RegisterRows,
        open_reader: Callable[[], Reader],
        answers: AnswerChecks,
    ) -> None:
        self._settings = settings
        self._sources = sources
        self._library = library
        self._catalogue = catalogue
        self._register = register
        self._open_reader = open_reader
        self._answers = answers

    def plan(self) -> SyncReport:
        """What a run would do now; nothing is read beyond what tells whether a file changed, nothing written."""
        started = time.monotonic()
        comparison = self._compared(self._sources.list())
        report = _report(comparison, self._standing_failures(comparison), started)
        return replace(report, dry_run=True)

    def rehearse(self) -> SyncReport:
        """A plan, and what it does to registers row by row: those that have changed are read; nothing is written."""
        started = time.monotonic()
        comparison = self._compared(self._sources.list())
        before = self._register.held_by(_affected(comparison))
        read = rehearse(comparison.added + comparison.changed, self._open_reader)
        failed = sorted((*self._standing_failures(comparison), *read.failed), key=lambda one: one.source)
        return replace(
            _report(comparison, failed, started),
            dry_run=True,
            warnings=read.warnings,
            doubts=read.doubts,
            registers=register_changes(before, read.rows),
        )

    def run(self, run: SyncRun) -> SyncReport:
        """Raises AlreadyRunning when another sync does not finish in time."""
        started = time.monotonic()
        with self._library.writing(run.wait_seconds, run.wait, run.progress.embedded) as writer:
            repaired = writer.repair()
            listing = self._sources.list()
            comparison = self._compared(listing)
            before = self._register.held_by(_affected(comparison))
            writer.state_listings(dict(listing.listed_by))
            passages = self._apply(comparison, writer, run.progress)
            writer.state_fact(INDEXED_FOR, dump(self._settings))
            writer.state_fact("synced_at", datetime.now(UTC).isoformat(timespec="seconds"))
        found = self._findings()
        report = _report(comparison, self._catalogue.failures(), started)
        return replace(
            report,
            repaired=repaired,
            passages=passages,
            embedded=writer.embedded,
            warnings=self._catalogue.warnings() + found.warnings,
            doubts=self._catalogue.doubts(),
            duplicates=self._catalogue.duplicates(),
            registers=register_changes(before, self._register.held_by(tuple(before))),
            merges=found.merges,
            contradictions=found.contradictions,
            unregistered=found.unregistered,
            answers=self._answers.findings(self._today()),
        )

    def bring(self, paths: Set[str], run: SyncRun) -> SyncReport:
        """Only these sources (a file, an address, or a source of cluster.toml by its name), as they are now: what is
        there is read, what is gone is removed, and nothing else is looked at. Raises AlreadyRunning when another
        sync does not finish in time."""
        started = time.monotonic()
        with self._library.writing(run.wait_seconds, run.wait, run.progress.embedded) as writer:
            repaired = writer.repair()
            homes = Listings(self._catalogue).every()
            listing = self._sources.of(paths, homes)
            comparison = compare(listing, self._known(paths, homes), PIPELINE)
            others = {page: home for page, home in homes.items() if home not in paths}
            writer.state_listings(others | dict(listing.listed_by))
            passages = self._apply(comparison, writer, run.progress)
        failed = [one for one in self._catalogue.failures() if one.source in paths]
        report = _report(comparison, failed, started)
        return replace(report, repaired=repaired, passages=passages, embedded=writer.embedded)

    def _known(self, paths: Set[str], homes: Mapping[str, str]) -> dict[str, FileRecord]:
        records = self._catalogue.file_records()
        return {
            path: record
            for path, record in records.items()
            if path in paths or (homes.get(path) or self._sources.home_of(path)) in paths
        }

    def _apply(self, comparison: Comparison, writer: LibraryWriter, progress: Progress) -> int:
        """The number of passages that were read."""
        writer.remove(tuple(set(comparison.removed) - set(comparison.moved)) + comparison.forgotten)
        for record in comparison.touched:
            writer.touch(record)
        passages = self._read_all(comparison, writer, progress)
        self._note(comparison, writer)
        writer.flush()
        return passages

    def _findings(self) -> Findings:
        return findings(self._register.every(MemberRow), self._register.every(PersonRow), self._today())

    def _today(self) -> date:
        return datetime.now(self._settings.zone).date()

    def _compared(self, listing: Listing) -> Comparison:
        return compare(listing, self._catalogue.file_records(), PIPELINE)

    def _read_all(self, comparison: Comparison, writer: LibraryWriter, progress: Progress) -> int:
        """Reads moved files while their passages are still known, so that none is embedded again."""
        arrived = comparison.arrived
        others = tuple(f for f in comparison.added + comparison.changed if f not in arrived)
        if arrived or others:
            progress.start(sum(file.size for file in arrived + others))
        passages = self._read(arrived, writer, progress)
        writer.flush()
        writer.remove(comparison.moved)
        return passages + self._read(others, writer, progress)

    def _read(self, work: Sequence[FoundFile], writer: LibraryWriter, progress: Progress) -> int:
        passages = 0
        # Taken before anything is read, so that a later write is never taken for read.
        begun = datetime.now(UTC)
        with self._open_reader() as reader:
            for file, outcome in reader.read_ahead(work):
                progress.enter(file.path, file.size)
                if isinstance(outcome, UnreadableFile):
                    writer.put(_failed(_record(file, content_digest(file.at), begun), outcome), ())
                else:
                    record, zone = _record(file, outcome.digest, begun), self._settings.zone
                    entries, warnings = entries_of(file, record.digest, outcome.documents, zone)
                    doubts = doubts_of(outcome.documents)
                    writer.put(replace(record, warnings=warnings, doubts=doubts), entries)
                    passages += sum(len(entry.text.passages) for entry in entries)
        return passages

    def _note(self, comparison: Comparison, writer: LibraryWriter) -> None:
        """Writes down what cannot be had; of what cannot be had just now, the knowledge stays."""
        writer.flush()
        known = self._catalogue.file_records()
        for item in comparison.unreachable + comparison.delayed:
            if item in comparison.delayed and item.path in known:
                writer.note(item.path, item.reason, item.mend)
            else:
                writer.put(_unread(item), ())

    def _standing_failures(self, comparison: Comparison) -> tuple[Failure, ...]:
        """In a dry run: what is known to fail, and has not changed since."""
        pending = {file.path for file in comparison.changed} | {*comparison.removed, *comparison.forgotten}
        known = (failure for failure in self._catalogue.failures() if failure.source not in pending)
        missed = comparison.unreachable + comparison.delayed
        fresh = (Failure(item.path, item.reason, item.mend) for item in missed)
        by_path = {failure.source: failure for failure in (*known, *fresh)}
        return tuple(by_path[path] for path in sorted(by_path))


def _affected(comparison: Comparison) -> tuple[str, ...]:
    """The paths whose rows may come, go or change."""
    return tuple(file.path for file in comparison.added + comparison.changed) + comparison.removed


def _unread(item: Unreachable) -> FileRecord:
    now = datetime.now(UTC)
    return FileRecord(
        item.path, item.kind, item.audience, "", 0, 0, PIPELINE, now, item.reason, item.mend, True
    )


def _record(file: FoundFile, digest: str, read_at: datetime) -> FileRecord:
    pipeline = file.reading(PIPELINE)
    return FileRecord(
        file.path, file.kind, file.audience, digest, file.size, file.mtime_ns, pipeline, read_at
    )


def _failed(record: FileRecord, error: UnreadableFile) -> FileRecord:
    retry = isinstance(error, Inaccessible | ReaderFailed | TooSlow)
    return replace(record, failure=error.reason, mend=error.mend, retry=retry)


def _report(comparison: Comparison, failed: Sequence[Failure], started: float) -> SyncReport:
    return SyncReport(
        added=tuple(file.path for file in comparison.added),
        changed=tuple(file.path for file in comparison.changed),
        removed=comparison.removed,
        unchanged=comparison.unchanged,
        failed=tuple(failed),
        seconds=time.monotonic() - started,
    )
