"""The one place where parts are built and put together; the command line and the tests use it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine as DatabaseEngine

from bot.house import House
from bot.replies.answer import text_of
from bot.settings import Environment
from bot.use_cases.hold_round import HoldRound, Records
from bot.use_cases.measure_introductions import MeasureIntroductions
from ingest.reader import Reader
from ingest.sources.cluster import ClusterSources
from ingest.sync import Sync
from knowledge.answers.assistant import Assistant
from knowledge.answers.engine import Engine
from knowledge.answers.extractive import ExtractiveEngine
from knowledge.answers.finder import Finder
from knowledge.answers.queries import OwnWords, QueryWriter
from knowledge.answers.rows.lookup import Lookup
from knowledge.answers.rows.topics import Topics
from knowledge.audiences import AudienceRule
from knowledge.embeddings import Embedder, build_embedder
from knowledge.errors import DataFolderError
from knowledge.evaluation.judgement import Judge
from knowledge.index import VectorIndex, embedded_chroma
from knowledge.introductions.mixing import Mixer
from knowledge.introductions.policy import Policy
from knowledge.keywords import KeywordIndex
from knowledge.library import Library, Stores
from knowledge.matching.affinities import Affinities
from knowledge.matching.likeness import Likeness
from knowledge.matching.newcomers import Newcomers
from knowledge.matching.suggestions import Suggester
from knowledge.records.catalogue import Catalogue
from knowledge.records.conversations import Conversations
from knowledge.records.database import open_database, sqlite_url
from knowledge.records.inbox import Inbox
from knowledge.records.introductions import Introductions
from knowledge.records.journal import Journal
from knowledge.records.listening import Listening
from knowledge.records.listings import Listings
from knowledge.records.notices import Notices
from knowledge.records.profiles import Profiles
from knowledge.records.questions import Questions
from knowledge.records.register import RegisterRows
from knowledge.records.rounds import Rounds
from knowledge.records.spoken_vectors import SpokenVectors
from knowledge.records.view import View
from knowledge.retrieval import Retrieval
from knowledge.settings import ClusterSettings, load_cluster
from knowledge.spoken import Spoken

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

# Of the time that a model has for an answer, how much goes to writing queries before it.
_QUERY_SHARE = 0.25


@dataclass(frozen=True)
class Parts:
    """Everything that one cluster runs on; each part is built when it is first asked for."""

    environment: Environment
    settings: ClusterSettings
    data_folder: Path

    @cached_property
    def audiences(self) -> AudienceRule:
        return AudienceRule(self.settings, Listings(self.catalogue).home_of)

    @cached_property
    def house(self) -> House:
        cluster = self.settings.cluster
        return House(cluster.name, cluster.coordinators, "en" if cluster.languages[:1] == ("en",) else "nb")

    @cached_property
    def database(self) -> DatabaseEngine:
        folder = _made(self.data_folder)
        return open_database(self.environment.klyngebot_database_url or sqlite_url(folder / "klyngebot.db"))

    @cached_property
    def embedder(self) -> Embedder:
        return build_embedder(
            self.environment.klyngebot_embeddings,
            api_key=self.environment.openai_api_key,
            base_url=self.environment.openai_base_url,
        )

    @cached_property
    def catalogue(self) -> Catalogue:
        return Catalogue(self.database)

    @cached_property
    def register(self) -> RegisterRows:
        return RegisterRows(self.database)

    @cached_property
    def stores(self) -> Stores:
        folder = _made(self.data_folder)
        return Stores(
            self.catalogue,
            Journal(self.database),
            VectorIndex(lambda: embedded_chroma(folder / "chroma"), "units"),
            KeywordIndex(folder / "keywords-2"),
        )

    @cached_property
    def library(self) -> Library:
        return Library(self.stores, self.embedder, _made(self.data_folder) / "writing.lock")

    @cached_property
    def sync(self) -> Sync:
        sources = ClusterSources(self.settings, self.data_folder)
        return Sync(self.settings, sources, self.library, self.catalogue, self.register, Reader)

    @cached_property
    def retrieval(self) -> Retrieval:
        return Retrieval(self.stores, self.embedder, self.audiences.allows, self.spoken)

    @cached_property
    def spoken(self) -> Spoken:
        return Spoken(self.view, self.embedder, SpokenVectors(self.database))

    @cached_property
    def answers(self) -> Engine:
        """What writes answers: the model that the environment names, else the extractive engine."""
        name = self.environment.chat_model
        return self._model_engine(name) if name else ExtractiveEngine()

    @cached_property
    def finder(self) -> Finder:
        return Finder(self.retrieval)

    @cached_property
    def view(self) -> View:
        settings = self.settings
        return View(
            self.register,
            self.profiles,
            self.catalogue,
            self.audiences.allows,
            settings.zone,
            settings.cluster.name,
        )

    @cached_property
    def lookup(self) -> Lookup:
        return Lookup(self.view, Topics(self.retrieval))

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
    def policy(self) -> Policy:
        return self.settings.introductions.policy

    @cached_property
    def suggester(self) -> Suggester:
        return Suggester(self.view, Likeness(self.retrieval))

    @cached_property
    def measuring(self) -> MeasureIntroductions:
        return MeasureIntroductions(self.introductions, self.view, Likeness(self.retrieval))

    @cached_property
    def affinities(self) -> Affinities:
        return Affinities(self.retrieval)

    @cached_property
    def hold_round(self) -> HoldRound:
        records = Records(self.introductions, Rounds(self.database))
        mixer = Mixer(self.view, self.affinities)
        return HoldRound(mixer, records, self.settings, self.audiences, self.house)

    @cached_property
    def newcomers(self) -> Newcomers:
        return Newcomers(self.view, Likeness(self.retrieval))

    @cached_property
    def assistant(self) -> Assistant:
        return Assistant(self.lookup, self.queries, self.finder, self.answers)

    @cached_property
    def queries(self) -> QueryWriter:
        """What turns a question into searches: the same model where there is one, else the member's own words."""
        name = self.environment.chat_model
        return self._query_model(name) if name else OwnWords()

    @cached_property
    def judge(self) -> Judge:
        return Judge(self.retrieval, self.assistant, self.catalogue, self.audiences, text_of)

    def _model_engine(self, name: str) -> Engine:
        # LangChain takes a second to import, and most installations have no model.
        from knowledge.answers.model import ModelEngine
        from knowledge.answers.rows.search import RowSearch
        from knowledge.answers.tools import Toolbox

        silence = self.environment.chat_timeout
        model = self._chat_model(name, silence)
        toolbox = Toolbox(self.finder, RowSearch(self.view, Topics(self.retrieval)))
        return ModelEngine(name, model, toolbox, ExtractiveEngine(), self.settings.cluster.name, silence)

    def _query_model(self, name: str) -> QueryWriter:
        from knowledge.answers.query_model import ModelQueryWriter

        patience = self.environment.chat_timeout * _QUERY_SHARE
        return ModelQueryWriter(name, self._chat_model(name, patience), OwnWords(), patience)

    def _chat_model(self, name: str, silence: float) -> BaseChatModel:
        from knowledge.answers.chat_models import build_chat_model

        environment = self.environment
        if name.startswith("openai:"):
            environment.require("OPENAI_API_KEY")
        return build_chat_model(
            name, silence, api_key=environment.openai_api_key, base_url=environment.openai_base_url
        )

    @cached_property
    def conversations(self) -> Conversations:
        return Conversations(self.database)

    @cached_property
    def questions(self) -> Questions:
        return Questions(self.database)

    @cached_property
    def listening(self) -> Listening:
        return Listening(self.database)

    @cached_property
    def inbox(self) -> Inbox:
        return Inbox(self.database)


def build_parts(environment: Environment, config: Path | None = None, data: Path | None = None) -> Parts:
    """Options win over the environment; the data folder is ``.klyngebot`` beside cluster.toml by default."""
    file = config or Path(environment.klyngebot_config or "cluster.toml")
    settings = load_cluster(file)
    folder = data or Path(environment.klyngebot_data or settings.folder / ".klyngebot")
    return Parts(environment, settings, folder.absolute())


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
