"""What the coordinators' console stands on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.use_cases.keep_answers import KeepAnswers
from bot.use_cases.knowledge_changes import Outcome
from ingest.sync import SyncRun
from knowledge.curated.regression import AnswerFinding
from knowledge.gaps.desk import GapDesk
from knowledge.holdings.overview import Overview
from knowledge.holdings.terms import Terms
from knowledge.records.catalogue import Catalogue
from knowledge.records.curated_answers import CuratedAnswers
from knowledge.records.gap_deliveries import GapDeliveries


class KeepsDocuments(Protocol):
    """Changes what is known: ``bot.use_cases.keep_knowledge.KeepKnowledge``."""

    def change(self, source: str, terms: Terms, by: str, run: SyncRun, revision: int) -> Outcome: ...

    def confirm(self, source: str, by: str, review_on: date | None) -> Outcome: ...

    def remove(self, source: str, by: str, run: SyncRun) -> Outcome: ...

    def restore(self, source: str, by: str, run: SyncRun) -> Outcome: ...


@dataclass(frozen=True, slots=True)
class Stock:
    """``findings`` are what is to be looked at of the curated answers on a day."""

    catalogue: Catalogue
    overview: Overview
    documents: KeepsDocuments
    answers: CuratedAnswers
    keep_answers: KeepAnswers
    findings: Callable[[date], tuple[AnswerFinding, ...]]
    gaps: GapDesk
    deliveries: GapDeliveries
