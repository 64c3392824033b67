"""Bringing knowledge in, and keeping it."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property

from bot.use_cases.keep_knowledge import KeepKnowledge, Shelves
from bot.wiring.answering import Answering
from ingest.intake import Intake
from ingest.reader import Reader
from ingest.sources.cluster import ClusterSources
from ingest.sources.contents import Contents
from ingest.sync import Sync
from knowledge.conflicts.conflicts import Conflicts
from knowledge.conflicts.known import Index
from knowledge.holdings.overview import Overview


class Keeping(Answering):
    """What brings knowledge in and looks after it."""

    @cached_property
    def sync(self) -> Sync:
        sources = ClusterSources(self.settings, self.data_folder, self.holdings.every, self.today)
        return Sync(self.settings, sources, self.library, self.catalogue, self.register, Reader)

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
            self.audiences,
        )
        return KeepKnowledge(shelves, Intake(Reader, self.settings.zone), self.sync, self.now)

    def now(self) -> datetime:
        """The time in the cluster's zone."""
        return datetime.now(self.settings.zone)
