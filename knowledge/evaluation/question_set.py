"""A coordinator's question set: JSON Lines, one question a line, with what is expected of its answer.

docs/question-sets.md describes the format. A line that cannot be used becomes a Fault, never a silence.
"""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    ValidationError,
    model_validator,
)

from knowledge.validation import sentence_of

Spoken = Literal["nb", "nn", "en"]
Direction = Literal["nb-nb", "en-en", "nb-en", "en-nb"]
Kind = Literal["document", "members", "people", "events", "mixed"]
_EXAMPLE = '{"question": "…", "sources": ["documents/….pdf"], "answers": ["…"]}'


def _several(value: object) -> object:
    """A single text may stand without brackets."""
    return (value,) if isinstance(value, str) else value


def _filled(value: object) -> object:
    if isinstance(value, str) and not value.strip():
        raise ValueError("it is empty")
    return unicodedata.normalize("NFC", value.strip()) if isinstance(value, str) else value


Filled = Annotated[str, BeforeValidator(_filled)]
Texts = Annotated[tuple[Filled, ...], BeforeValidator(_several)]


def _day_or_time(value: object) -> object:
    """A local time without a zone, or a day; anything else is a slip that must not be compared with."""
    if not isinstance(value, str):
        raise ValueError('it is no time; write a text such as "2026-12-03T09:00"')
    try:
        found = (
            date.fromisoformat(value) if len(value) == len("2026-12-03") else datetime.fromisoformat(value)
        )
    except ValueError:
        found = None
    if found is None or (isinstance(found, datetime) and found.tzinfo):
        raise ValueError(
            f"'{value}' is neither a local time such as 2026-12-03T09:00 nor a day such as 2026-12-03"
        )
    return found


class ExpectedEvent(BaseModel):
    """One occurrence; ``start`` is a local time in the cluster's zone, or a day where it lasts all day."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    uid: Filled
    start: Annotated[datetime | date, PlainValidator(_day_or_time)]


class Expected(BaseModel):
    """One line as it is written. ``as_email`` is written ``as``; keys that a line leaves out are None or empty.

    ``members``, ``people`` and ``events`` are all that the answer may tell of their kind, in any order: an empty one
    expects it to say that there are none, and None leaves it unjudged.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    question: Filled
    sources: Texts = ()
    answers: Texts = ()
    members: Texts | None = None
    people: Texts | None = None
    events: tuple[ExpectedEvent, ...] | None = None
    kind: Kind | None = None
    no_answer: bool = False
    id: str | int | None = None
    language: Spoken | None = None
    direction: Direction | None = None
    as_email: str | None = Field(default=None, alias="as")
    audience: str | None = None
    now: str | None = None
    note: str = ""

    @property
    def asked_as(self) -> dict[str, str]:
        """Who asks and when, as far as the line says."""
        written = {"as": self.as_email, "audience": self.audience, "now": self.now}
        return {key: value for key, value in written.items() if value is not None}

    @property
    def occurrences(self) -> tuple[tuple[str, datetime | date], ...]:
        return tuple((event.uid, event.start) for event in self.events or ())

    @property
    def asks_rows(self) -> bool:
        """Whether the register or the calendar should answer, alone or beside documents."""
        sets = (self.members, self.people, self.events)
        return any(one is not None for one in sets) or self.kind not in (None, "document")

    @model_validator(mode="after")
    def _says_what_is_expected(self) -> Self:
        named = self.sources or self.answers or self.direction or self.kind or self.asks_rows
        if self.no_answer and named:
            raise ValueError(
                "'no_answer' stands with 'sources', 'answers', 'direction', 'kind' or what rows should tell; "
                "remove one or the other"
            )
        if not (self.no_answer or self.sources or self.asks_rows):
            raise ValueError(
                "it names no source; add 'sources', or \"no_answer\": true where nothing answers it"
            )
        if self.direction and not self.sources:
            raise ValueError("'direction' leads to a source, and it names none; leave 'direction' out")
        return self

    @model_validator(mode="after")
    def _is_asked_in_one_language(self) -> Self:
        spoken = "nb" if self.language == "nn" else self.language
        if spoken and self.direction and not self.direction.startswith(spoken):
            raise ValueError(
                f"'direction' is {self.direction} and 'language' {self.language}; leave 'direction' out"
            )
        return self


@dataclass(frozen=True, slots=True)
class Case:
    """A line that can be asked, and its number in the file."""

    line: int
    expected: Expected

    @property
    def name(self) -> str:
        return _name(self.line, self.expected.id)


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that was left out, and why: ``sentence`` names the line and the mend."""

    line: int
    sentence: str


def read_cases(stream: Iterable[bytes]) -> Iterator[Case | Fault]:
    """One item for each line that is not empty, in order."""
    for number, written in enumerate(stream, 1):
        line = written.removeprefix(codecs.BOM_UTF8) if number == 1 else written
        if line.strip():
            yield _read(number, line)


def fault(case: Case, sentence: str) -> Fault:
    return Fault(case.line, f"{case.name}: {sentence}")


def _read(number: int, line: bytes) -> Case | Fault:
    try:
        return Case(number, Expected.model_validate_json(line))
    except ValidationError as error:
        kinds = {found["type"] for found in error.errors()}
        if kinds & {"json_invalid", "model_type"}:
            return Fault(number, f"line {number} is not a JSON object in UTF-8; write {_EXAMPLE}.")
        return Fault(number, f"line {number}: {sentence_of(error)}")


def _name(line: int, identity: str | int | None) -> str:
    return f"line {line}" if identity is None else f"line {line} ({identity})"
