"""Which rows speak of a topic: word for word, or by meaning in either language; and by which of their values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from knowledge.models import SourceKind
from knowledge.reading.wording import speaks_of
from knowledge.retrieval import Retrieval

# Centred cosines of a short topic and a short value. On the demo's registers the same thing in the other language has
# 0.36 to 0.59, and related but other things ("quantum computing": "Kubernetes") up to 0.32. Where some row has the
# very words, likeness must be plainer: "maskinsyn" is no "maskinlæring".
_SAME = 0.36
_SAME_BESIDE_WORDS = 0.46
# What is much less like than the best is something else: "CE marking of machines" to "of medical software".
_BESIDE_THE_BEST = 0.75
# One that stands out from all others is meant too, from this likeness and this many times that of the next.
_OUTSTANDING = 0.2
_AHEAD = 1.5
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


@dataclass(frozen=True, slots=True)
class Likeness:
    """The value of a row that is most like a topic, and how much."""

    value: str
    cosine: float


class Topics:
    def __init__(self, retrieval: Retrieval) -> None:
        self._retrieval = retrieval

    def fitting(
        self, topic: str, rows: Iterable[Topical], kind: SourceKind, audiences: frozenset[str]
    ) -> Fitting:
        """Compares a topic with every row: by its words, and by meaning with the nearest values of the index."""
        there = tuple(rows)
        said = _said(there, topic)
        like = self._likenesses(topic, there, kind, audiences)
        meant = _meant(like, _SAME_BESIDE_WORDS if said else _SAME)
        if not said and not meant:
            said = _said_in_all(there, topic)
            meant = {} if said else _outstanding(like)
        near = [
            (place, one.value) for place, one in like.items() if one.cosine >= _NEAR and place not in meant
        ]
        return Fitting(dict(sorted((meant | said).items())), dict(near[:_MOST_NEAR]))

    def _likenesses(
        self, topic: str, rows: tuple[Topical, ...], kind: SourceKind, audiences: frozenset[str]
    ) -> dict[int, Likeness]:
        """For the place of each row that is like the topic at all its best value, the most like first."""
        places = {source: place for place, row in enumerate(rows) for source in row.sources}
        found: dict[int, Likeness] = {}
        for value in self._retrieval.values(topic, audiences, kind, _DEPTH):
            place = next((places[held.source] for held in value.sources if held.source in places), None)
            # The title of an event stands in one text with its time.
            if place is not None and any(one in value.text for one in rows[place].values):
                found.setdefault(place, Likeness(value.text, value.cosine))
        return found


def _said(rows: tuple[Topical, ...], topic: str) -> dict[int, str]:
    # Many rows say the same: each value is compared once.
    every = dict.fromkeys(value for row in rows for value in row.values)
    saying = {value for value in every if speaks_of(value, topic)}
    return {
        place: next(value for value in row.values if value in saying)
        for place, row in enumerate(rows)
        if not saying.isdisjoint(row.values)
    }


def _said_in_all(rows: tuple[Topical, ...], topic: str) -> dict[int, str]:
    return {place: value for place, row in enumerate(rows) if (value := _saying_in_all(row, topic))}


def _saying_in_all(row: Topical, topic: str) -> str:
    """ "Privacy and contracts" may stand in two values: those that say a part of it."""
    if not speaks_of("; ".join(row.values), topic):
        return ""
    parts = (value for value in row.values if any(speaks_of(value, word) for word in topic.split()))
    return "; ".join(dict.fromkeys(parts))


def _meant(like: Mapping[int, Likeness], enough: float) -> dict[int, str]:
    best = max((one.cosine for one in like.values()), default=0.0)
    least = max(enough, best * _BESIDE_THE_BEST)
    return {place: one.value for place, one in like.items() if one.cosine >= least}


def _outstanding(like: Mapping[int, Likeness]) -> dict[int, str]:
    first, second = (*like.items(), (-1, Likeness("", 0.0)), (-1, Likeness("", 0.0)))[:2]
    is_one = first[1].cosine >= _OUTSTANDING and first[1].cosine >= _AHEAD * second[1].cosine
    return {first[0]: first[1].value} if is_one else {}
