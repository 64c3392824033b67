"""A keyword index of one replica's own, which follows records that other replicas write too.

What is found is then the same everywhere, and as fast as on one machine: a database's full-text search knows neither
BM25 nor a question's forty 4-grams. The price is that each replica writes each change into its own files.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from knowledge.keywords import KeywordIndex, KeywordWriter
from knowledge.placing import placed
from knowledge.records.catalogue import Catalogue
from knowledge.records.rows import READY

_log = logging.getLogger(__name__)
_TEXTS_AT_ONCE = 200


class OwnKeywordIndex(KeywordIndex):
    """The records of ``catalogue`` are on a server, and ``folder`` is on this machine. Several processes here may share
    the folder: one of them writes, the others read."""

    def __init__(self, folder: Path, catalogue: Catalogue) -> None:
        super().__init__(folder)
        self._catalogue = catalogue
        self._writing = FileLock(folder.with_name(f"{folder.name}.lock"))

    @contextmanager
    def writing(self) -> Iterator[KeywordWriter]:
        """Begins with what the records say, so that nothing is taken for broken that another replica wrote."""
        with self._writing, super().writing() as writer:
            self._follow(writer)
            yield writer

    def reload(self) -> bool:
        """Brings in line what other replicas have changed. False where another process of this folder is writing."""
        super().reload()
        if self._writing.is_locked:
            return True
        try:
            with self._writing.acquire(timeout=0):
                if self._ready() != self.text_ids():
                    with super().writing() as writer:
                        self._follow(writer)
        except Timeout:
            return False
        return True

    def empty(self) -> None:
        """For records that did not come after all."""
        with self._writing, super().writing() as writer:
            writer.clear()
            writer.commit()

    def _ready(self) -> frozenset[str]:
        return frozenset(self._catalogue.text_ids(READY))

    def _follow(self, writer: KeywordWriter) -> None:
        ready, here = self._ready(), self.text_ids()
        if ready == here:
            return
        strays, missing = sorted(here - ready), sorted(ready - here)
        _log.info("the keyword index follows the records: %d texts come, %d go", len(missing), len(strays))
        writer.remove(strays)
        for start in range(0, len(missing), _TEXTS_AT_ONCE):
            part = missing[start : start + _TEXTS_AT_ONCE]
            for text in self._catalogue.texts_with(part).values():
                writer.add([row.keyword_entry for row in placed(text)])
        writer.commit()
        super().reload()
