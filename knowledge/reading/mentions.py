"""Which of many texts speak of a topic: what ``wording.speaks_of`` says of each, for all of them at once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from knowledge.reading.wording import PART, held_in, is_part, telling_words, wordings_of


class Mentions:
    """``of`` a topic takes a look at each word that all the texts together hold, not at each text."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._by_stem: dict[str, set[int]] = {}
        self._by_word: dict[str, set[int]] = {}
        self._parts: dict[str, set[int]] = {}
        self._found: dict[str, set[int]] = {}
        for number, text in enumerate(texts):
            stems, spelled = held_in(text)
            for stem in stems:
                self._by_stem.setdefault(stem, set()).add(number)
            for word in spelled.split(" "):
                self._by_word.setdefault(word, set()).add(number)

    def of(self, topic: str) -> set[int]:
        """The numbers of the texts that speak of it."""
        if topic not in self._found:
            self._found[topic] = self._looked_up(topic)
        return self._found[topic]

    def _looked_up(self, topic: str) -> set[int]:
        found: set[int] = set()
        for wording in wordings_of(topic):
            telling = telling_words(wording)
            if telling:
                found |= set.intersection(*(set().union(*map(self._with, stems)) for stems in telling))
        return found

    def _with(self, stem: str) -> set[int]:
        if stem not in self._parts:
            of_words = (self._by_word[word] for word in self._words_with(stem) if is_part(stem, word))
            self._parts[stem] = self._by_stem.get(stem, set()).union(*of_words)
        return self._parts[stem]

    def _words_with(self, stem: str) -> set[str]:
        """The words that begin with it, and those that end with it where it is long enough for that."""
        found = set(_beginning_with(stem, self._forwards))
        if len(stem) >= PART:
            found |= {word[::-1] for word in _beginning_with(stem[::-1], self._backwards)}
        return found

    @cached_property
    def _forwards(self) -> list[str]:
        return sorted(self._by_word)

    @cached_property
    def _backwards(self) -> list[str]:
        return sorted(word[::-1] for word in self._by_word)


def _beginning_with(start: str, ordered: Sequence[str]) -> Sequence[str]:
    first = bisect_left(ordered, start)
    last = first
    while last < len(ordered) and ordered[last].startswith(start):
        last += 1
    return ordered[first:last]
