"""One move: nobody writes meanwhile, the target was empty before, and holds everything or nothing afterwards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from knowledge.errors import AlreadyRunning
from knowledge.moving.checksums import Copied
from knowledge.moving.keywords import KeywordsAnew
from knowledge.moving.records import RecordsCopy
from knowledge.moving.vectors import VectorsCopy
from knowledge.records.replicas import LEASE, anybody_is_alive
from knowledge.writing_lock import WritingLock, holding


@dataclass(frozen=True, slots=True)
class Moved:
    """Each table and each collection, empty where records or vectors stayed where they are."""

    tables: tuple[Copied, ...]
    collections: tuple[Copied, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """``databases`` and ``locks`` are those of both sides; what is None stays where it is."""

    databases: Sequence[Engine]
    locks: Sequence[WritingLock]
    records: RecordsCopy | None
    vectors: VectorsCopy | None
    keywords: KeywordsAnew | None

    def run(self, now: datetime, wait_seconds: float, wait: Callable[[], None]) -> Moved:
        """Raises ConfigurationError where the target is not empty, AlreadyRunning, and DataFolderError."""
        with ExitStack() as held:
            for lock in self.locks:
                held.enter_context(holding(lock, wait_seconds, wait))
            self._refuse_running(now)
            if self.records:
                self.records.check()
            return self._copied()

    def _refuse_running(self, now: datetime) -> None:
        if any(anybody_is_alive(engine, now) for engine in self.databases):
            raise AlreadyRunning(
                "a bot is running on what is to be moved, and would go on writing at the old place; stop it, "
                f"wait {LEASE.seconds} seconds, then run this again."
            )

    def _copied(self) -> Moved:
        with ExitStack() as stack:
            vectors = stack.enter_context(self.vectors.opened()) if self.vectors else None
            if vectors:
                vectors.check()
                stack.enter_context(vectors.removed_on_failure())
            if self.keywords:
                stack.enter_context(self.keywords.emptied_on_failure())
            # Records become visible last, once nothing else can fail.
            tables = stack.enter_context(self.records.copied()) if self.records else ()
            collections = vectors.copy() if vectors else ()
            if self.keywords:
                self.keywords.write()
            if vectors:
                vectors.finish()
            return Moved(tables, collections)
