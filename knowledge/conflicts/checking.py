"""Several entries of one file, checked together before they are taken in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from knowledge.conflicts.conflicts import Conflicts
from knowledge.conflicts.findings import Findings
from knowledge.embeddings import Embedder
from knowledge.library import Entry
from knowledge.models import Asker

_EMBED_AT_ONCE = 32


class Checking:
    """``embedder`` should remember: what is added next has just the same texts."""

    def __init__(self, conflicts: Conflicts, embedder: Embedder) -> None:
        self._conflicts = conflicts
        self._embedder = embedder

    def of(self, entries: Sequence[Entry], asker: Asker, day: date) -> Findings:
        """What there is to tell of all of them that the asker may know. Raises EmbeddingFailed."""
        found = [self._of(entry, asker, day) for entry in entries if entry.text.passages]
        return Findings(
            tuple(copy for one in found for copy in one.copies),
            tuple(edition for one in found for edition in one.editions),
            tuple(contradiction for one in found for contradiction in one.contradictions),
        )

    def _of(self, entry: Entry, asker: Asker, day: date) -> Findings:
        texts = [text for passage in entry.text.passages for text in passage.embedded_texts]
        parts = [texts[start : start + _EMBED_AT_ONCE] for start in range(0, len(texts), _EMBED_AT_ONCE)]
        vectors = np.concatenate([self._embedder.embed_passages(part) for part in parts])
        return self._conflicts.of(entry, vectors, asker, day)
