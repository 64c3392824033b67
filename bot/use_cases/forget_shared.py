"""Somebody was erased at a sister cluster: what she shares is read anew here, without them."""

from __future__ import annotations

from collections.abc import Callable

from bot.use_cases.erase_person import PutsAnew
from ingest.sync import Sync, SyncRun
from knowledge.compacting import Compacting
from knowledge.library import Library
from knowledge.privacy.identity import Identity
from knowledge.records.persons import Persons


class ForgetShared:
    """``is_hers`` tells it of a source, as it is named here, whether the sister shares it. What this cluster has of the
    person by itself stays."""

    def __init__(
        self,
        is_hers: Callable[[str], bool],
        persons: Persons,
        library: Library,
        sync: Sync,
        fresh_writer: PutsAnew,
        compacting: Compacting,
    ) -> None:
        self._is_hers = is_hers
        self._persons = persons
        self._library = library
        self._sync = sync
        self._fresh_writer = fresh_writer
        self._compacting = compacting

    def run(self, identity: Identity, run: SyncRun) -> tuple[str, ...]:
        """The files that named the person. Raises AlreadyRunning, and DataFolderError where traces could not be taken
        out of the files."""
        registered = self._persons.registered(identity)
        held = {document: file for document, file in registered.items() if self._is_hers(file)}
        files = tuple(sorted(set(held.values())))
        if not files:
            return ()
        with self._library.writing(run.wait_seconds, run.wait) as writer:
            writer.repair()
            writer.drop(held)
        self._sync.bring(frozenset(files), run)
        with self._library.writing(run.wait_seconds, run.wait) as writer:
            writer.rewrite(self._fresh_writer.put_anew)
        self._compacting.run()
        return files
