"""What people say of themselves, to those who find."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from knowledge.centring import Means
from knowledge.embeddings import Vectors
from knowledge.models import SourceInfo


@dataclass(frozen=True, slots=True)
class Value:
    """One unit of a row, such as an offer, with the sources (all visible to the asker) that hold the row."""

    text: str
    sources: tuple[SourceInfo, ...]
    cosine: float


class SelfTold(Protocol):
    """What people say of themselves beside what is indexed: ``knowledge.spoken.Spoken``."""

    def guarded(self) -> Mapping[str, frozenset[str]]:
        """Rows of which not all may be told, by their source, and the values that may."""
        ...

    def near(self, centred: Vectors, means: Means, audiences: frozenset[str]) -> Iterable[Value]: ...


class NobodySpoke:
    """For an index that stands alone, without records of people."""

    def guarded(self) -> Mapping[str, frozenset[str]]:
        return {}

    def near(self, centred: Vectors, means: Means, audiences: frozenset[str]) -> Iterable[Value]:
        return ()
