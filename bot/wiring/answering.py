"""Finding and answering."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from bot.curated_side import CuratedSide
from bot.replies.answer import text_of
from bot.wiring.telling import Telling
from knowledge.answers.assistant import Assistant
from knowledge.answers.engine import Engine
from knowledge.answers.extractive import ExtractiveEngine
from knowledge.answers.finder import Finder
from knowledge.answers.queries import OwnWords, QueryWriter
from knowledge.answers.rows.lookup import Lookup
from knowledge.answers.rows.topics import Topics
from knowledge.evaluation.judgement import Judge
from knowledge.reassigned import INDEXED_FOR, Reassigned
from knowledge.records.text_vectors import TextVectors
from knowledge.records.view import View
from knowledge.retrieval import Retrieval
from knowledge.spoken import Spoken

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

# Of the time that a model has for an answer, how much goes to writing queries before it.
_QUERY_SHARE = 0.25


class Answering(Telling):
    """What finds and answers."""

    @cached_property
    def retrieval(self) -> Retrieval:
        readable_by, care = self.audiences.readable_by, self.caring.now
        indexed_for = self.reassigned.indexed_for
        return Retrieval(self.stores, self.embedder, readable_by, self.spoken, care, indexed_for, self.stages)

    @cached_property
    def reassigned(self) -> Reassigned:
        return Reassigned(self.current_cluster, lambda: self.catalogue.fact(INDEXED_FOR))

    @cached_property
    def spoken(self) -> Spoken:
        return Spoken(self.view, self.embedder, TextVectors(self.database))

    @cached_property
    def finder(self) -> Finder:
        return Finder(self.retrieval)

    @cached_property
    def view(self) -> View:
        settings = self.settings
        return View(
            self.register,
            self.said,
            self.catalogue,
            self.audiences.readable_by,
            settings.zone,
            settings.cluster.name,
            self.caring,
            self.current_cluster,
            self.reassigned.indexed_for,
        )

    @cached_property
    def lookup(self) -> Lookup:
        return Lookup(self.view, Topics(self.retrieval))

    @cached_property
    def assistant(self) -> Assistant:
        return Assistant(
            self.curated.answering, self.lookup, self.queries, self.finder, self.answers, self.stages
        )

    @cached_property
    def curated(self) -> CuratedSide:
        means = self.retrieval.means
        return CuratedSide(self.database, self.audiences, self.house.cluster, lambda: self.embedder, means)

    @cached_property
    def answers(self) -> Engine:
        """What writes answers: the model that the environment names and cluster.toml allows, else the extractive
        engine."""
        name = self.chat_model
        return self._model_engine(name) if name else ExtractiveEngine()

    @cached_property
    def queries(self) -> QueryWriter:
        """What turns a question into searches: the same model where there is one, else the member's own words."""
        name = self.chat_model
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
        instead, cluster, failed = ExtractiveEngine(), self.settings.cluster.name, self.metrics.model_failed
        return ModelEngine(name, model, toolbox, instead, cluster, silence, self.stages, failed)

    def _query_model(self, name: str) -> QueryWriter:
        from knowledge.answers.query_model import ModelQueryWriter

        patience = self.environment.chat_timeout * _QUERY_SHARE
        model, failed = self._chat_model(name, patience), self.metrics.model_failed
        return ModelQueryWriter(name, model, OwnWords(), patience, self.stages, failed)

    def _chat_model(self, name: str, silence: float) -> BaseChatModel:
        from knowledge.answers.chat_models import build_chat_model

        environment = self.environment
        if name.startswith("openai:"):
            environment.require("OPENAI_API_KEY")
        return build_chat_model(
            name,
            silence,
            self.model_calls,
            api_key=environment.openai_api_key,
            base_url=environment.openai_base_url,
        )
