"""A query -> numbered evidence that the asker may read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from knowledge.answers.evidence import Evidence, evidence_of
from knowledge.models import Asker
from knowledge.retrieval import Ranking, Retrieval

_HITS = 8
_REACH = 1


@dataclass(frozen=True, slots=True)
class Found:
    """``evidence`` holds the hits of ``ranking`` with their neighbours, one for one."""

    ranking: Ranking
    evidence: tuple[Evidence, ...]


class Finder:
    def __init__(self, retrieval: Retrieval) -> None:
        self._retrieval = retrieval

    def find(self, query: str, asker: Asker, day: date, first: int = 1) -> Found:
        """The best passages on ``day``, numbered from ``first`` on."""
        ranking = self._retrieval.ranked(query, asker.audiences, _HITS, day)
        sections = self._retrieval.sections(ranking.hits, _REACH)
        return Found(ranking, tuple(evidence_of(n, section) for n, section in enumerate(sections, first)))
