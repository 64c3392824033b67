"""Queries -> numbered evidence that the asker may read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from knowledge.answers.evidence import Evidence, evidence_of
from knowledge.answers.queries import Queries
from knowledge.editions import Moment
from knowledge.models import Asker
from knowledge.retrieval import Ranking, Retrieval
from knowledge.union import union_of

_HITS = 8
# How many passages that only rewritten queries found are added to the original's, which all stay.
_MORE = 4
_REACH = 1


@dataclass(frozen=True, slots=True)
class Sought:
    """What one query found."""

    query: str
    ranking: Ranking


@dataclass(frozen=True, slots=True)
class Found:
    """``sought`` begins with the original; ``evidence`` is what all found, in one order, with its neighbours."""

    sought: tuple[Sought, ...]
    evidence: tuple[Evidence, ...]


class Finder:
    def __init__(self, retrieval: Retrieval) -> None:
        self._retrieval = retrieval

    def find(self, queries: Queries, asker: Asker, day: date) -> Found:
        """The best passages on ``day``, numbered from 1."""
        sought = tuple(
            Sought(query, self._retrieval.ranked(query, asker.audiences, _HITS, day)) for query in queries.all
        )
        original, *others = (one.ranking.hits for one in sought)
        hits = union_of(original, others, _MORE, _moment(queries, day))
        sections = self._retrieval.sections(hits, _REACH)
        return Found(sought, tuple(evidence_of(n, section) for n, section in enumerate(sections, 1)))


def _moment(queries: Queries, day: date) -> Moment:
    """The member's own years; those of a rewritten query ("and last year?") only where the member names none."""
    moments = [Moment.of(query, day) for query in queries.all]
    return next((moment for moment in moments if moment.years), moments[0])
