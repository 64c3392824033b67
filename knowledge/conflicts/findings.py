"""What there is to tell of a document before it is taken in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from knowledge.conflicts.said import Value, ValueKind
from knowledge.conflicts.statements import Statement
from knowledge.models import SourceInfo


@dataclass(frozen=True, slots=True)
class Copy:
    """A known document with the same text. ``share`` of the new one's passages stand in it (1 where all do)."""

    source: SourceInfo
    share: float
    exact: bool


@dataclass(frozen=True, slots=True)
class OtherEdition:
    """A known document that the new one looks like an edition of: a ``newer`` or ``older`` one."""

    source: SourceInfo
    new_is: Literal["newer", "older"]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """The new document says otherwise than a known one: of which kind, both statements and the values in them.

    ``strength`` (0 to about 1) says how sure it is that both speak of the same.
    """

    kind: ValueKind
    new: Statement
    known: Statement
    new_value: Value
    known_value: Value
    strength: float


@dataclass(frozen=True, slots=True)
class Findings:
    """``contradictions`` come the surest first. Nothing is told of documents that the asker may not read."""

    copies: tuple[Copy, ...] = ()
    editions: tuple[OtherEdition, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()

    @property
    def are_none(self) -> bool:
        return not (self.copies or self.editions or self.contradictions)
