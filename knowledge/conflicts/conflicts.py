"""The front of this room: what to tell a coordinator of a document before it is taken in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from knowledge.conflicts.contradictions import UNITS_ALIKE, Pair, contradictions
from knowledge.conflicts.copies import copies, editions
from knowledge.conflicts.findings import Findings
from knowledge.conflicts.known import Known, Near, Nearness
from knowledge.conflicts.statements import Statement, statements_in
from knowledge.editions import edition_of
from knowledge.embeddings import Vectors
from knowledge.library import Entry
from knowledge.models import Asker, SourceInfo

# Of each tongue, kind and audience; a sentence that many documents repeat is told of a few of them.
_NEAREST = 6


class Conflicts:
    """Duplicates, other editions and contradictions of a document with what is known.

    Without a model: by the vectors that indexing needs anyway, and by values that are read out of sentences.
    Not covered: rows of members and people, which are compared with each other when they are merged; what follows only
    from several sentences together; and a statement that contradicts another of the same document.
    """

    def __init__(self, known: Known) -> None:
        self._known = known

    def of(self, entry: Entry, vectors: Vectors, asker: Asker, day: date) -> Findings:
        """What the asker should know. ``vectors`` are the raw ones of the entry's units in order, of shape
        (units, dimensions), as the index will keep them. What ``entry`` would replace, the document that is known by
        the same source, is left out. Raises EmbeddingFailed.
        """
        near = self._known.near(
            entry.text.passages, vectors, asker.audiences, Nearness(_NEAREST, UNITS_ALIKE)
        )
        near = tuple(tuple(_others(found, entry.source.source)) for found in near)
        met = _by_source(near)
        told = tuple(editions(entry, met, day))
        settled = {edition.source.source for edition in told}
        copied = tuple(
            one
            for one in copies(entry, met, self._known.texts)
            if one.exact or one.source.source not in settled
        )
        pairs = tuple(_pairs(entry, near, settled, day))
        return Findings(copied, told, contradictions(pairs, self._known.meanings))


def _others(found: Sequence[Near], own: str) -> Iterator[Near]:
    for one in found:
        sources = tuple(source for source in one.sources if source.source != own)
        if sources:
            yield Near(one.passage, one.unit, sources, one.likeness)


def _by_source(near: Sequence[Sequence[Near]]) -> Mapping[str, list[Near]]:
    met: dict[str, list[Near]] = {}
    for found in near:
        for one in found:
            for source in one.sources:
                met.setdefault(source.source, []).append(one)
    return met


def _pairs(entry: Entry, near: Sequence[Sequence[Near]], settled: set[str], day: date) -> Iterator[Pair]:
    """Each statement of the new document with each of a known unit near to its own that holds on the day."""
    units = ((passage, unit) for passage in entry.text.passages for unit in range(len(passage.spans)))
    read: dict[tuple[str, int, int], tuple[Statement, ...]] = {}
    for (passage, unit), found in zip(units, near, strict=True):
        own = tuple(statements_in(passage, unit, entry.source))
        for one in found:
            source = _holding(one, settled, day)
            if source is None:
                continue
            place = (one.passage.document, one.passage.number, one.unit)
            if place not in read:
                read[place] = tuple(statements_in(one.passage, one.unit, source))
            yield from (Pair(new, known, one.likeness) for new in own for known in read[place])


def _holding(near: Near, settled: set[str], day: date) -> SourceInfo | None:
    """A source that may contradict the document: none that it looks like an edition of, and none that has run out."""
    return next(
        (one for one in near.sources if one.source not in settled and not edition_of(one).over(day)), None
    )
