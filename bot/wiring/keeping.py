"""Bringing knowledge in, and keeping it."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property

from bot.console.stock import Stock
from bot.use_cases.keep_answers import KeepAnswers
from bot.use_cases.keep_knowledge import KeepKnowledge, Shelves
from bot.wiring.answering import Answering
from ingest.intake import Intake
from ingest.reader import Reader
from ingest.sources.cluster import ClusterSources
from ingest.sources.contents import Contents
from ingest.sync import Sync
from knowledge.conflicts.checking import Checking
from knowledge.conflicts.conflicts import Conflicts
from knowledge.conflicts.known import Index
from knowledge.gaps.desk import GapDesk
from knowledge.gaps.vectors import GapVectors
from knowledge.holdings.overview import Overview
from knowledge.records.gap_deliveries import GapDeliveries
from knowledge.records.text_vectors import TextVectors


class Keeping(Answering):
    """What brings knowledge in and looks after it."""

    @cached_property
    def sources(self) -> ClusterSources:
        return ClusterSources(self.settings, self.data_folder, self.holdings.every, self.today)

    @cached_property
    def sync(self) -> Sync:
        checks = self.curated.regression
        return Sync(self.settings, self.sources, self.library, self.catalogue, self.register, Reader, checks)

    @cached_property
    def conflicts(self) -> Conflicts:
        index = Index(self.stores, self.embedder, self.retrieval.means, self.audiences.readable_by)
        return Conflicts(index)

    @cached_property
    def overview(self) -> Overview:
        return Overview(self.catalogue, self.holdings, self.audiences, self.today)

    @cached_property
    def keep_knowledge(self) -> KeepKnowledge:
        shelves = Shelves(
            self.holdings,
            Contents(self.data_folder / "added"),
            self.catalogue,
            self.conversations,
            self.retrieval,
            self.embedder,
            self.audiences,
        )
        intake = Intake(Reader, self.settings.zone)
        checking = Checking(self.conflicts, self.embedder)
        return KeepKnowledge(shelves, intake, checking, self.sources.peek, self.sync, self.now)

    @cached_property
    def keep_answers(self) -> KeepAnswers:
        side = self.curated
        return KeepAnswers(side.shelf, side.library, self.conversations, self.audiences.names, self.now)

    @cached_property
    def gap_desk(self) -> GapDesk:
        # SciPy takes a while to import, and only a coordinator's list needs it.
        from knowledge.gaps.grouping import Grouping

        vectors = GapVectors(self.embedder, TextVectors(self.database))
        return GapDesk(self.gaps, Grouping(vectors))

    @cached_property
    def stock(self) -> Stock:
        return Stock(
            self.catalogue,
            self.overview,
            self.keep_knowledge,
            self.curated.shelf,
            self.keep_answers,
            self.curated.regression.findings,
            self.gap_desk,
            GapDeliveries(self.database),
        )

    def now(self) -> datetime:
        """The time in the cluster's zone."""
        return datetime.now(self.settings.zone)
