"""Passages -> statements: a sentence or a row of a table, its values, and what it is about without them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from knowledge.conflicts.circumstances import Circumstances
from knowledge.conflicts.figures import figures_in
from knowledge.conflicts.moments import moments_in
from knowledge.conflicts.names import contacts_in, people_in, places_in
from knowledge.conflicts.rules import denials_in, rules_in
from knowledge.conflicts.said import Value
from knowledge.editions import edition_of
from knowledge.models import TONGUE_OF, Passage, SourceInfo, Tongue
from knowledge.sentences import split
from knowledge.terms import words

# A heading, or a label of a table: nothing is said of it.
_FEWEST_WORDS = 3
# After an hour a full stop may belong to a number, so that sentences are not told apart there.
_AFTER_HOUR = re.compile(r"(?<=\d[:.]\d\d\.)\s+(?=[A-ZÆØÅ])")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Statement:
    """``quote`` verbatim, with the passage and the number of the unit that hold it, and whose word it is."""

    quote: str
    passage: Passage
    unit: int
    source: SourceInfo

    @property
    def tongue(self) -> Tongue:
        return TONGUE_OF[self.passage.language]

    @cached_property
    def values(self) -> tuple[Value, ...]:
        """In reading order by kind; a figure that belongs to an address or a date is no figure."""
        contacts = tuple(contacts_in(self.quote))
        moments = _apart(moments_in(self.quote), contacts)
        figures = _apart(figures_in(self.quote, self.tongue), (*contacts, *moments))
        names = (*people_in(self.quote), *places_in(self.quote))
        return (*contacts, *moments, *figures, *names, *rules_in(self.quote))

    @cached_property
    def subject(self) -> str:
        """The sentence without its values: what they are values of."""
        return _without(self.quote, [(one.start, one.end) for one in self.values if one.kind != "rule"])

    @cached_property
    def matter(self) -> str:
        """The same without the words that say yes or no to it."""
        return _without(self.quote, [(one.start, one.end) for one in self.values] + denials_in(self.quote))

    @cached_property
    def circumstances(self) -> Circumstances:
        titled = edition_of(self.source).years
        return Circumstances.of(self.quote, self.subject, self.passage.section, titled)

    @cached_property
    def said(self) -> tuple[str, ...]:
        return words(self.quote)


def statements_in(passage: Passage, unit: int, source: SourceInfo) -> Iterator[Statement]:
    """Those of one unit; a question states nothing."""
    start, end = passage.spans[unit]
    said = (part for sentence in split(passage.text[start:end]) for part in _AFTER_HOUR.split(sentence))
    for sentence in said:
        if len(sentence.split()) >= _FEWEST_WORDS and not sentence.endswith("?"):
            yield Statement(sentence, passage, unit, source)


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    kept, position = [], 0
    for start, end in sorted(spans):
        kept.append(text[position : max(position, start)])
        position = max(position, end)
    return _SPACES.sub(" ", " ".join((*kept, text[position:]))).strip(" ,;:.")


def _apart(values: Iterator[Value], taken: tuple[Value, ...]) -> tuple[Value, ...]:
    return tuple(
        value for value in values if not any(value.start < one.end and one.start < value.end for one in taken)
    )
