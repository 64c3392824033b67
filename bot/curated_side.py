"""Curated answers put together: where they are kept, how they are found, and whether they still are right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Engine

from knowledge.audiences import AudienceRule
from knowledge.centring import Means
from knowledge.curated.answering import Curated
from knowledge.curated.encoding import Encoding
from knowledge.curated.matching import Matcher
from knowledge.curated.regression import Regression
from knowledge.embeddings import Embedder
from knowledge.records.cited_sources import CitedSources
from knowledge.records.curated_answers import CuratedAnswers
from knowledge.records.text_vectors import TextVectors


@dataclass(frozen=True)
class CuratedSide:
    """``embedder`` is asked for when a question is compared, and no sooner: most commands compare none."""

    database: Engine
    audiences: AudienceRule
    cluster: str
    embedder: Callable[[], Embedder]
    means: Callable[[], Means]

    @cached_property
    def shelf(self) -> CuratedAnswers:
        return CuratedAnswers(self.database)

    @cached_property
    def library(self) -> CitedSources:
        return CitedSources(self.database)

    @cached_property
    def matcher(self) -> Matcher:
        encoding = Encoding(self.embedder, TextVectors(self.database), self.means)
        return Matcher(self.shelf, encoding, self.cluster)

    @cached_property
    def answering(self) -> Curated:
        return Curated(self.matcher, self.library, self.audiences.allows)

    @cached_property
    def regression(self) -> Regression:
        return Regression(self.shelf, self.matcher, self.library, self.audiences.names)
