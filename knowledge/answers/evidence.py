"""Passages as an answer may cite them: numbered, with their source and place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from knowledge.models import Citation, Hit, Passage, SourceInfo
from knowledge.retrieval import Section


@dataclass(frozen=True, slots=True)
class Evidence:
    """``text`` is the found passage with its neighbours; ``source`` the first that the asker may read."""

    n: int
    text: str
    source: SourceInfo
    locator: str
    hit: Hit


def evidence_of(n: int, section: Section) -> Evidence:
    text = "\n".join(passage.text for passage in section.passages)
    return Evidence(n, text, section.hit.sources[0], locator(section.hit.passage), section.hit)


def citation(n: int, evidence: Evidence, quote: str, day: date) -> Citation:
    """Cites ``evidence`` as source ``n``; outdated where it says that it does not hold on ``day``."""
    source = evidence.source
    return Citation(
        n=n,
        source=source.source,
        locator=evidence.locator,
        title=source.title,
        quote=quote,
        url=source.url,
        updated=source.updated,
        outdated=not source.dating.in_force(day),
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
