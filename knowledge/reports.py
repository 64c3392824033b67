"""What a sync says that it did, or would do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from knowledge.curated.regression import AnswerFinding
from knowledge.models import Doubt, Failure

Because = Literal["more trusted", "newer", "first"]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A value of a row of a register, as it was and as it is now, in words; ``""`` where there is none."""

    source: str
    field: str
    was: str
    becomes: str


@dataclass(frozen=True, slots=True)
class RowChanges:
    """What became of the rows of one register or calendar; ``same`` counts those that say what they said before."""

    path: str
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[FieldChange, ...] = ()
    same: int = 0

    @property
    def changed_rows(self) -> int:
        return len({change.source for change in self.changed})


@dataclass(frozen=True, slots=True)
class Merge:
    """Two rows, by their sources, that were recognised as one organisation, and all that tells so."""

    source: str
    same_as: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Saying:
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Rows of one organisation that differ where only one can be right: which is ``used``, and why that one."""

    organisation: str
    field: str
    used: Saying
    others: tuple[Saying, ...]
    because: Because


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What one sync did, by source path. ``dry_run`` reports say what would be done.

    ``registers`` are those that were read or lost. ``embedded`` counts the texts that no earlier sync had embedded.
    ``unregistered`` are people by their sources, each with an organisation that no register names. ``answers`` is what
    is wrong with curated answers. ``doubts`` are places that read like instructions, by their files.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0
    failed: tuple[Failure, ...] = ()
    warnings: tuple[tuple[str, str], ...] = ()
    doubts: Mapping[str, tuple[Doubt, ...]] = field(default_factory=dict)
    passages: int = 0
    embedded: int = 0
    seconds: float = 0.0
    dry_run: bool = False
    repaired: int = 0
    duplicates: tuple[tuple[str, str], ...] = ()
    registers: tuple[RowChanges, ...] = ()
    merges: tuple[Merge, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    unregistered: tuple[tuple[str, str], ...] = ()
    answers: tuple[AnswerFinding, ...] = ()
