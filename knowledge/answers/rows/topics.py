"""Which rows speak of a topic: word for word, or by meaning in either language; and by which of their values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from knowledge.models import SourceKind
from knowledge.reading.wording import speaks_of
from knowledge.retrieval import Retrieval, Value

# Centred cosines of a short topic and a short value. On the demo's registers the same thing in the other language has
# 0.36 to 0.59, and related but other things ("quantum computing": "Kubernetes") up to 0.32. Where some row has the
# very words, likeness must be plainer: "maskinsyn" is no "maskinlæring".
_SAME = 0.36
_SAME_BESIDE_WORDS = 0.46
_NEAR = 0.24
_DEPTH = 60
_MOST_NEAR = 3


@dataclass(frozen=True, slots=True)
class Topical:
    """What can be looked through of a row: its sources, and its values in the order in which they count."""

    sources: tuple[str, ...]
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fitting:
    """``reasons``: for the place of each row that fits, the value that does. ``near`` are those that nearly do."""

    reasons: Mapping[int, str]
    near: Mapping[int, str]


class Topics:
    def __init__(self, retrieval: Retrieval) -> None:
        self._retrieval = retrieval

    def fitting(
        self, topic: str, rows: Iterable[Topical], kind: SourceKind, audiences: frozenset[str]
    ) -> Fitting:
        """Compares a topic with every row; by meaning with the nearest values of the index."""
        there = tuple(rows)
        values = self._retrieval.values(topic, audiences, kind, _DEPTH)
        worded = any(speaks_of(value, topic) for row in there for value in row.values)
        enough = _SAME_BESIDE_WORDS if worded else _SAME
        same = {value.text for value in values if value.cosine >= enough}
        reasons = {place: reason for place, row in enumerate(there) if (reason := _reason(row, topic, same))}
        by_source = {source: place for place, row in enumerate(there) for source in row.sources}
        near: dict[int, str] = {}
        for value in values:
            place = _place_of(value, by_source)
            if place is None or value.cosine < _NEAR:
                continue
            if value.cosine >= enough:
                reasons.setdefault(place, value.text)
            elif len(near) < _MOST_NEAR:
                near.setdefault(place, value.text)
        return Fitting(dict(sorted(reasons.items())), near)


def _reason(row: Topical, topic: str, same: set[str]) -> str:
    return next((value for value in row.values if value in same or speaks_of(value, topic)), "")


def _place_of(value: Value, by_source: Mapping[str, int]) -> int | None:
    return next((by_source[held.source] for held in value.sources if held.source in by_source), None)
