"""What comes of a question: an answer in words, exact rows, both, or that there is none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from knowledge.calendar.occurrences import Occurrence
from knowledge.models import Language

AnswerKind = Literal["document", "members", "people", "events", "mixed", "none"]


@dataclass(frozen=True, slots=True)
class Citation:
    """Source number ``n`` of an answer; ``quote`` stands verbatim in the source at ``locator``. ``confirmed`` is when
    somebody last found it right; ``overdue`` says that they should have looked again by now."""

    n: int
    source: str
    locator: str
    title: str
    quote: str
    url: str = ""
    updated: date | None = None
    outdated: bool = False
    confirmed: date | None = None
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """So many documents were found, and are read now."""

    documents: int


@dataclass(frozen=True, slots=True)
class Writing:
    """The answer is being written; none of it is checked yet."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The sentences of an answer that a model has finished so far and that passed the check: Markdown with ``[n]``
    markers of ``citations``. Of one question each begins with the one before it. The outcome may be another text: what
    comes after may show that too little of the whole stands on sources."""

    text: str
    citations: tuple[Citation, ...] = ()


Progress = Reading | Writing | Draft


@dataclass(frozen=True, slots=True)
class Answered:
    """``text`` is Markdown with ``[n]`` markers. ``as_of`` is set where an older source says otherwise.
    ``fallback`` says that a model should have written the answer but could not. ``rows`` are those that a model looked
    up for it and cites."""

    text: str
    language: Language
    citations: tuple[Citation, ...]
    engine: str
    kind: AnswerKind = "document"
    as_of: date | None = None
    fallback: bool = False
    rows: tuple[RowsAnswered, ...] = ()


@dataclass(frozen=True, slots=True)
class MemberCard:
    """What may be shown of an organisation. ``reason`` is the value that put it into a list; ``former`` says that it
    is no longer a member, since ``left`` where that is known; ``extra`` are columns that nothing is made for."""

    name: str
    source: str
    type: str = ""
    place: str = ""
    website: str = ""
    description: str = ""
    offers: tuple[str, ...] = ()
    joined: date | None = None
    left: date | None = None
    former: bool = False
    contact: str = ""
    phone: str = ""
    aliases: tuple[str, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PersonCard:
    """What may be shown of a person; ``email`` only where the register gives it for that purpose."""

    name: str
    source: str
    organisation: str = ""
    role: str = ""
    place: str = ""
    email: str = ""
    offers: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    reason: str = ""


Subject = Literal["members", "people", "events"]
Aim = Literal["list", "count", "group", "about", "next"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question wants of rows, as it was read: to be said again in the answer.

    ``conditions`` are in the words of the rows or of the question; ``missing`` says that nothing met them and the cards
    are only the nearest.
    """

    subject: Subject
    aim: Aim
    conditions: tuple[str, ...] = ()
    missing: bool = False


@dataclass(frozen=True, slots=True)
class RowsAnswered:
    """An exact answer from rows: whole sets, whatever is shown of them. ``groups`` are counts by a value; ``today`` is
    the day that it was asked on, where it matters for how days are told."""

    language: Language
    engine: str
    asked: Asked
    citations: tuple[Citation, ...] = ()
    organisations: tuple[MemberCard, ...] = ()
    persons: tuple[PersonCard, ...] = ()
    occurrences: tuple[Occurrence, ...] = ()
    groups: tuple[tuple[str, int], ...] = ()
    today: date | None = None
    fallback: bool = False

    @property
    def kind(self) -> AnswerKind:
        return self.asked.subject

    def only(self, sources: set[str]) -> RowsAnswered:
        """The same with only the rows of these sources."""
        return replace(
            self,
            organisations=tuple(card for card in self.organisations if card.source in sources),
            persons=tuple(card for card in self.persons if card.source in sources),
            occurrences=tuple(one for one in self.occurrences if one.source.source in sources),
        )

    @property
    def members(self) -> tuple[str, ...]:
        return () if self.asked.missing else tuple(card.name for card in self.organisations)

    @property
    def people(self) -> tuple[str, ...]:
        """E-mail addresses as the register's sources name them; names of who has none."""
        return () if self.asked.missing else tuple(card.source.partition("#")[2] for card in self.persons)

    @property
    def events(self) -> tuple[tuple[str, datetime | date], ...]:
        return () if self.asked.missing else tuple((card.uid, card.start) for card in self.occurrences)


@dataclass(frozen=True, slots=True)
class Abstained:
    """Not answered. ``nearest`` is what was found instead, and may be empty. ``withheld`` says that contact data was
    asked for that a register does not give out in bulk."""

    language: Language
    engine: str
    nearest: tuple[Citation, ...] = ()
    fallback: bool = False
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Several:
    """The answers to the questions of one message, in their order; the numbers of their citations go on."""

    parts: tuple[Answered | RowsAnswered | Abstained, ...]

    @property
    def language(self) -> Language:
        return self.parts[0].language

    @property
    def engine(self) -> str:
        return next((part.engine for part in self.parts if isinstance(part, Answered)), self.parts[0].engine)

    @property
    def fallback(self) -> bool:
        return any(part.fallback for part in self.parts)

    @property
    def citations(self) -> tuple[Citation, ...]:
        return tuple(one for part in self.parts if not isinstance(part, Abstained) for one in part.citations)

    @property
    def rows(self) -> tuple[RowsAnswered, ...]:
        exact = ((part,) if isinstance(part, RowsAnswered) else _rows_in(part) for part in self.parts)
        return tuple(one for those in exact for one in those)

    @property
    def kind(self) -> AnswerKind:
        kinds = {part.kind for part in self.parts if not isinstance(part, Abstained)}
        return kinds.pop() if len(kinds) == 1 else "mixed"

    @property
    def members(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for rows in self.rows for name in rows.members))

    @property
    def people(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for rows in self.rows for name in rows.people))

    @property
    def events(self) -> tuple[tuple[str, datetime | date], ...]:
        return tuple(dict.fromkeys(one for rows in self.rows for one in rows.events))


def _rows_in(part: Answered | Abstained) -> tuple[RowsAnswered, ...]:
    return part.rows if isinstance(part, Answered) else ()


Answer = Answered | RowsAnswered | Several | Abstained
