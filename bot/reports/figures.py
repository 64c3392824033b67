"""The figures of a year. Nobody's name and no address is in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

# Of fewer people than this nothing is broken down further.
FEWEST = 5


@dataclass(frozen=True, slots=True)
class MemberFigures:
    """Organisations: at the beginning of the year, those that came and went, and at its end (or today). ``undated`` are
    those that no register gives a day of joining; they count as there from the start. Kinds are of the end; "" is what
    no register says."""

    before: int
    joined: int
    left: int
    after: int
    undated: int
    types: Mapping[str, int]
    places: Mapping[str, int]
    sizes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class EventFigures:
    """What was held until the day of the report, by month (1 to 12) and by first category; "" is without one."""

    months: Mapping[int, int]
    kinds: Mapping[str, int]
    cancelled: int


@dataclass(frozen=True, slots=True)
class QuestionMonth:
    """``languages`` and ``answered`` are None where fewer than five people asked; ``people`` is then None too."""

    month: int
    asked: int
    people: int | None
    answered: int | None
    languages: Mapping[str, int] | None


@dataclass(frozen=True, slots=True)
class IntroductionFigures:
    """Of those that were proposed in the year. All but ``proposed`` is None where fewer than five people took part."""

    proposed: int
    accepted: int | None
    introduced: int | None
    met: int | None
    results: Mapping[str, int] | None


@dataclass(frozen=True, slots=True)
class KnowledgeFigures:
    """Documents as they are on the day of the report: by age in whole years ("0", "1", "2" and more, "" undated), new
    in the year, and confirmed by a person in the year. ``gaps`` are questions noted as not answered well in the year,
    ``paces`` how soon those were answered that were answered in it."""

    documents: int
    ages: Mapping[str, int]
    new: int
    confirmed: int
    curated: int
    gaps: int
    paces: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Figures:
    """``day`` is that of the report; ``begins`` the first month (2027-03) of which questions were counted, or ""."""

    cluster: str
    year: int
    day: date
    begins: str
    members: MemberFigures
    events: EventFigures
    questions: tuple[QuestionMonth, ...]
    introductions: IntroductionFigures
    knowledge: KnowledgeFigures
