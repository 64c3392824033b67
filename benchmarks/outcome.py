"""What a trial comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.beir import Task


@dataclass(frozen=True, slots=True)
class Measured:
    """Query times hold the embedding. ``peak_mb`` is resident memory, of helper processes as well."""

    ndcg_10: float
    recall_5: float
    recall_20: float
    query_ms: float
    query_p95_ms: float
    embedding_seconds: float
    own_seconds: float
    peak_mb: float
    versions: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Skipped:
    """Not measured, because its packages are not installed."""

    reason: str


@dataclass(frozen=True, slots=True)
class Failed:
    """Installed, and broken off by a fault."""

    reason: str


Outcome = Measured | Skipped | Failed


@dataclass(frozen=True, slots=True)
class Comparison:
    """What each system came to on one task, by its name."""

    task: Task
    outcomes: Mapping[str, Outcome]
