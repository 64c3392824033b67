"""Bringing knowledge in, and keeping it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from bot.wiring.answering import Answering
from knowledge.homes import name_of
from knowledge.records.text_vectors import TextVectors

if TYPE_CHECKING:
    from bot.console.checks import Checks
    from bot.console.stock import Stock
    from bot.reports.year import TellYear
    from bot.reviewing.letters import Reviews
    from bot.use_cases.erase_person import ErasePerson, PutsAnew
    from bot.use_cases.forget_shared import ForgetShared
    from bot.use_cases.give_person import GivePerson
    from bot.use_cases.keep_answers import KeepAnswers
    from bot.use_cases.keep_knowledge import KeepKnowledge
    from bot.use_cases.leave_channels import LeaveChannels
    from bot.use_cases.sync_sources import Bringer, SyncAll, SyncSources
    from ingest.discretion import DiscreetReader
    from ingest.sources.cluster import ClusterSources
    from ingest.sync import Sync
    from knowledge.compacting import Compacting
    from knowledge.conflicts.conflicts import Conflicts
    from knowledge.gaps.desk import GapDesk
    from knowledge.holdings.overview import Overview
    from knowledge.records.schedules import Schedules
    from knowledge.schedules import Planned


class Keeping(Answering):
    """What brings knowledge in and looks after it. Imported when asked for: a question needs none of it."""

    @cached_property
    def sources(self) -> ClusterSources:
        from ingest.sources.cluster import ClusterSources

        secrets = self.environment.source_secrets
        return ClusterSources(self.settings, self.data_folder, self.held.every, self.today, secrets)

    @cached_property
    def sync(self) -> Sync:
        from ingest.sync import Sync

        checks = self.curated.regression
        return Sync(
            self.settings, self.sources, self.library, self.catalogue, self.register, self.reader, checks
        )

    def reader(self) -> DiscreetReader:
        from ingest.discretion import DiscreetReader

        own = self.tombstones.erased()
        lenders = [(lent.holds, sister.tombstones.erased()) for lent, sister in self.lenders()]
        return DiscreetReader(own, lenders)

    @cached_property
    def erase_person(self) -> ErasePerson:
        from bot.use_cases.erase_person import ErasePerson

        return ErasePerson(
            self.persons,
            self.tombstones,
            self.library,
            self.sync,
            self._fresh_writer(),
            self._compacting(),
            self._borrowers,
        )

    def forget_shared(self, lender: str) -> ForgetShared:
        """What takes people out of what that sister shares."""
        from bot.use_cases.forget_shared import ForgetShared

        [lent] = [lent for lent, _ in self.lenders() if lent.sister == lender]
        means = self.persons, self.library, self.sync, self._fresh_writer(), self._compacting()
        return ForgetShared(lent.holds, *means)

    def _borrowers(self) -> Iterator[ForgetShared]:
        named = {name for source in self.settings.sources for name in source.shared_with}
        for sister in map(self.sister, sorted(named)) if self.name else ():
            if any(lent.sister == self.name for lent, _ in sister.lenders()):
                yield sister.forget_shared(self.name)

    def _fresh_writer(self) -> PutsAnew:
        from knowledge.fresh_writer import FreshWriter

        # A server fills its files up with its own memory, and not with this process's.
        is_served = self.environment.klyngebot_chroma_url
        return self.stores.vectors if is_served else FreshWriter(self.data_folder / "chroma")

    def _compacting(self) -> Compacting:
        from knowledge.compacting import Compacting

        return Compacting(self.database, self.stores.vectors, self.data_folder / "chroma")

    @cached_property
    def give_person(self) -> GivePerson:
        from bot.use_cases.give_person import GivePerson

        return GivePerson(self.persons, self.audiences)

    @cached_property
    def conflicts(self) -> Conflicts:
        from knowledge.conflicts.conflicts import Conflicts
        from knowledge.conflicts.known import Index

        rule, indexed_for = self.audiences.readable_by, self.reassigned.indexed_for
        index = Index(self.stores, self.embedder, self.retrieval.means, rule, indexed_for)
        return Conflicts(index)

    @cached_property
    def overview(self) -> Overview:
        from knowledge.holdings.overview import Overview

        return Overview(self.catalogue, self.holdings, self.audiences, self.today)

    @cached_property
    def tell_year(self) -> TellYear:
        from bot.reports.year import TellYear, YearRecords

        records = YearRecords(
            self.view,
            self.counts,
            self.introductions,
            self.overview,
            self.arrivals,
            lambda: sum(one.holds_on(self.today()) for one in self.curated.shelf.every()),
        )
        return TellYear(self.house.cluster, records, self.audiences.names, self.settings.zone)

    @cached_property
    def keep_knowledge(self) -> KeepKnowledge:
        from bot.use_cases.keep_knowledge import KeepKnowledge, Shelves
        from ingest.intake import Intake
        from ingest.sources.contents import Contents
        from knowledge.conflicts.checking import Checking

        shelves = Shelves(
            self.holdings,
            Contents(self.data_folder / "added"),
            self.catalogue,
            self.conversations,
            self.retrieval,
            self.embedder,
            self.audiences,
        )
        intake = Intake(self.reader, self.settings.zone)
        checking = Checking(self.conflicts, self.embedder)
        return KeepKnowledge(shelves, intake, checking, self.sources.peek, self.sync, self.now)

    @cached_property
    def keep_answers(self) -> KeepAnswers:
        from bot.use_cases.keep_answers import KeepAnswers

        side = self.curated
        return KeepAnswers(side.shelf, side.library, self.conversations, self.audiences.names, self.now)

    @cached_property
    def gap_desk(self) -> GapDesk:
        # SciPy takes a while to import, and only a coordinator's list needs it.
        from knowledge.gaps.desk import GapDesk
        from knowledge.gaps.grouping import Grouping
        from knowledge.gaps.vectors import GapVectors

        vectors = GapVectors(self.embedder, TextVectors(self.database))
        return GapDesk(self.gaps, Grouping(vectors))

    @cached_property
    def checks(self) -> Checks:
        from bot.console.checks import Checks

        return Checks(self.curated.shelf, self.catalogue, self.curated.regression.findings)

    @cached_property
    def reviews(self) -> Reviews:
        from bot.reviewing.answer_findings import AnswerFindings
        from bot.reviewing.answers import Answers
        from bot.reviewing.documents import Documents
        from bot.reviewing.letters import Reviews
        from bot.reviewing.profiles import OwnProfiles
        from bot.reviewing.retiring import Retiring
        from knowledge.records.answer_troubles import AnswerTroubles
        from knowledge.records.reminders import Reminders

        zone = self.settings.zone
        documents = Documents(self.holdings, self.overview, self.catalogue, self.keep_knowledge)
        answers = Answers(self.curated.shelf, self.keep_answers)
        findings = AnswerFindings(answers, AnswerTroubles(self.database), self.checks.findings)
        kinds = (documents, answers, findings, OwnProfiles(self.profiles, zone))
        retire = Retiring(self.keep_knowledge, zone).attend
        return Reviews(
            {kind.name: kind for kind in kinds},
            Reminders(self.database),
            retire,
            zone,
            self.curated.shelf,
            self.current_cluster.trouble,
        )

    @cached_property
    def schedules(self) -> Schedules:
        """Of all that is synced by itself while the bot runs."""
        from knowledge.records.schedules import Schedules
        from knowledge.schedules import Planned, channel_source

        channels = [Planned(channel_source(one.id), one.every) for one in self.settings.slack.channels]
        return Schedules(self.database, [*self._planned(), *channels])

    @cached_property
    def sync_all(self) -> SyncAll:
        from bot.use_cases.sync_sources import SyncAll
        from knowledge.records.schedules import Schedules

        schedules = Schedules(self.database, self._planned())
        return SyncAll(self.sync, self.leave_channels, schedules, self.tombstones, self.now)

    @cached_property
    def leave_channels(self) -> LeaveChannels:
        from bot.use_cases.leave_channels import LeaveChannels

        channels = {one.id for one in self.settings.slack.channels}
        return LeaveChannels(channels, self.holdings, self.keep_knowledge)

    def sync_sources(self, others: Mapping[str, Bringer]) -> SyncSources:
        """``others`` are those who bring what does not lie in sources, by how the names of that begin."""
        from bot.use_cases.sync_sources import ConfiguredSources, SyncSources

        usual: Bringer = ConfiguredSources(self.sync, self.conversations)
        bringers = {"": usual, **others}
        return SyncSources(self.schedules, bringers, self.now, self.stages, self.metrics.synced)

    def _planned(self) -> list[Planned]:
        from knowledge.schedules import Planned

        sources = self.settings.sources
        return [Planned(name_of(one, self.settings), one.every) for one in sources if one.every]

    @cached_property
    def stock(self) -> Stock:
        from bot.console.stock import Stock
        from knowledge.records.gap_deliveries import GapDeliveries

        return Stock(
            self.catalogue,
            self.overview,
            self.keep_knowledge,
            self.curated.shelf,
            self.keep_answers,
            self.checks.findings,
            self.gap_desk,
            GapDeliveries(self.database),
        )

    def now(self) -> datetime:
        """The time in the cluster's zone."""
        return datetime.now(self.settings.zone)
