"""Whether two questions ask the same, by what a likeness of their meanings does not see."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple, dataclass
from typing import Literal

from knowledge.curated.alignment import Likeness, aligned, same_word, synonyms_in
from knowledge.curated.sense import Sense
from knowledge.terms import words

Difference = Literal["aim", "deed", "negation", "opposite", "role", "figure", "name"]


@dataclass(frozen=True, slots=True)
class Agreement:
    """``cosine`` is that of the centred meanings. ``worst_…`` and ``missing_…`` are how badly the things that one
    question is about are spoken of by the other: the worst of them, and all together."""

    cosine: float
    one_tongue: bool
    worst_asked: float
    worst_held: float
    missing_asked: float
    missing_held: float
    shared_deed: bool
    lone_deed: bool
    shared_aim: bool

    @property
    def values(self) -> tuple[float, ...]:
        return tuple(map(float, astuple(self)))


# What is said of nothing where a question is about no thing by name.
_NO_THING = 0.5


def differences(asked: Sense, held: Sense, neutral: frozenset[str]) -> Iterator[Difference]:
    """In what two questions differ so that they cannot ask the same. ``neutral`` are names that tell nothing: those of
    the cluster itself."""
    if asked.aims and held.aims and not asked.aims & held.aims:
        yield "aim"
    if asked.acts and held.acts and not asked.acts & held.acts:
        yield "deed"
    if asked.negated != held.negated:
        yield "negation"
    if _opposed(asked, held):
        yield "opposite"
    if asked.roles != held.roles:
        yield "role"
    if asked.figures != held.figures:
        yield "figure"
    if _names_differ(asked, held, neutral):
        yield "name"


def _opposed(asked: Sense, held: Sense) -> bool:
    other_sides = {(number, 1 - side) for number, side in held.sides}
    return bool((asked.sides - held.sides) & (other_sides - held.sides))


def _names_differ(asked: Sense, held: Sense, neutral: frozenset[str]) -> bool:
    """Of two names in two languages one may be the translation of the other: there meaning decides."""
    is_one_tongue = asked.tongue == held.tongue
    strange, missing = (
        [name for name in one.names if not _is_named(name, other, neutral, all if is_one_tongue else any)]
        for one, other in ((asked, held), (held, asked))
    )
    return bool(strange or missing) if is_one_tongue else bool(strange) != bool(missing)


def agreement(asked: Sense, held: Sense, cosine: float, likeness: Likeness) -> Agreement:
    of_asked, of_held = aligned(asked, held, likeness), aligned(held, asked, likeness)
    return Agreement(
        cosine=cosine,
        one_tongue=asked.tongue == held.tongue,
        worst_asked=min(of_asked, default=_NO_THING),
        worst_held=min(of_held, default=_NO_THING),
        missing_asked=sum(1 - value for value in of_asked),
        missing_held=sum(1 - value for value in of_held),
        shared_deed=bool(asked.acts & held.acts),
        lone_deed=bool(asked.acts) != bool(held.acts),
        shared_aim=bool(asked.aims & held.aims),
    )


def _is_named(
    name: str, other: Sense, neutral: frozenset[str], enough: Callable[[Iterable[bool]], bool]
) -> bool:
    """By ``enough`` of the words of the name that tell something."""
    telling = [word for word in words(name) if word not in neutral]
    return not telling or enough(_is_said(word, other) for word in telling)


def _is_said(word: str, other: Sense) -> bool:
    if synonyms_in(word) & synonyms_in(other.text):
        return True
    return any(same_word(word, said) for said in words(other.text))
