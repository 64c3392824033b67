"""The nouns of the house. All are frozen; what changes is made anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal

from knowledge.rows import Row

Language = Literal["nb", "nn", "en", "other"]
Tongue = Literal["no", "en", "other"]
SourceKind = Literal["documents", "members", "people", "events"]

# Bokmål and nynorsk lie together for an embedder, and short texts cannot be told apart with certainty.
TONGUE_OF: dict[Language, Tongue] = {"nb": "no", "nn": "no", "en": "en", "other": "other"}

# What is written in sentences. The values of rows are a word or two, and near to all kinds of questions.
PROSE: tuple[SourceKind, ...] = ("documents", "events")
ROWS: tuple[SourceKind, ...] = ("members", "people")

PUBLIC = "public"
MEMBERS = "members"
# A review that is late by less than this tells nothing of a document.
_PATIENCE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in its document a text stands. Pages, slides and rows count from 1."""

    page: int | None = None
    slide: int | None = None
    notes: bool = False
    sheet: str = ""
    rows: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int = 1
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list; ``level`` 0 is the outermost list."""

    text: str
    level: int = 0
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, all as wide as ``header``; ``first_row`` is the number of ``rows[0]`` in its sheet."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    place: Place = Place()
    first_row: int = 1


@dataclass(frozen=True, slots=True)
class Fields:
    """One row as names and values in reading order. A name with several values ("tags") is one list of values.

    ``telling`` are the names whose value is asked for by its meaning, however short it is: a role, a type.
    """

    pairs: tuple[tuple[str, tuple[str, ...]], ...]
    place: Place = Place()
    telling: frozenset[str] = frozenset()


Block = Heading | Paragraph | ListItem | Table | Fields


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place of a document that reads like instructions to an assistant: ``why`` completes "it …", ``quote`` is that
    place, shortened, on one line. ``place`` is None for the title."""

    why: str
    quote: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """What a loader reads out of a file: blocks in reading order, without page furniture.

    ``modified`` is the date that the file itself carries (not the file system's). ``fragment`` names the row
    or event where one file holds many documents; ``row`` is then what it says, to be counted and compared.
    ``warnings`` say what could not be read, a sentence each; ``doubts`` are what is only to be quoted.
    """

    title: str
    blocks: tuple[Block, ...]
    modified: date | None = None
    fragment: str = ""
    warnings: tuple[str, ...] = ()
    row: Row | None = None
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Dating:
    """Which day a document speaks for: ``stated`` in it, in force from/until, or replaced by another; and when its own
    properties say that it was changed last."""

    stated: date | None = None
    effective: date | None = None
    expires: date | None = None
    superseded: bool = False
    modified: date | None = None

    def in_force(self, day: date) -> bool:
        """Whether nothing says that the document does not hold on ``day``."""
        if self.superseded or (self.expires is not None and self.expires < day):
            return False
        return self.effective is None or self.effective <= day


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a document, about a paragraph long. Its identity is (document, number).

    ``header`` says where it stands (title › section › date › audience); it is embedded and indexed with it.
    ``units`` are slices (start, end) of ``text``, a sentence or two each: what is embedded and compared by itself.
    """

    document: str
    number: int
    text: str
    header: str = ""
    section: tuple[str, ...] = ()
    place: Place = Place()
    language: Language = "other"
    units: tuple[tuple[int, int], ...] = ()

    @property
    def indexed_text(self) -> str:
        """What the keyword index counts."""
        return self._headed(self.text)

    @property
    def embedded_texts(self) -> tuple[str, ...]:
        """What is embedded, a text for each unit; the whole passage where it names none."""
        return tuple(self._headed(self.text[start:end]) for start, end in self.spans)

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """The units, or the whole text as the only one."""
        return self.units or ((0, len(self.text)),)

    def _headed(self, text: str) -> str:
        return f"{self.header}\n{text}" if self.header else text


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """A document as a reader may cite it. ``source`` is its path relative to cluster.toml, or its URL. ``confirmed`` is
    when somebody last looked at it and found it right, ``review_on`` when they look at it again."""

    source: str
    title: str
    kind: SourceKind
    audience: str
    updated: date | None = None
    dating: Dating = Dating()
    url: str = ""
    confirmed: date | None = None
    review_on: date | None = None

    def overdue(self, day: date) -> bool:
        """Whether it should have been looked at before ``day``."""
        return self.review_on is not None and self.review_on < day

    def neglected(self, day: date) -> bool:
        """Whether it should have been looked at so long ago that what was confirmed since is the better source."""
        return self.review_on is not None and self.review_on + _PATIENCE < day


@dataclass(frozen=True, slots=True)
class Hit:
    """A found passage with the sources (all visible to the asker) that hold it; ``score`` is 0–1.

    ``dense`` is the best centred cosine of its units and ``keyword`` the share of BM25 that it reached; ``units``
    are the cosines of those units that were found by themselves, by their number in the passage. Where another
    edition was found that replaced its document, ``replaced_by`` is that one's source; ``aside`` says that another
    hit stands for it: of the edition that the question is about, or with the same words. ``weight`` is by how much
    ``score`` was lowered for a document that nobody has looked at.
    """

    passage: Passage
    sources: tuple[SourceInfo, ...]
    score: float
    dense: float = 0.0
    keyword: float = 0.0
    units: Mapping[int, float] = field(default_factory=dict)
    replaced_by: str = ""
    aside: bool = False
    weight: float = 1.0

    @property
    def fit(self) -> float:
        """How well it fits the question, whoever has looked at its document or not; 0–1."""
        return min(1.0, self.score / self.weight)

    def outdated(self, day: date) -> bool:
        """Whether its document does not hold on ``day``, by its own word or since another has replaced it."""
        return bool(self.replaced_by) or not self.sources[0].dating.in_force(day)


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, as far as answers depend on it. ``audiences`` always names every audience they may read."""

    audiences: frozenset[str]
    email: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message of the same conversation; ``sources`` are those that it was told from."""

    role: Literal["member", "assistant"]
    text: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    text: str
    asker: Asker
    now: datetime
    history: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be read: why, and what a coordinator can do about it."""

    source: str
    reason: str
    mend: str
