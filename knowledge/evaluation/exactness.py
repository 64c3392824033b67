"""What a line expects of rows, beside what an answer tells: sets, whose order is nothing, and the kind of answer."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol, runtime_checkable

from knowledge.evaluation.question_set import Expected
from knowledge.outcomes import Abstained, Answer, AnswerKind

Compared = Literal["members", "people", "events", "kind"]


@runtime_checkable
class TellsRows(Protocol):
    """An answer from rows, as far as it is judged: names, e-mail addresses (or names), (uid, local start)."""

    @property
    def members(self) -> tuple[str, ...]: ...
    @property
    def people(self) -> tuple[str, ...]: ...
    @property
    def events(self) -> tuple[tuple[str, datetime | date], ...]: ...
    @property
    def kind(self) -> AnswerKind: ...


@dataclass(frozen=True, slots=True)
class Comparison:
    """``got`` is None where no rows were told at all: a quotation that happens to be right was still not counted."""

    of: Compared
    expected: frozenset[str]
    got: frozenset[str] | None

    @property
    def exact(self) -> bool:
        return self.got == self.expected


def compare(expected: Expected, outcome: Answer) -> tuple[Comparison, ...]:
    """One comparison for each set that the line names, and for the kind where it demands one."""
    return tuple(_compared(expected, outcome))


def _compared(expected: Expected, outcome: Answer) -> Iterator[Comparison]:
    told: TellsRows | None = outcome if isinstance(outcome, TellsRows) else None
    if expected.members is not None:
        yield Comparison("members", _names(expected.members), _names(told.members) if told else None)
    if expected.people is not None:
        yield Comparison("people", _names(expected.people), _names(told.people) if told else None)
    if expected.events is not None:
        yield Comparison("events", _starts(expected.occurrences), _starts(told.events) if told else None)
    if expected.kind is not None:
        got = None if isinstance(outcome, Abstained) else frozenset({outcome.kind})
        yield Comparison("kind", frozenset({expected.kind}), got)


def _names(names: Iterable[str]) -> frozenset[str]:
    """Names to the letter; addresses whatever their case."""
    return frozenset(
        unicodedata.normalize("NFC", name.casefold() if "@" in name else name).strip() for name in names
    )


def _starts(occurrences: Iterable[tuple[str, datetime | date]]) -> frozenset[str]:
    """A time is that of the clock on the wall; of an aware one its own zone's, which is the cluster's."""
    return frozenset(
        f"{uid} {start.replace(tzinfo=None).isoformat('T', 'minutes')}"
        if isinstance(start, datetime)
        else f"{uid} {start.isoformat()}"
        for uid, start in occurrences
    )
