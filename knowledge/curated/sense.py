"""What a question asks for, by its words: a kind of thing, a deed, figures, names, and the things that it is about.

Not covered: words of other languages than Norwegian and English, and a deed that ``meanings.toml`` has no word for.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from knowledge.language import tongue_of
from knowledge.models import Tongue
from knowledge.reading.calendar_words import MONTHS
from knowledge.terms import content_words, words

_PRONOUNS = r"(?:(?:jeg|vi|oss|meg|seg|man|dere|du|de|i|we|us|me|you|our|they|one) ){0,2}"


def _phrase(alternatives: Sequence[str]) -> re.Pattern[str]:
    written = "|".join(alternatives).replace("~", _PRONOUNS)
    return re.compile(rf"(?<!\w)(?:{written})(?!\w)", re.IGNORECASE)


_WRITTEN = tomllib.loads(Path(__file__).with_name("meanings.toml").read_text("utf-8"))
_AIMS = {name: _phrase(written) for name, written in _WRITTEN["aims"].items()}
_ACTS = {name: _phrase(written) for name, written in _WRITTEN["acts"].items()}
SAME_THINGS = tuple(tuple(line.split("|")) for line in _WRITTEN["things"]["same"])
_ROLES = {name: _phrase(written) for name, written in _WRITTEN["roles"].items()}
_OPPOSITES = tuple((_phrase(one), _phrase(other)) for one, other in _WRITTEN["opposites"].values())
_COST = "cost"
_WHETHER = "whether"
_YES_OR_NO = re.compile(
    r"(?:^|[.!?,:]\s*)(kan|får|har|er|finnes|blir|skal|må|vil|koster|can|may|must|is|are|does|do|have|has|will|should)"
    r"(?!\w)",
    re.IGNORECASE,
)
_POLITE = re.compile(
    r"(?<!\w)(?:kan (?:du|dere) (?:si|fortelle) (?:meg|oss)|vet (?:du|dere|noen)|(?:can|could) you tell (?:me|us)|"
    r"do you know|does anyone know|jeg lurer på|i wonder)(?!\w)",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"(?<!\w)(?:ikke|ikkje|aldri|uten|utan|ingen|unntatt|not|never|without|nobody|cannot|except)(?!\w)|n['’]t(?!\w)",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w[\w'’-]*")
_BEGINS = re.compile(r"(?:^|[.!?:]\s+)\W*(\w[\w'’-]*)")
# Months that are other words too count only with a preposition before them.
_MONTH = re.compile(
    r"(?:(?<!\w)(?:i|in|innen|før|by|before|til|until)\s+(may|mai|mars|march))"
    rf"|(?<!\w)({'|'.join(sorted(set(MONTHS) - {'may', 'mar', 'march', 'mars', 'des', 'sep', 'jan', 'mai'}))})(?!\w)",
    re.IGNORECASE,
)
_EMPTY = frozenset(words(_WRITTEN["empty"]["words"]))


@dataclass(frozen=True, slots=True)
class Sense:
    """``aims`` and ``acts`` by their names in ``meanings.toml``; ``things`` are what is left, in the order of the text.
    ``roles`` are kinds of people, and ``sides`` which of two opposites it holds, by their numbers.

    ``names`` are written as names are, in the middle of a sentence.
    """

    text: str
    tongue: Tongue
    aims: frozenset[str]
    acts: frozenset[str]
    negated: bool
    sides: frozenset[tuple[int, int]]
    roles: frozenset[str]
    figures: frozenset[str]
    names: tuple[str, ...]
    things: tuple[str, ...]


@lru_cache(maxsize=4_096)
def sense_of(question: str) -> Sense:
    acts, without = _taken_out(question)
    return Sense(
        question,
        tongue_of(question),
        _aims(question),
        acts,
        bool(_NOT.search(question)),
        _sides(question),
        frozenset(name for name, _ in _found(_ROLES, question)),
        _figures(question),
        tuple(_names(question)),
        tuple(_things(without)),
    )


def _aims(question: str) -> frozenset[str]:
    """Of the first word that asks; that a price is asked for counts also where the question asks whether."""
    plain = _POLITE.sub("", question)
    order = list(_AIMS)
    found = {
        name: (match.start(), order.index(name)) for name, match in _found(_AIMS, plain) if name != _COST
    }
    if asks := _YES_OR_NO.search(plain):
        found[_WHETHER] = (asks.start(1), -1)
    first = min(found, key=found.__getitem__, default=_COST)
    is_cost = first in (_COST, _WHETHER) and _AIMS[_COST].search(plain)
    return frozenset((*(first.split() if found else ()), *((_COST,) if is_cost else ())))


def _sides(question: str) -> frozenset[tuple[int, int]]:
    return frozenset(
        (number, side)
        for number, pair in enumerate(_OPPOSITES)
        for side, pattern in enumerate(pair)
        if pattern.search(question)
    )


def _taken_out(question: str) -> tuple[frozenset[str], str]:
    """The deeds that a question names, and the question without the words for them and for what is asked."""
    acts = frozenset(part for name, _ in _found(_ACTS, question) for part in name.split())
    letters = list(question)
    for pattern in (*_ACTS.values(), *_AIMS.values()):
        for found in pattern.finditer(question):
            letters[found.start() : found.end()] = " " * len(found[0])
    return acts, "".join(letters)


def _found(patterns: dict[str, re.Pattern[str]], question: str) -> list[tuple[str, re.Match[str]]]:
    matches = ((name, pattern.search(question)) for name, pattern in patterns.items())
    return [(name, match) for name, match in matches if match]


def _figures(question: str) -> frozenset[str]:
    months = (found[1] or found[2] for found in _MONTH.finditer(question))
    numbers = (number.lstrip("0") or "0" for number in re.findall(r"\d+", question))
    return frozenset((*numbers, *(f"month {MONTHS[name.casefold()]}" for name in months)))


def _names(question: str) -> Iterator[str]:
    """Names of several words ("Research Council") as one."""
    begins = {found.start(1) for found in _BEGINS.finditer(question)}
    name, end = "", 0
    for found in _WORD.finditer(question):
        is_name = found[0][0].isupper() and (found.start() not in begins or _is_odd(found[0]))
        if name and not (is_name and question[end : found.start()] == " "):
            yield name
            name = ""
        if is_name and found[0].casefold() not in _EMPTY:
            name, end = f"{name} {found[0]}".strip(), found.end()
    if name:
        yield name


def _is_odd(word: str) -> bool:
    """Written as no first word of a sentence is: "NCE", "eSmart"."""
    return len(word) > 1 and any(letter.isupper() for letter in word[1:])


def _things(text: str) -> Iterator[str]:
    for word in content_words(text.replace("-", " ")):
        if word not in _EMPTY and not word.isdigit() and word not in MONTHS:
            yield word
