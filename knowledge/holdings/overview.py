"""All that the cluster knows, document by document: who may read it, who looks after it, and how it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from knowledge.audiences import AudienceRule
from knowledge.holdings.holding import Due, Holding
from knowledge.models import SourceInfo, SourceKind
from knowledge.records.catalogue import Catalogue
from knowledge.records.holdings import Holdings

State = Literal["answers", "withdrawn", "expired", "unread"]


@dataclass(frozen=True, slots=True)
class Shelved:
    """One document, or one file of many rows (``documents`` of them)."""

    source: str
    title: str
    kind: SourceKind
    audience: str
    updated: date | None
    documents: int
    state: State
    holding: Holding

    def due(self, day: date) -> tuple[Due, ...]:
        """What its owner has to look at by ``day``."""
        return self.holding.care.due(day) if self.state == "answers" else ()


class Overview:
    def __init__(
        self, catalogue: Catalogue, holdings: Holdings, rule: AudienceRule, today: Callable[[], date]
    ) -> None:
        self._catalogue = catalogue
        self._holdings = holdings
        self._rule = rule
        self._today = today

    def every(self) -> tuple[Shelved, ...]:
        """All, also what is withdrawn or expired and what could not be read, in order of their sources."""
        held, told = self._holdings.every(), self._told()
        sources = sorted({*told, *held, *(one.source for one in self._catalogue.failures())})
        return tuple(self._shelved(source, told.get(source, ()), held) for source in sources)

    def of(self, source: str) -> tuple[Shelved, ...]:
        """The one of that source; none where there is none."""
        held, told = self._holdings.every(), self._catalogue.documents_of(source)
        is_there = told or source in held or self._catalogue.holds_file(source)
        return (self._shelved(source, told, held),) if is_there else ()

    def due(self, day: date) -> Iterator[tuple[Shelved, Due]]:
        """What is due by ``day``, the most overdue first."""
        due = [(one, what) for one in self.every() for what in one.due(day)]
        return iter(sorted(due, key=lambda pair: (_deadline(*pair), pair[0].source)))

    def for_nobody(self) -> tuple[str, ...]:
        """Files and pages that are indexed, and for which cluster.toml names no audience (any more)."""
        is_somebodys = self._rule.named_to(self._rule.names)
        return tuple(path for path in self._catalogue.paths() if not is_somebodys(path))

    def _told(self) -> Mapping[str, tuple[SourceInfo, ...]]:
        told: dict[str, tuple[SourceInfo, ...]] = {}
        for info in self._catalogue.sources(self._rule.names):
            path = info.source.partition("#")[0]
            told[path] = (*told.get(path, ()), info)
        return told

    def _shelved(self, source: str, told: tuple[SourceInfo, ...], held: Mapping[str, Holding]) -> Shelved:
        holding = held.get(source, Holding(source, "folder"))
        content, first = holding.content, next(iter(told), None)
        return Shelved(
            source=source,
            title=first.title if first and len(told) == 1 else content.file_name if content else source,
            kind=first.kind if first else "documents",
            audience=holding.audience
            or self._rule.audience_named_for(source)
            or (first.audience if first else ""),
            updated=max((one.updated for one in told if one.updated), default=None),
            documents=len(told),
            state=self._state(holding, told),
            holding=holding,
        )

    def _state(self, holding: Holding, told: tuple[SourceInfo, ...]) -> State:
        match holding.standing(self._today()):
            case "held":
                return "answers" if told else "unread"
            case standing:
                return standing


def _deadline(one: Shelved, what: Due) -> date:
    care = one.holding.care
    return (care.review_on if what == "review" else care.expires_on) or date.max
