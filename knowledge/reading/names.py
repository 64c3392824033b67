"""Names that a register holds, found in a question."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

T = TypeVar("T")
_WORD = re.compile(r"[\w&.'/+-]*\w")
_LONGEST = 7  # words


class Names(Generic[T]):
    """Looks for names as ``fold`` makes them comparable; the longest one wins."""

    def __init__(self, known: Mapping[str, T], fold: Callable[[str], str]) -> None:
        """``known``: folded name -> what bears it."""
        self._known = known
        self._fold = fold

    def find(self, text: str) -> tuple[T, tuple[int, int]] | None:
        """What is named, and where; None where nobody is."""
        for start, end in _spans(text):
            named = self._named(text[start:end])
            if named is not None:
                return named, (start, end)
        return None

    def _named(self, words: str) -> T | None:
        folded = self._fold(words)
        if not folded:
            return None
        # A genitive: "Kystdatas nettside", "Kystdata's website".
        bare = self._fold(re.sub(r"['’]?s$", "", words))
        return self._known.get(folded) or self._known.get(bare)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    places = [match.span() for match in _WORD.finditer(text)]
    for length in range(min(_LONGEST, len(places)), 0, -1):
        for first in range(len(places) - length + 1):
            yield places[first][0], places[first + length - 1][1]
