"""Statements of a new document and known ones near to them -> where they say otherwise of the same.

Two statements speak of the same where the units that hold them are alike, and so are the sentences without their
values, each with the title above it. Both likenesses are centred, so they hold across languages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

import numpy as np

from knowledge.conflicts.findings import Contradiction
from knowledge.conflicts.said import Value, ValueKind
from knowledge.conflicts.statements import Statement
from knowledge.editions import jaccard
from knowledge.embeddings import Vectors
from knowledge.models import Tongue
from knowledge.reading.wording import held_in

# How alike the units must be, at least; how alike the sentences; and both together.
UNITS_ALIKE = 0.38
_SENTENCES_ALIKE: dict[ValueKind, float] = {
    "rule": 0.58,
    "place": 0.55,
    "frequency": 0.6,
    "count": 0.58,
    "duration": 0.5,
}
_SENTENCES_ALIKE_ELSE = 0.45
# Within a language everything is more alike.
_TOGETHER, _TOGETHER_ACROSS = 1.12, 1.0
# A plain statement and its denial have no word in common that tells what is denied.
_DENIAL_ALIKE = 0.82
# Another statement that says the same, and is as near but for this, speaks for there being no contradiction.
_AS_NEAR = 0.05
# Sentences that are embedded for each value of a statement: embedding is what takes time here.
_COUNTERPARTS = 3
# Likeness of the units and share of common words together, below which sentences never turned out to be alike enough;
# across languages, where words are not shared, of likeness alone; and of a denial.
_PROMISING, _PROMISING_ACROSS, _PROMISING_DENIAL = 0.6, 0.42, 0.7

_PLAIN = frozenset({"so"})

Meanings = Callable[[Sequence[str], Sequence[Tongue]], Vectors]


@dataclass(frozen=True, slots=True)
class Pair:
    """A statement of the new document and a known one; ``likeness`` is that of their units."""

    new: Statement
    known: Statement
    likeness: float


@dataclass(frozen=True, slots=True)
class _Compared:
    """Both values of one kind in a pair; ``agree`` where one of the two says nothing that the other does not."""

    pair: Pair
    kind: ValueKind
    new: Value
    known: Value
    agree: bool
    alike: float = 0.0

    @property
    def strength(self) -> float:
        """How much more alike than must be."""
        across = self.pair.new.tongue != self.pair.known.tongue
        return self.pair.likeness + self.alike - (_TOGETHER_ACROSS if across else _TOGETHER)

    @property
    def is_close(self) -> bool:
        least = _SENTENCES_ALIKE.get(self.kind, _SENTENCES_ALIKE_ELSE)
        if self.kind == "rule" and self.new.of == _PLAIN:
            least = _DENIAL_ALIKE
        return self.alike >= least and self.strength >= 0

    @property
    def promise(self) -> float:
        """How near they seem before their sentences are embedded."""
        stems = (held_in(text)[0] for text in self.texts)
        return self.pair.likeness + jaccard(*stems)

    @property
    def is_promising(self) -> bool:
        if self.pair.new.tongue != self.pair.known.tongue:
            return self.promise >= _PROMISING_ACROSS
        return self.promise >= (_PROMISING_DENIAL if self.new.of == _PLAIN else _PROMISING)

    def touches(self, statements: set[int]) -> bool:
        """Whether one of its two is among those, which are told apart by ``id``: they are read once."""
        return id(self.pair.new) in statements or id(self.pair.known) in statements

    @property
    def texts(self) -> tuple[str, str]:
        """What the two are about, as it is embedded."""
        return _topic(self.pair.new, self.kind), _topic(self.pair.known, self.kind)


def contradictions(pairs: Sequence[Pair], meanings: Meanings) -> tuple[Contradiction, ...]:
    """At most one for each statement of either side, the surest first. Raises EmbeddingFailed."""
    verbatim = {pair.new.said for pair in pairs if pair.new.said == pair.known.said}
    compared = [one for pair in pairs if pair.new.said not in verbatim for one in _compared(pair)]
    differing = _measured(list(_likeliest(one for one in compared if not one.agree)), meanings)
    touched = {id(statement) for one in differing for statement in (one.pair.new, one.pair.known)}
    agreeing = _measured([one for one in compared if one.agree and one.touches(touched)], meanings)
    surest = sorted(differing, key=attrgetter("strength"), reverse=True)
    return tuple(_each_once(one for one in surest if not _agreed(one, agreeing)))


def _likeliest(differing: Iterable[_Compared]) -> Iterator[_Compared]:
    """Of each statement and kind the few that are nearest, before any sentence is embedded."""
    by_statement: dict[tuple[int, ValueKind], list[_Compared]] = {}
    for one in differing:
        if not one.is_promising:
            continue
        by_statement.setdefault((id(one.pair.new), one.kind), []).append(one)
    for those in by_statement.values():
        yield from sorted(those, key=attrgetter("promise"), reverse=True)[:_COUNTERPARTS]


def _compared(pair: Pair) -> Iterator[_Compared]:
    """For each kind of value that both give: the first that differ, or that they agree."""
    for kind in dict.fromkeys(value.kind for value in pair.new.values):
        new = [value for value in pair.new.values if value.kind == kind]
        known = [value for value in pair.known.values if value.kind == kind]
        same = [(one, other) for one in new for other in known if one.compared(other) == "same"]
        new_left = [one for one in new if not any(one is held for held, _ in same)]
        known_left = [other for other in known if not any(other is held for _, held in same)]
        other = [(one, two) for one in new_left for two in known_left if one.compared(two) == "other"]
        if (other or same) and pair.new.circumstances.explain(pair.known.circumstances):
            return
        if other:
            yield _Compared(pair, kind, *other[0], agree=False)
        elif same and not _both_plain(same[0]):
            yield _Compared(pair, kind, *same[0], agree=True)


def _both_plain(values: tuple[Value, Value]) -> bool:
    """Whether both are statements without a denial, which says nothing of whether they agree."""
    return all(one.of == _PLAIN and one.low > 0 for one in values)


def _measured(compared: Sequence[_Compared], meanings: Meanings) -> list[_Compared]:
    """Those that speak of the same, by how alike the sentences are without their values."""
    texts: dict[str, Tongue] = {}
    for one in compared:
        texts |= zip(one.texts, (one.pair.new.tongue, one.pair.known.tongue), strict=True)
    vectors = dict(zip(texts, meanings(list(texts), list(texts.values())), strict=True))
    measured = (
        replace(one, alike=float(np.vdot(*(vectors[text] for text in one.texts)))) for one in compared
    )
    return [one for one in measured if one.is_close]


def _topic(statement: Statement, kind: ValueKind) -> str:
    where = " › ".join((statement.source.title, *statement.passage.section[-1:]))
    return f"{where}: {statement.matter if kind == 'rule' else statement.subject}"


def _agreed(differing: _Compared, agreeing: Iterable[_Compared]) -> bool:
    """Whether one of the two statements has another counterpart of that kind with which it agrees, as near."""
    return any(
        one.kind == differing.kind
        and (one.pair.new is differing.pair.new or one.pair.known is differing.pair.known)
        and one.strength >= differing.strength - _AS_NEAR
        for one in agreeing
    )


def _each_once(differing: Iterable[_Compared]) -> Iterator[Contradiction]:
    told: set[int] = set()
    for one in differing:
        if told.isdisjoint((id(one.pair.new), id(one.pair.known))):
            told |= {id(one.pair.new), id(one.pair.known)}
            yield Contradiction(one.kind, one.pair.new, one.pair.known, one.new, one.known, one.strength)
