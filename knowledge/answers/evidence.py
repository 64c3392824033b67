"""Passages as an answer may cite them: numbered, with their source and place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from knowledge.models import Hit, Passage, SourceInfo
from knowledge.outcomes import Citation
from knowledge.retrieval import Section


@dataclass(frozen=True, slots=True)
class Evidence:
    """A found passage with its neighbours in reading order; ``source`` is the first that the asker may read.

    ``quote`` is what is quoted of it whatever is said with it: of a row, whose text here is not its source's.
    """

    n: int
    passages: tuple[Passage, ...]
    source: SourceInfo
    hit: Hit
    quote: str = ""

    @property
    def text(self) -> str:
        return "\n".join(passage.text for passage in self.passages)

    def holder(self, quote: str) -> Passage:
        """The passage that ``quote`` stands in, so that its place is told exactly."""
        return next((p for p in self.passages if quote in p.text), self.hit.passage)


def evidence_of(n: int, section: Section) -> Evidence:
    return Evidence(n, section.passages, section.hit.sources[0], section.hit)


def prose_of(found: Iterable[Evidence], first: int = 1) -> tuple[Evidence, ...]:
    """What is from documents, numbered from ``first``. A row as it is written holds what is not for everybody."""
    prose = (item for item in found if item.source.kind == "documents")
    return tuple(replace(item, n=n) for n, item in enumerate(prose, first))


def citation(n: int, evidence: Evidence, quote: str, day: date) -> Citation:
    """Cites ``evidence`` as source ``n``; outdated where it does not hold on ``day``."""
    source = evidence.source
    return Citation(
        n=n,
        source=source.source,
        locator=locator(evidence.holder(quote)),
        title=source.title,
        quote=quote,
        url=source.url,
        updated=source.updated,
        outdated=evidence.hit.outdated(day),
        confirmed=source.confirmed,
        overdue=source.overdue(day),
    )


def locator(passage: Passage) -> str:
    """Where a passage stands: 'page 3 › Prices', 'slide 4, notes', 'sheet Budget, rows 2-9'."""
    place = passage.place
    parts: list[str] = []
    if place.page:
        parts.append(f"page {place.page}")
    if place.slide:
        parts.append(f"slide {place.slide}" + (", notes" if place.notes else ""))
    if place.rows:
        rows = f"rows {place.rows[0]}-{place.rows[1]}"
        parts.append(f"sheet {place.sheet}, {rows}" if place.sheet else rows)
    section = [part for part in passage.section if part != place.sheet]
    return " › ".join((*parts, *section))
