"""Editions: documents that are versions of one another. Which of them holds, and when one has replaced another.

Minutes, newsletters and reports of different days share a name and a form, and still none replaces another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import PurePosixPath

from knowledge.models import Passage, SourceInfo
from knowledge.terms import words

_MONTHS = (
    "januar|january|februar|february|mars|march|april|mai|may|juni|june|juli|july|august|september|"
    "oktober|october|november|desember|december"
)
_YEAR = r"(?<!\d)(?:19|20)\d\d(?!\d)"
_DATES = re.compile(
    rf"(?<!\d)(?:19|20)\d\d-\d{{1,2}}(?:-\d{{1,2}})?(?!\d)|(?<!\d)(?:19|20)\d{{6}}(?!\d)"
    rf"|\b\d{{1,2}}\. ?\d{{1,2}}\. ?\d{{2,4}}\b"
    rf"|\b(?:\d{{1,2}}\.? )?(?:{_MONTHS})\b(?: \d{{1,2}}(?:st|nd|rd|th)?\b,?)?"
    rf"|{_YEAR}(?:\s?[/–-]\s?\d{{2,4}})?(?!\d)"
)
_VERSION = re.compile(
    r"\b(?:v|ver|versjon|version|rev|revisjon|revision|utgave|edition|utkast|draft)[ .-]?(\d+(?:\.\d+)*)(?!\w)"
)
_SPAN = re.compile(rf"({_YEAR})(?:\s?[/–-]\s?((?:20)?\d\d)(?!\d))?")
_LAST_YEAR = re.compile(r"\b(i fjor|fjoråret|fjorårets|last year|last year's)\b", re.IGNORECASE)
_SET_ASIDE = frozenset(
    words(
        "utkast draft gammel gammelt gamle old utgått utdatert foreldet arkiv arkivert archive archived kopi copy"
    )
)
_PASSING = _SET_ASIDE | frozenset(
    words(
        """ny nytt nye new gjeldende current endelig final siste latest revidert revised oppdatert updated versjon
        version utgave edition for fra til from to of per pr i in"""
    )
)
# Each is one of a series in which the earlier ones stay true. Rooms for meetings and plans of meetings are not.
_INSTALMENT = re.compile(
    r"(?:referat|protokoll|rapport|nyhetsbrev|årsmelding|pressemelding|møte|innkalling|saksliste|regnskap)"
    r"(?:et|ene|en|er|a)?(?!\w)"
    r"|\b(?:minutes|newsletter|reports?|agenda|press release|quarterly|accounts|meeting(?! rooms?\b))\b"
)
_DIGIT = re.compile(r"\d")
_LIKE_WORDS = 0.5
_SAME_WORDS = 0.85
# Under the same heading, of the same kind, so much less needs to be shared.
_LIKE_WORDS_SAME_SECTION = 0.2
_CENTURY = 100


@dataclass(frozen=True, slots=True)
class Moment:
    """The day of a question, and the years that it names."""

    day: date
    years: frozenset[int] = frozenset()

    @classmethod
    def of(cls, question: str, day: date) -> Moment:
        named = {int(year) for year in re.findall(_YEAR, question)}
        return cls(day, frozenset(named | ({day.year - 1} if _LAST_YEAR.search(question) else set())))


@dataclass(frozen=True, slots=True)
class Edition:
    """A document by what tells it from its other editions.

    ``title`` and ``file`` are its names without years, dates and versions; ``years`` are those that it names.
    """

    source: SourceInfo
    title: str
    file: str
    years: frozenset[int]
    version: tuple[int, ...]
    set_aside: bool

    @property
    def day(self) -> date:
        """Which day it speaks for; the first of all where nothing says so."""
        return self.source.dating.effective or self.source.dating.stated or self.source.updated or date.min

    def over(self, day: date) -> bool:
        """Whether it says of itself that it does not hold any more."""
        dating = self.source.dating
        return dating.superseded or (dating.expires is not None and dating.expires < day)

    def speaks_for(self, years: frozenset[int]) -> bool:
        dating = self.source.dating
        own = self.years
        if not own and dating.effective:
            own = frozenset(range(dating.effective.year, (dating.expires or dating.effective).year + 1))
        return bool(years & (own or {self.day.year}))

    def outranks(self, other: Edition, day: date) -> bool:
        """What is in force on ``day``, no draft and not filed away; then the higher version; then the newer."""
        mine, theirs = ((one.source.dating.in_force(day), not one.set_aside) for one in (self, other))
        if mine != theirs:
            return mine > theirs
        if self.version and other.version and self.version != other.version:
            return self.version > other.version
        return self.day > other.day

    def precedes(self, other: Edition) -> bool:
        """Whether it is the earlier one of two by its version, its years or its day; whichever tells first."""
        if self.version and other.version and self.version != other.version:
            return self.version < other.version
        if self.years and other.years and self.years != other.years:
            return max(self.years) < max(other.years)
        return self.set_aside > other.set_aside or self.day < other.day

    def replaces(self, other: Edition, day: date) -> bool:
        """Outranks it without being the earlier one, as what holds now is to what holds from next year on."""
        return self.outranks(other, day) and (other.over(day) or other.set_aside or other.day <= self.day)


@lru_cache(maxsize=4096)
def edition_of(source: SourceInfo) -> Edition:
    path = PurePosixPath(source.source.casefold())
    title, file = source.title.casefold(), path.stem.replace("_", " ")
    versions = _VERSION.findall(title) or _VERSION.findall(file)
    serial = bool(_INSTALMENT.search(title) or _INSTALMENT.search(file))
    return Edition(
        source,
        _name(title, serial=serial),
        _name(file, serial=serial),
        _years(title) or _years(file),
        tuple(int(part) for part in versions[0].split(".")) if versions else (),
        not _SET_ASIDE.isdisjoint({*words(title), *words(file), *path.parent.parts}),
    )


def namesakes(one: Edition, other: Edition) -> bool:
    """Whether they can be editions of one another by their names; of events and people there are none."""
    documents = one.source.kind == other.source.kind == "documents"
    same = (one.title and one.title == other.title) or (one.file and one.file == other.file)
    return documents and one.source.source != other.source.source and bool(same)


def says_so(one: Edition, other: Edition, day: date) -> bool:
    """Whether, of two with the same title, one says that it has been replaced or has run out."""
    return one.title == other.title != "" and (one.over(day) or other.over(day))


def alike(one: Passage, other: Passage) -> bool:
    """Whether they say the same of different years: mostly the same words when digits are left out."""
    likeness = jaccard(unnumbered(one.text), unnumbered(other.text))
    return likeness >= _LIKE_WORDS or (
        likeness >= _LIKE_WORDS_SAME_SECTION
        and _section(one) == _section(other) != ""
        and (one.place.rows is None) == (other.place.rows is None)
    )


def repeats(one: Passage, other: Passage) -> bool:
    """Whether they say the same but for a few words; other numbers say something else."""
    mine, theirs = unnumbered(one.text), unnumbered(other.text)
    same_numbers = frozenset(words(one.text)) - mine == frozenset(words(other.text)) - theirs
    return same_numbers and jaccard(mine, theirs) >= _SAME_WORDS


@lru_cache(maxsize=2048)
def unnumbered(text: str) -> frozenset[str]:
    return frozenset(word for word in words(text) if word.isalpha() or not _DIGIT.search(word))


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """Of the words of both, the share that they have in common."""
    common = len(one & other)
    return common / max(1, len(one) + len(other) - common)


def _name(text: str, *, serial: bool) -> str:
    undated = text if serial else _DATES.sub(" ", text)
    kept = words(_VERSION.sub(" ", undated))
    return " ".join(word for word in kept if word not in _PASSING)


def _section(passage: Passage) -> str:
    return _name(passage.section[-1].casefold(), serial=False) if passage.section else ""


def _years(text: str) -> frozenset[int]:
    """Those named; of a span such as 2025-2028 or 2025/26 all."""
    years: set[int] = set()
    for first, last in _SPAN.findall(text):
        end = int(last) if len(last) == len(first) else int(first) // _CENTURY * _CENTURY + int(last or 0)
        years.update(range(int(first), end + 1) if last else (), {int(first)})
    return frozenset(years)
