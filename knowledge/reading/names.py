"""Names that a register holds, found in a question: as they are written there, without its letters, or misspelt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from knowledge.directory.names import folded, loosened

T = TypeVar("T")
_WORD = re.compile(r"[\w&.'/+-]*\w")
_LONGEST = 7  # words
# Shorter names have neighbours that are other words.
_LEAST_MISSPELT = 7  # letters


@dataclass(frozen=True, slots=True)
class Named(Generic[T]):
    """What is named, and where in the text."""

    what: T
    span: tuple[int, int]


class Names(Generic[T]):
    """The longest name that is spelt right wins; only where none is, one letter may be wrong."""

    def __init__(self, known: Mapping[str, T]) -> None:
        """``known``: a name as it is written -> what bears it; of two alike the first counts."""
        self._folded: dict[str, T] = {}
        self._loose: dict[str, T] = {}
        for name, what in known.items():
            if folded(name):
                self._folded.setdefault(folded(name), what)
                self._loose.setdefault(loosened(name), what)

    def find(self, text: str) -> Named[T] | None:
        """None where nobody is named."""
        spans = list(_spans(text))
        for start, end in spans:
            named = self._named(text[start:end])
            if named is not None:
                return Named(named, (start, end))
        return next(self._misspelt(text, spans), None)

    def _named(self, words: str) -> T | None:
        """A genitive counts too: "Kystdatas nettside", "Kystdata's website"."""
        for one in (words, re.sub(r"['’]?s$", "", words)):
            if (spelt := self._folded.get(folded(one))) is not None:
                return spelt
            if (loose := self._loose.get(loosened(one))) is not None:
                return loose
        return None

    def _misspelt(self, text: str, spans: list[tuple[int, int]]) -> Iterator[Named[T]]:
        for start, end in spans:
            written = loosened(text[start:end])
            if len(written) < _LEAST_MISSPELT:
                continue
            near = {name for cut in _shortened(written) for name in self._near.get(cut, ())}
            if len(near) == 1:
                yield Named(self._loose[near.pop()], (start, end))

    @cached_property
    def _near(self) -> dict[str, list[str]]:
        """A name without any one letter -> the names. Two words that share such a form differ in one letter at most,
        or in two that have changed places."""
        near: dict[str, list[str]] = {}
        for name in self._loose:
            if len(name) >= _LEAST_MISSPELT:
                for cut in _shortened(name):
                    near.setdefault(cut, []).append(name)
        return near


def _shortened(word: str) -> set[str]:
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def _spans(text: str) -> Iterator[tuple[int, int]]:
    places = [match.span() for match in _WORD.finditer(text)]
    for length in range(min(_LONGEST, len(places)), 0, -1):
        for first in range(len(places) - length + 1):
            yield places[first][0], places[first + length - 1][1]
