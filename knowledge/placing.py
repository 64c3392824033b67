"""A passage on its way into both indexes: what is written of it where."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from knowledge.index import Shelf, VectorEntry
from knowledge.keys import Key, UnitKey
from knowledge.keywords import KeywordEntry
from knowledge.models import Passage
from knowledge.records.rows import Text


def digest_of(passage: Passage) -> str:
    """What tells two passages apart that are embedded: the texts of their units, not only the whole."""
    return hashlib.sha256("\0".join(passage.embedded_texts).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Placed:
    """A passage on its way into both indexes."""

    text: Text
    passage: Passage
    digest: str

    @property
    def key(self) -> Key:
        return Key(self.text.id, self.passage.number)

    @property
    def vector_entries(self) -> list[VectorEntry]:
        shelf = Shelf.of(self.passage.language, self.text.kind, self.text.audience)
        return [VectorEntry(UnitKey(self.key, unit), shelf) for unit in range(len(self.passage.spans))]

    @property
    def keyword_entry(self) -> KeywordEntry:
        return KeywordEntry(self.key, self.passage.language, self.text.audience, self.passage.indexed_text)


def placed(text: Text) -> list[Placed]:
    return [Placed(text, *pair) for pair in zip(text.passages, text.digests, strict=True)]
