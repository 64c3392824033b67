"""The one write path: records, vectors and keywords change together, and an interrupted change is repaired.

The records are the truth. A text is written as pending, then into both indexes, then made ready in one transaction
with the documents that hold it. A text that no document holds any more is leaving: no question finds it, and it is
taken out of the indexes next. Killed anywhere, ``repair`` finishes or undoes what was begun.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from knowledge.embeddings import Embedder, Vectors
from knowledge.index import Collections, Shelf, VectorIndex
from knowledge.keys import UnitKey
from knowledge.keywords import KeywordIndex, KeywordWriter
from knowledge.models import SourceInfo
from knowledge.placing import Placed, placed
from knowledge.recentring import Recentring
from knowledge.records.catalogue import Catalogue
from knowledge.records.journal import Journal
from knowledge.records.listings import LISTINGS, dump
from knowledge.records.rows import LEAVING, READY, FileRecord, Held, Text
from knowledge.rows import Row
from knowledge.writing_lock import WritingLock, holding

_log = logging.getLogger(__name__)
_BATCH_PASSAGES = 256
_EMBED_AT_ONCE = 32
_REBUILD_TEXTS = 50

# Told while texts are embedded: how many of how many that are written together.
Watch = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Entry:
    """A document to be known: how it is cited, its text, and what it says where it is a row or an event."""

    source: SourceInfo
    text: Text
    row: Row | None = None


@dataclass(frozen=True, slots=True)
class Stores:
    """The three places that knowledge is kept in."""

    catalogue: Catalogue
    journal: Journal
    vectors: VectorIndex
    keywords: KeywordIndex

    def agree(self) -> bool:
        """Whether both indexes hold as much as the records say."""
        return (
            self.vectors.count() == self.catalogue.unit_count()
            and self.keywords.count() == self.catalogue.passage_count()
        )


class Library:
    """Opens for one writer at a time, across processes."""

    def __init__(self, stores: Stores, embedder: Embedder, lock: Callable[[], WritingLock]) -> None:
        """``lock`` makes one for each time that somebody wants to write."""
        self._stores = stores
        self._embedder = embedder
        self._lock = lock

    @contextmanager
    def writing(
        self, wait_seconds: float, wait: Callable[[], None], watch: Watch = lambda done, of: None
    ) -> Iterator[LibraryWriter]:
        """Holds the write lock. Where it is taken: ``wait`` once, then AlreadyRunning after ``wait_seconds``."""
        with holding(self._lock(), wait_seconds, wait), self._stores.keywords.writing() as keywords:
            writer = LibraryWriter(self._stores, keywords, self._embedder, watch)
            yield writer
            writer.finish()


class LibraryWriter:
    """Collects updates and writes them in batches. Used inside ``Library.writing`` only.

    ``embedded`` counts the texts that were not in the index before.
    """

    def __init__(self, stores: Stores, keywords: KeywordWriter, embedder: Embedder, watch: Watch) -> None:
        self._stores = stores
        self._catalogue = stores.catalogue
        self._journal = stores.journal
        self._vectors = stores.vectors
        self._keyword_index = stores.keywords
        self._keywords = keywords
        self._embedder = embedder
        self._watch = watch
        self.embedded = 0
        self._recentring = Recentring(stores.catalogue, stores.journal, stores.vectors, embedder)
        self._waiting: list[tuple[FileRecord, tuple[Entry, ...]]] = []
        self._ready: set[str] | None = None
        self._changed = False

    def put(self, record: FileRecord, entries: tuple[Entry, ...]) -> None:
        """Replaces a file's knowledge; written at the latest by ``flush``. No entries = a file that failed."""
        self._waiting.append((record, entries))
        if sum(len(e.text.passages) for _, es in self._waiting for e in es) >= _BATCH_PASSAGES:
            self.flush()

    def remove(self, paths: Sequence[str]) -> None:
        """No question finds these files' documents from the moment that this returns."""
        if paths:
            self.flush()
            self._journal.drop_files(paths)
            self._purge()

    def drop(self, held: Mapping[str, str]) -> None:
        """Likewise single documents, each with its file; those files are read again by the next sync."""
        if held:
            self.flush()
            self._journal.drop_documents(held)
            self._purge()

    def rewrite(self, put_anew: Callable[[Collections], None]) -> None:
        """Writes both indexes anew, so that nothing of what was removed stays in their files; the vectors by
        ``put_anew``."""
        self.flush()
        self._keywords.clear()
        ready = sorted(self._ready_ids())
        for start in range(0, len(ready), _REBUILD_TEXTS):
            self._keywords.add(
                [
                    row.keyword_entry
                    for text in self._catalogue.texts_with(ready[start : start + _REBUILD_TEXTS]).values()
                    for row in placed(text)
                ]
            )
        self._keywords.commit()
        self._vectors.rewrite(put_anew)
        self._changed = True
        self._purge()

    def touch(self, record: FileRecord) -> None:
        """Notes a file's new time stamp; its content is the same."""
        self._journal.touch(record)

    def note(self, path: str, failure: str, mend: str) -> None:
        """Writes down why a file cannot be had just now; what is known of it stays."""
        self._journal.note(path, failure, mend)

    def state_listings(self, listed_by: Mapping[str, str]) -> None:
        """For each web page that a sitemap or feed names: the source of cluster.toml that does."""
        self._journal.state_fact(LISTINGS, dump(listed_by))

    def state_fact(self, name: str, value: str) -> None:
        self._journal.state_fact(name, value)

    def flush(self) -> None:
        if not self._waiting:
            return
        updates, self._waiting = self._waiting, []
        self._index(self._new_texts(updates))
        self._journal.commit(
            [(record, [Held(e.source, e.text.id, e.row) for e in entries]) for record, entries in updates]
        )
        self._ready_ids().update(entry.text.id for _, entries in updates for entry in entries)
        # A row may say something else, or be of another day, while its text is the same.
        self._changed |= any(entry.row for _, entries in updates for entry in entries)
        self._purge()

    def finish(self) -> None:
        """Writes what waits, and takes the means of the languages anew where passages have come or gone."""
        self.flush()
        if self._recentring.is_due():
            self._recentring.prepare()
            self._recentring.take()

    def repair(self) -> int:
        """Undoes half-written texts and brings both indexes in line with the records; how many texts it mended."""
        self._journal.abandon_pending()
        mended = len(self._catalogue.text_ids(LEAVING))
        self._purge()
        if self._catalogue.fact("embedder") != self._embedder.name or not self._stores.agree():
            mended += self._realign()
        return mended

    def _new_texts(self, updates: Sequence[tuple[FileRecord, tuple[Entry, ...]]]) -> list[Text]:
        texts = {entry.text.id: entry.text for _, entries in updates for entry in entries}
        return [text for text_id, text in texts.items() if text_id not in self._ready_ids()]

    def _ready_ids(self) -> set[str]:
        if self._ready is None:
            self._ready = set(self._catalogue.text_ids(READY))
        return self._ready

    def _index(self, texts: Sequence[Text]) -> None:
        if not texts:
            return
        self._journal.begin_texts(texts)
        self._write_indexes(texts)

    def _write_indexes(self, texts: Sequence[Text]) -> None:
        rows = [row for text in texts for row in placed(text)]
        if rows:
            vectors = self._embedded(rows)
            self._vectors.add([entry for row in rows for entry in row.vector_entries], vectors)
            self._keywords.add([row.keyword_entry for row in rows])
        self._keywords.commit()
        self._changed = True

    def _embedded(self, rows: Sequence[Placed]) -> Vectors:
        """Vectors of shape (units, dimensions); what was embedded before is fetched, not embedded again."""
        known = self._stored(sorted({row.digest for row in rows}))
        fresh = {row.digest: row.passage.embedded_texts for row in rows if row.digest not in known}
        # A register says the same few words in many rows.
        texts = list(dict.fromkeys(text for texts in fresh.values() for text in texts))
        vectors = dict(zip(texts, self._embed(texts), strict=True))
        known |= {digest: [vectors[text] for text in texts] for digest, texts in fresh.items()}
        return np.stack([vector for row in rows for vector in known[row.digest]])

    def _stored(self, digests: Sequence[str]) -> dict[str, list[Vectors]]:
        """The vectors of passages that are in the index already, unit by unit."""
        places = self._catalogue.embedded(digests)
        wanted: dict[Shelf, list[UnitKey]] = {}
        for shelf, keys in places.values():
            wanted.setdefault(shelf, []).extend(keys)
        found = self._vectors.vectors(wanted) if wanted else {}
        return {
            digest: [found[key] for key in keys]
            for digest, (_, keys) in places.items()
            if all(key in found for key in keys)
        }

    def _embed(self, texts: Sequence[str]) -> list[Vectors]:
        vectors: list[Vectors] = []
        for start in range(0, len(texts), _EMBED_AT_ONCE):
            vectors.extend(self._embedder.embed_passages(texts[start : start + _EMBED_AT_ONCE]))
            self._watch(len(vectors), len(texts))
        self.embedded += len(texts)
        return vectors

    def _purge(self) -> None:
        leaving = sorted(self._catalogue.text_ids(LEAVING))
        if leaving:
            self._vectors.remove(leaving)
            self._keywords.remove(leaving)
            self._keywords.commit()
            self._journal.forget_texts(leaving)
            self._ready_ids().difference_update(leaving)
            self._changed = True
        if self._changed:
            self._keyword_index.reload()
            self._journal.count_change()
            self._changed = False

    def _realign(self) -> int:
        ready = self._ready_ids()
        if self._catalogue.fact("embedder") != self._embedder.name:
            self._vectors.clear()
            self._journal.state_fact("embedder", self._embedder.name)
        in_vectors, in_keywords = self._vectors.text_ids(), self._keyword_index.text_ids()
        strays = sorted((in_vectors | in_keywords) - ready)
        missing = sorted(ready - (in_vectors & in_keywords))
        if ready and (strays or missing):
            _log.warning(
                "the indexes differ from the records: %d texts too many, %d missing",
                len(strays),
                len(missing),
            )
        self._vectors.remove(strays + missing)
        self._keywords.remove(strays + missing)
        for start in range(0, len(missing), _REBUILD_TEXTS):
            part = missing[start : start + _REBUILD_TEXTS]
            self._write_indexes(list(self._catalogue.texts_with(part).values()))
        self._keywords.commit()
        self._changed = True
        self._purge()
        return len(strays) + len(missing)
