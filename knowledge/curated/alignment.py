"""How well each thing that one question is about is spoken of by another, from 0 to 1.

By words where words tell: stems, parts of compounds, synonyms of both languages. Else by meaning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import takewhile

from knowledge.curated.sense import SAME_THINGS, Sense
from knowledge.models import Tongue
from knowledge.reading.glossary import GROUPS as GLOSSARY
from knowledge.reading.wording import speaks_of
from knowledge.terms import stems_either_way, words

_PART = 0.8
_LEAST_PART = 4  # letters
_LEAST_SHARED = 3
_LEAST_OWN = 2
_LONG = 5
_ENDING = r"(?:s|es|ies|e|er|en|et|ene|ne|a|r|n|t|ing)?"

# The likeness of two words, each in its tongue, by meaning.
Likeness = Callable[[str, Tongue, str, Tongue], float]


def _beginning(word: str) -> str:
    return re.escape(word) + (r"\w{0,4}" if len(word) >= _LONG else _ENDING)


_SYNONYMS = tuple(
    re.compile(rf"(?<!\w)(?:{'|'.join(map(_beginning, group))})(?!\w)") for group in (*SAME_THINGS, *GLOSSARY)
)


_PARTS = tuple(
    re.compile(rf"^(?:{parts})\w|\w(?:{parts})\w{{0,3}}$")
    for parts in (
        "|".join(re.escape(word) for word in group if word.isalpha() and len(word) >= _LEAST_PART) or "(?!)"
        for group in (*SAME_THINGS, *GLOSSARY)
    )
)


def aligned(asked: Sense, held: Sense, likeness: Likeness) -> tuple[float, ...]:
    """For each thing of ``asked`` how well ``held`` speaks of it."""
    covered = _covered(asked, held)
    return tuple(
        1.0 if thing in covered else _spoken_of(thing, asked.tongue, held, likeness) for thing in asked.things
    )


@lru_cache(maxsize=65_536)
def same_word(one: str, other: str) -> float:
    """1 for one word or its synonym, less where one is a part of the other; 0 where words tell of no kinship."""
    stems, others = stems_either_way(one), stems_either_way(other)
    if stems & others or synonyms_in(one) & synonyms_in(other):
        return 1.0
    if any(_is_part(a, b) or _is_part(b, a) for a in stems for b in others):
        return _PART
    if _synonyms_within(one) & synonyms_in(other) or _synonyms_within(other) & synonyms_in(one):
        return _PART
    return 1.0 if speaks_of(one, other) or speaks_of(other, one) else 0.0


@lru_cache(maxsize=8_192)
def synonyms_in(text: str) -> frozenset[int]:
    """The groups of words for one thing of which a text holds one, by their numbers."""
    lowered = text.casefold()
    return frozenset(n for n, pattern in enumerate(_SYNONYMS) if pattern.search(lowered))


@lru_cache(maxsize=8_192)
def _synonyms_within(word: str) -> frozenset[int]:
    """Likewise of the first and the last part of a compound: "reise" and "utgift" of "reiseutgifter"."""
    return frozenset(n for n, pattern in enumerate(_PARTS) if pattern.search(word))


def _covered(asked: Sense, held: Sense) -> frozenset[str]:
    """The words of ``asked`` that stand in a phrase, such as "meeting room", for which ``held`` has another."""
    shared = synonyms_in(asked.text) & synonyms_in(held.text)
    phrases = (found[0] for n in shared for found in _SYNONYMS[n].finditer(asked.text.casefold()))
    return frozenset(word for phrase in phrases for word in words(phrase))


def _spoken_of(thing: str, tongue: Tongue, held: Sense, likeness: Likeness) -> float:
    by_words = max((same_word(thing, other) for other in held.things), default=0.0)
    if by_words:
        return by_words
    return max((0.0, *_by_meaning(thing, tongue, held, likeness)))


def _by_meaning(thing: str, tongue: Tongue, held: Sense, likeness: Likeness) -> Iterator[float]:
    for other in held.things:
        if tongue != held.tongue or not _differ_in_part(thing, other):
            yield likeness(thing, tongue, other, held.tongue)


def _differ_in_part(one: str, other: str) -> bool:
    """Two compounds of one head ("årsmøte", "styremøte") or one beginning ("havvind", "havbruk"): alike by meaning, and
    two things."""
    a, b = min(stems_either_way(one), key=len), min(stems_either_way(other), key=len)
    shortest = min(len(a), len(b))
    return any(
        shared >= _LEAST_SHARED and shortest - shared >= _LEAST_OWN
        for shared in (_begun_alike(a, b), _begun_alike(a[::-1], b[::-1]))
    )


def _is_part(part: str, whole: str) -> bool:
    """The first or last part of a compound."""
    return len(whole) > len(part) >= _LEAST_PART and (whole.startswith(part) or whole.endswith(part))


def _begun_alike(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
