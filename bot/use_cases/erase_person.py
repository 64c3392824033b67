"""Takes a person out of everything that is kept, and sees that no sync brings them back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from ingest.sync import Sync, SyncRun
from knowledge.compacting import Compacting
from knowledge.index import Collections
from knowledge.library import Library
from knowledge.privacy.identity import Identity
from knowledge.records.persons import Persons
from knowledge.records.tombstones import Tombstones


@dataclass(frozen=True, slots=True)
class Erased:
    """``rows`` went or were changed, by table; ``files`` named the person in rows; ``mentions`` are documents that
    go on naming them, for people to change."""

    rows: Mapping[str, int]
    files: tuple[str, ...]
    mentions: tuple[str, ...]


class PutsAnew(Protocol):
    def put_anew(self, held: Collections) -> None:
        """Writes the vector index with what it held, and with nothing else that this process has read."""


class Forgets(Protocol):
    def run(self, identity: Identity, run: SyncRun) -> tuple[str, ...]:
        """Takes the person out of what this cluster shares with another; the files there that named them."""
        ...


class ErasePerson:
    """Run again after a break it finishes what it had begun."""

    def __init__(
        self,
        persons: Persons,
        tombstones: Tombstones,
        library: Library,
        sync: Sync,
        fresh_writer: PutsAnew,
        compacting: Compacting,
        borrowers: Callable[[], Iterable[Forgets]],
    ) -> None:
        """``borrowers`` are the sister clusters that know what this one shares."""
        self._persons = persons
        self._tombstones = tombstones
        self._library = library
        self._sync = sync
        self._fresh_writer = fresh_writer
        self._compacting = compacting
        self._borrowers = borrowers

    def run(self, identity: Identity, by: str, now: datetime, run: SyncRun) -> Erased:
        """``by`` is who asked for it, as in the audit log. Raises AlreadyRunning, and DataFolderError
        where traces could not be taken out of the files."""
        held = self._persons.registered(identity)
        files = tuple(sorted(set(held.values())))
        with self._library.writing(run.wait_seconds, run.wait) as writer:
            writer.repair()
            # The profile goes before the stone is set: an agreement in it would lift the stone again.
            rows = self._persons.erase(identity, by, now)
            self._tombstones.set(identity.email, now)
            writer.drop(held)
        if files:
            self._sync.bring(frozenset(files), run)
        mentions = self._persons.mentions(identity)
        with self._library.writing(run.wait_seconds, run.wait) as writer:
            writer.rewrite(self._fresh_writer.put_anew)
        self._compacting.run()
        for borrower in self._borrowers():
            borrower.run(identity, run)
        return Erased(rows, files, mentions)
