"""What outlives the process, and what reads it: records and indexes."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine as DatabaseEngine

from bot.house import House
from bot.metrics import Metrics
from bot.readings import Readings
from bot.replies.catalogue import Spoken
from bot.seat import Seat
from bot.settings import Environment
from bot.stages import TimedStages
from bot.traces import Traces
from bot.wiring.shared import Shared
from knowledge.chroma_places import Place, embedded, served
from knowledge.current_cluster import CurrentCluster
from knowledge.embeddings import LOCAL
from knowledge.errors import ConfigurationError, DataFolderError
from knowledge.index import UNITS, VectorIndex
from knowledge.introductions.policy import Policy
from knowledge.keywords import KeywordIndex
from knowledge.library import Library, Stores
from knowledge.own_keywords import OwnKeywordIndex
from knowledge.privacy.seal import Seal
from knowledge.records.admissions import Admissions
from knowledge.records.arrivals import Arrivals
from knowledge.records.audit import Audit
from knowledge.records.catalogue import Catalogue
from knowledge.records.conversations import Conversations
from knowledge.records.database import INSTALLATION, is_on_a_server, open_database, sqlite_url
from knowledge.records.gaps import Gaps
from knowledge.records.holdings import Holdings
from knowledge.records.inbox import Inbox
from knowledge.records.introductions import Introductions
from knowledge.records.journal import Journal
from knowledge.records.listening import Listening
from knowledge.records.model_calls import ModelCalls
from knowledge.records.monthly_counts import MonthlyCounts
from knowledge.records.notices import Notices
from knowledge.records.persons import Persons
from knowledge.records.preferences import Preferences
from knowledge.records.profiles import Profiles
from knowledge.records.questions import Questions
from knowledge.records.register import RegisterRows
from knowledge.records.replicas import Replicas
from knowledge.records.retention import Retention
from knowledge.records.tombstones import Tombstones
from knowledge.remembering import Remembering
from knowledge.settings import ClusterSettings
from knowledge.writing_lock import FolderLock, ServerLock, WritingLock

if TYPE_CHECKING:
    from bot.wiring.parts import Parts


def _alone(name: str) -> Parts:
    """Where a cluster has no sisters."""
    raise LookupError(name)


@dataclass(frozen=True)
class Stored:
    """What outlives the process.

    ``name`` is the cluster's in an installation of several, "" where there is one; ``sister`` gives the parts of
    another."""

    environment: Environment
    settings: ClusterSettings
    data_folder: Path
    name: str = ""
    shared: Shared = field(default_factory=Shared)
    sister: Callable[[str], Parts] = _alone

    @cached_property
    def database(self) -> DatabaseEngine:
        folder = _made(self.data_folder)
        if url := self.environment.klyngebot_database_url:
            return self.shared.database(url, self.name)
        return open_database(sqlite_url(folder / "klyngebot.db"))

    @cached_property
    def catalogue(self) -> Catalogue:
        return Catalogue(self.database)

    @cached_property
    def arrivals(self) -> Arrivals:
        return Arrivals(self.database)

    @cached_property
    def register(self) -> RegisterRows:
        return RegisterRows(self.database)

    @cached_property
    def stores(self) -> Stores:
        return Stores(
            self.catalogue,
            Journal(self.database),
            VectorIndex(self.place(self.catalogue.fact(INSTALLATION))),
            self._keywords(),
        )

    def place(self, installation: str) -> Place:
        """On a server the records say which collections are theirs, by ``installation``: it may serve others too."""
        environment = self.environment
        if not environment.klyngebot_chroma_url:
            return embedded(_made(self.data_folder) / "chroma", UNITS)
        name = f"{UNITS}-{installation}"
        return served(environment.klyngebot_chroma_url, environment.klyngebot_chroma_token, name)

    def _keywords(self) -> KeywordIndex:
        folder = self.keyword_folder
        return (
            OwnKeywordIndex(folder, self.catalogue) if is_on_a_server(self.database) else KeywordIndex(folder)
        )

    @property
    def keyword_folder(self) -> Path:
        return _made(self.data_folder) / "keywords-2"

    @cached_property
    def library(self) -> Library:
        return Library(self.stores, self.embedder, self.writing_lock)

    def writing_lock(self) -> WritingLock:
        if is_on_a_server(self.database):
            return ServerLock(self.database)
        return FolderLock(_made(self.data_folder) / "writing.lock")

    @property
    def chat_model(self) -> str:
        """The model that writes answers; empty where none is set, or cluster.toml lets nothing go to one."""
        return self.environment.chat_model if self.settings.cluster.allow_model_provider else ""

    @cached_property
    def embedder(self) -> Remembering:
        """Raises ConfigurationError where cluster.toml lets nothing go to the embedder that is set."""
        named = self.environment.klyngebot_embeddings
        if named != LOCAL and not self.settings.cluster.allow_model_provider:
            raise ConfigurationError(
                f"KLYNGEBOT_EMBEDDINGS is {named}, and {self.settings.file.name} lets nothing go to a provider; "
                "write allow_model_provider = true under [cluster], or KLYNGEBOT_EMBEDDINGS=local."
            )
        return Remembering(self.shared.embedder(self.environment), self.stages)

    @cached_property
    def current_cluster(self) -> CurrentCluster:
        return CurrentCluster(self.settings)

    @cached_property
    def holdings(self) -> Holdings:
        return Holdings(self.database)

    @cached_property
    def audit(self) -> Audit:
        return Audit(self.database)

    def today(self) -> date:
        """The day in the cluster's zone."""
        return datetime.now(self.settings.zone).date()

    @cached_property
    def house(self) -> House:
        cluster = self.settings.cluster
        language: Spoken = "en" if cluster.languages[:1] == ("en",) else "nb"
        return House(cluster.name, cluster.coordinators, language, self.settings.privacy)

    @cached_property
    def introductions(self) -> Introductions:
        return Introductions(self.database, self.settings.zone)

    @cached_property
    def notices(self) -> Notices:
        return Notices(self.database, self.settings.zone)

    @cached_property
    def profiles(self) -> Profiles:
        return Profiles(self.database)

    @cached_property
    def preferences(self) -> Preferences:
        return Preferences(self.database)

    @cached_property
    def policy(self) -> Policy:
        return self.settings.introductions.policy

    @cached_property
    def conversations(self) -> Conversations:
        return Conversations(self.database)

    @cached_property
    def questions(self) -> Questions:
        return Questions(self.database)

    @cached_property
    def gaps(self) -> Gaps:
        return Gaps(self.database, self.settings.privacy.gaps_kept)

    @cached_property
    def retention(self) -> Retention:
        return Retention(self.database, self.settings.privacy, self.settings.zone)

    @cached_property
    def counts(self) -> MonthlyCounts:
        return MonthlyCounts(self.database, self.settings.zone, self.settings.privacy.questions_kept)

    @cached_property
    def listening(self) -> Listening:
        return Listening(self.database)

    @cached_property
    def admissions(self) -> Admissions:
        return Admissions(self.database, self.settings.limits)

    @cached_property
    def model_calls(self) -> ModelCalls:
        return ModelCalls(self.database, self.settings.limits.model_calls_a_day, self.today)

    @cached_property
    def persons(self) -> Persons:
        return Persons(self.database, self.register)

    @cached_property
    def tombstones(self) -> Tombstones:
        return Tombstones(self.database, Seal(_made(self.data_folder) / "privacy.key"))

    @cached_property
    def inbox(self) -> Inbox:
        return Inbox(self.database, self.seat.name)

    @cached_property
    def replicas(self) -> Replicas:
        return Replicas(self.database, self.seat.name)

    @cached_property
    def metrics(self) -> Metrics:
        return Metrics(self.readings)

    @cached_property
    def traces(self) -> Traces:
        return Traces(self.environment.klyngebot_traces)

    @cached_property
    def stages(self) -> TimedStages:
        return TimedStages(self.metrics.took, self.traces.tracer)

    @cached_property
    def readings(self) -> Readings:
        return Readings(self.catalogue, self.inbox, self.model_calls)

    @cached_property
    def seat(self) -> Seat:
        return Seat(_made(self.data_folder) / "replicas")


def _made(folder: Path) -> Path:
    """Readable by its owner alone: it holds board papers."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise DataFolderError(
            f"the data folder {folder} cannot be made ({error.strerror}); name another with --data."
        ) from error
    if not os.access(folder, os.W_OK):
        raise DataFolderError(f"the data folder {folder} is not writable; name another with --data.")
    return folder
