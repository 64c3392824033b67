"""A question -> what it says of rows: names, kinds, places, periods, and the words that nothing has understood."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from babel import Locale

from knowledge.directory.directory import Directory, Organisation, Person
from knowledge.directory.names import folded
from knowledge.reading import phrases
from knowledge.reading.concepts import kinds_in
from knowledge.reading.marked import Marked
from knowledge.reading.names import Names
from knowledge.reading.periods import read_period
from knowledge.reading.stretches import Period

T = TypeVar("T")
_LONG = 6  # letters


@dataclass(frozen=True, slots=True)
class Reading:
    """``topic`` is what is left when all else is understood; ``signs`` are the phrases of that name that occur.

    ``title`` is the same with kinds and places, which an event may be called after, and without dates;
    ``beyond`` is what is left when also all that a register says of somebody is taken out.
    """

    text: str
    signs: frozenset[str]
    title: str
    topic: str
    beyond: str = ""
    period: Period | None = None
    kinds: tuple[str, ...] = ()
    kind_words: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    organisation: Organisation | None = None
    person: Person | None = None
    group_by: str = ""

    def has(self, *signs: str) -> bool:
        return not self.signs.isdisjoint(signs)

    @property
    def names_members(self) -> bool:
        return self.has("member") or bool(self.kinds)


_SIGNS: Mapping[str, re.Pattern[str]] = {
    "count": phrases.COUNT,
    "status": phrases.STATUS,
    "joined": phrases.JOINED,
    "next": phrases.NEXT,
    "where": phrases.WHERE,
    "contact": phrases.CONTACT,
    "bulk": phrases.BULK,
    "member": phrases.MEMBER,
    "person": phrases.PERSON,
    "event": phrases.EVENT,
    "any event": phrases.ANY_EVENT,
    "language": phrases.LANGUAGE,
    "works at": phrases.WORKS_AT,
    "about": phrases.ABOUT_MEMBER,
    "list": phrases.LIST,
    "topic": phrases.TOPIC,
    "weak topic": phrases.WEAK_TOPIC,
    "anybody": phrases.ANYBODY,
    "which": phrases.WHICH,
}


class Reader:
    """Knows the names, places and languages that one asker's directory holds."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    def read(self, text: str, today: date) -> Reading:
        marked = Marked(text)
        _take_period(marked, today)
        signs = frozenset(name for name, pattern in _SIGNS.items() if marked.has(pattern))
        marked = Marked(text)
        title = _title(text, today)
        organisation = _taken(marked, self._organisations)
        person = _taken(marked, self._people)
        places = _all_taken(marked, self._places)
        languages = _all_taken(marked, self._languages) if "language" in signs else ()
        period = _take_period(marked, today)
        if organisation:
            marked.take_all((phrases.WORKS_AT,))
        group_by = next((name for name, pattern in phrases.GROUP.items() if marked.take(pattern)), "")
        kinds = kinds_in(marked.left)
        kind_words = tuple(marked.left[start:end] for start, end in kinds.values())
        for span in kinds.values():
            marked.take_span(*span)
        return Reading(
            text,
            signs,
            title,
            _topic(marked),
            _beyond(marked),
            period,
            tuple(kinds),
            kind_words,
            places,
            languages,
            organisation,
            person,
            group_by,
        )

    @cached_property
    def _organisations(self) -> Names[Organisation]:
        known = {folded(n): one for one in reversed(self._directory.organisations) for n in one.names}
        return Names(self._short_names() | known, folded)

    def _short_names(self) -> dict[str, Organisation]:
        """The first word of a name, where it is long, a name rather than a noun, and nobody else's."""
        first: dict[str, list[Organisation]] = {}
        for one in self._directory.organisations:
            word = one.name.split()[0] if one.name.split() else ""
            if len(word) >= _LONG and not kinds_in(word) and not phrases.MEMBER.search(word):
                first.setdefault(folded(word), []).append(one)
        return {word: those[0] for word, those in first.items() if len(those) == 1}

    @cached_property
    def _people(self) -> Names[Person]:
        return Names({folded(p.name): p for p in reversed(self._directory.people)}, folded)

    @cached_property
    def _places(self) -> Names[str]:
        homes = (one.row.place for one in self._directory.organisations)
        places = (*homes, *(one.row.place for one in self._directory.people))
        return Names({place.casefold(): place for place in places if place}, str.casefold)

    @cached_property
    def _languages(self) -> Names[str]:
        """Every name of a language in Norwegian and English -> its code."""
        return Names(language_codes(), str.casefold)


def language_codes() -> dict[str, str]:
    """'tysk' and 'German' -> 'de'."""
    return {
        name.casefold(): code
        for locale in ("en", "nn", "nb")
        for code, name in Locale(locale).languages.items()
        if "_" not in code
    } | {
        "mandarin": "zh",
        "kinesisk": "zh",
        "samisk": "se",
        "nordsamisk": "se",
        "norsk": "no",
        "norwegian": "no",
    }


def _taken(marked: Marked, names: Names[T]) -> T | None:
    found = names.find(marked.left)
    if found is None:
        return None
    marked.take_span(*found[1])
    return found[0]


def _all_taken(marked: Marked, names: Names[str]) -> tuple[str, ...]:
    every: list[str] = []
    while (one := _taken(marked, names)) is not None:
        every.append(one)
    return tuple(every)


def _title(text: str, today: date) -> str:
    marked = Marked(text)
    _take_period(marked, today)
    marked.take_all(
        (
            phrases.COUNT,
            phrases.STATUS,
            phrases.NEXT,
            phrases.HAPPENS,
            phrases.WEAK_TOPIC,
            phrases.LIST,
            phrases.SMALL,
        )
    )
    return marked.words


def _take_period(marked: Marked, today: date) -> Period | None:
    period = read_period(marked.left, today)
    if period:
        start = marked.left.index(period.words)
        marked.take_span(start, start + len(period.words))
    return period


def _topic(marked: Marked) -> str:
    """What is left when the words that every question holds are taken out."""
    marked.take_all(
        (
            phrases.TOPIC,
            phrases.COUNT,
            phrases.STATUS,
            phrases.JOINED,
            phrases.NEXT,
            phrases.MEMBER,
            phrases.PERSON,
            phrases.LANGUAGE,
        )
    )
    marked.take_all((phrases.WEAK_TOPIC, phrases.ANY_EVENT, phrases.LIST, phrases.SMALL))
    return marked.words


def _beyond(marked: Marked) -> str:
    """What is left of a topic when the words for what a register says are taken out."""
    marked.take_all((phrases.ABOUT_MEMBER, phrases.CONTACT, phrases.WORKS_AT, phrases.BULK))
    return marked.words
