"""Question -> passages that this asker may see, ranked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from knowledge.arrangement import arranged, united
from knowledge.centring import Means
from knowledge.editions import Moment
from knowledge.embeddings import Embedder, Vectors
from knowledge.errors import DataFolderError
from knowledge.fusion import Candidate, DenseHit, fuse
from knowledge.index import Nearest
from knowledge.keys import Key
from knowledge.language import tongue_of
from knowledge.library import Stores
from knowledge.models import PROSE, ROWS, Hit, Passage, SourceInfo, SourceKind, Tongue
from knowledge.neighbours import around
from knowledge.self_told import NobodySpoke, SelfTold, Value
from knowledge.stages import UNTIMED, Stages
from knowledge.value_vectors import ValueVectors

# How many units of each tongue, and how many passages of the keywords, are handed to the fusion, at least; and for
# each passage that is asked for, since several units of one passage may be found.
_DEPTH = 64
_DEPTH_EACH = 3
_SPARE = 4
_VALUE_WEIGHT = 0.55
_BACKGROUND_UNIT = 45
_USUAL_BACKGROUND = 0.15
# Of two that say nearly the same, the one that was looked at wins. At 0.97 none of 168 questions of the demo was left
# unanswered with all of its own sources marked as neglected, at 0.95 one.
_NEGLECTED = 0.97


@dataclass(frozen=True, slots=True)
class Section:
    """A found passage with its neighbours, in reading order; ``texts`` never overlap."""

    hit: Hit
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """Found passages, best first. ``background`` is the cosine of what only happens to be near: the 46th unit, or in
    a cluster with fewer what is usual elsewhere."""

    hits: tuple[Hit, ...]
    background: float = _USUAL_BACKGROUND


def as_indexed() -> Callable[[SourceInfo], SourceInfo]:
    """For an index that stands alone, whose documents nobody looks after."""
    return lambda source: source


class Retrieval:
    """Both indexes filter by audience inside the query; the audience rule decides when texts are fetched."""

    def __init__(
        self,
        stores: Stores,
        embedder: Embedder,
        readable_by: Callable[[frozenset[str]], Callable[[str], bool]],
        self_told: SelfTold = NobodySpoke(),  # noqa: B008 - it has no state
        care: Callable[[], Callable[[SourceInfo], SourceInfo]] = as_indexed,
        indexed_for: Callable[[frozenset[str]], frozenset[str]] = frozenset,
        stages: Stages = UNTIMED,
    ) -> None:
        """``readable_by`` is the audience rule as it is now: audiences -> (source -> may they read it). ``care`` is
        what coordinators keep, as it is now: it says of a source who has looked at it when. ``indexed_for`` are the
        audiences under which what these may read stands in the index: others too, until a sync has followed."""
        self._stores = stores
        self._embedder = embedder
        self._readable_by = readable_by
        self._self_told = self_told
        self._care = care
        self._indexed_for = indexed_for
        self._stages = stages
        self._generation = ""
        self._means = Means({})
        self._of_values: dict[str, Vectors] = {}
        self._meanings: dict[str, Vectors] = {}

    def search(
        self, query: str, audiences: frozenset[str], limit: int, day: date | None = None
    ) -> tuple[Hit, ...]:
        """At most ``limit`` passages, best first; the same words from several texts come once.

        Of several editions the one that holds on ``day`` (today where it is None) comes first.
        """
        return self.ranked(query, audiences, limit, day).hits

    def ranked(self, query: str, audiences: frozenset[str], limit: int, day: date | None = None) -> Ranking:
        """The same, with what tells whether they stand out."""
        if not query.strip():
            return Ranking(())
        with self._stages.stage("search") as stage:
            ranking = self._ranked(query, audiences, limit, day)
            stage.note(found=len(ranking.hits))
        return ranking

    def _ranked(self, query: str, audiences: frozenset[str], limit: int, day: date | None) -> Ranking:
        self._see_other_writers()
        tongue = tongue_of(query)
        depth = max(_DEPTH, _DEPTH_EACH * limit)
        shelves = self._indexed_for(audiences)
        dense = self._dense(query, tongue, shelves, depth)
        with self._stages.stage("keywords"):
            keyword = self._stores.keywords.best(query, shelves, depth)
        with self._stages.stage("fuse"):
            candidates = fuse(dense, keyword, tongue)
            hits = self._hits(candidates, audiences, limit, Moment.of(query, day or date.today()))
        return Ranking(hits, _background(dense))

    def values(
        self, topic: str, audiences: frozenset[str], kind: SourceKind, limit: int
    ) -> tuple[Value, ...]:
        """The values of rows of one kind that are nearest to a topic, best first; ``limit`` of each tongue."""
        self._see_other_writers()
        centred = self._means.centred_query(self._embedder.embed_query(topic), tongue_of(topic))
        shelves = self._indexed_for(audiences)
        hits = self._nearest(centred, shelves, limit, (kind,))
        held = self._stores.catalogue.find([hit.key for hit in hits], shelves)
        guarded, may_read = self._self_told.guarded(), self._readable_by(audiences)
        values = [
            value
            for hit in hits
            if hit.key in held
            for value in _valued(hit, held[hit.key].passage, held[hit.key].visible(may_read), guarded)
        ]
        if kind == "people":
            values += self._self_told.near(centred, self._means, audiences)
        return tuple(sorted(values, key=lambda value: -value.cosine))

    def vectors_of(self, values: Sequence[str]) -> Vectors:
        """Centred vectors of values that rows hold, of shape (values, dimensions). Raises EmbeddingFailed."""
        self._see_other_writers()
        return ValueVectors(self._stores, self._embedder, self._means).of(values)

    def vectors_for_needs(self, values: Sequence[str]) -> Vectors:
        """The same to be multiplied with ``meaning``s; read once for each state of the index."""
        self._see_other_writers()
        fresh = [value for value in dict.fromkeys(values) if value not in self._of_values]
        found = ValueVectors(self._stores, self._embedder, self._means).by_tongue_alone(fresh)
        self._of_values |= zip(fresh, found, strict=True)
        return np.array([self._of_values[value] for value in values], dtype=np.float32)

    def meaning(self, words: str) -> Vectors:
        """A question, centred and of length 1. Raises EmbeddingFailed."""
        self._see_other_writers()
        return self._means.centred_query(self._embedder.embed_query(words), tongue_of(words))

    def meaning_of_value(self, value: str) -> Vectors:
        """The same of what a row says, remembered: it is asked with at every request."""
        self._see_other_writers()
        if value not in self._meanings:
            self._meanings[value] = self.meaning(value)
        return self._meanings[value]

    def means(self) -> Means:
        """Those of the index as it is now, whoever wrote it last."""
        self._see_other_writers()
        return self._means

    def sections(self, hits: tuple[Hit, ...], reach: int) -> tuple[Section, ...]:
        """Each hit with up to ``reach`` passages before and after it from the same part of the document."""
        near = self._stores.catalogue.neighbours(
            (Key(hit.passage.document, hit.passage.number) for hit in hits), reach
        )
        return tuple(
            Section(hit, around(hit.passage, near.get(hit.passage.document, ()), reach)) for hit in hits
        )

    def _dense(self, query: str, tongue: Tongue, shelves: frozenset[str], depth: int) -> list[DenseHit]:
        """Centred cosines. Within a language, inner products with q' order nearly as these do."""
        centred = self._means.centred_query(self._embedder.embed_query(query), tongue)
        with self._stages.stage("vectors"):
            prose = self._nearest(centred, shelves, depth, PROSE)
            rows = self._nearest(centred, shelves, depth, ROWS)
        return [*prose, *(_weighed(hit) for hit in rows)]

    def _nearest(
        self, centred: Vectors, shelves: frozenset[str], depth: int, kinds: tuple[SourceKind, ...]
    ) -> list[DenseHit]:
        found = self._stores.vectors.nearest(centred, shelves, depth, kinds)
        return [hit for tongue, near in found.items() for hit in self._by_passage(tongue, near, centred)]

    def _by_passage(self, tongue: Tongue, near: Nearest, centred: Vectors) -> Iterator[DenseHit]:
        cosines = self._means.centred_passages(near.vectors, tongue) @ centred
        units: dict[Key, dict[int, float]] = {}
        for key, cosine in zip(near.keys, cosines, strict=True):
            units.setdefault(key.passage, {})[key.unit] = float(cosine)
        return (DenseHit(key, tongue, max(found.values()), found) for key, found in units.items())

    def _hits(
        self, candidates: Sequence[Candidate], audiences: frozenset[str], limit: int, moment: Moment
    ) -> tuple[Hit, ...]:
        """Fetched a page at a time: some fall away, as duplicates or as texts that have just left."""
        hits: dict[str, Hit] = {}
        arrangement = arranged((), moment)
        page = limit + _SPARE
        for start in range(0, len(candidates), page):
            for hit in self._fetched(candidates[start : start + page], audiences, moment.day):
                text = hit.passage.text
                hits[text] = united(hits[text], hit, moment) if text in hits else hit
            # Already in this order where all of them have been looked at.
            ordered = sorted(hits.values(), key=lambda hit: -hit.score)
            arrangement = arranged(ordered, moment)
            if len(arrangement.distinct) >= limit:
                break
        return arrangement.first(limit)

    def _fetched(
        self, candidates: Sequence[Candidate], audiences: frozenset[str], day: date
    ) -> Iterator[Hit]:
        shelves = self._indexed_for(audiences)
        found = self._stores.catalogue.find([candidate.key for candidate in candidates], shelves)
        guarded, may_read = self._self_told.guarded(), self._readable_by(audiences)
        care = self._care()
        for candidate in candidates:
            there = found.get(candidate.key)
            readable = there.visible(may_read) if there else ()
            visible = [care(one) for one in readable if one.source not in guarded]
            if there and visible:
                yield _hit(candidate, there.passage, visible, day)

    def _see_other_writers(self) -> None:
        generation = self._stores.catalogue.fact("generation", "0")
        if generation != self._generation:
            self._check_embedder()
            if self._generation:
                self._stores.vectors.close()
            is_whole = self._stores.keywords.reload()
            self._means = Means.load(self._stores.catalogue.fact("means"))
            self._of_values, self._meanings = {}, {}
            self._generation = generation if is_whole else ""

    def _check_embedder(self) -> None:
        used = self._stores.catalogue.fact("embedder", self._embedder.name)
        if used != self._embedder.name:
            raise DataFolderError(
                f"the index was made with the embedder {used}, and {self._embedder.name} is set now; "
                "run 'klyngebot ingest' to make it anew, or set KLYNGEBOT_EMBEDDINGS back."
            )


def _hit(candidate: Candidate, passage: Passage, sources: Sequence[SourceInfo], day: date) -> Hit:
    """Told from a source that was looked at where there is one."""
    ordered = tuple(sorted(sources, key=lambda source: source.neglected(day)))
    weight = _NEGLECTED if ordered[0].neglected(day) else 1.0
    score, dense, keyword = candidate.score * weight, candidate.dense, candidate.keyword
    return Hit(passage, ordered, score, dense, keyword, candidate.units, weight=weight)


def _valued(
    hit: DenseHit,
    passage: Passage,
    sources: tuple[SourceInfo, ...],
    guarded: Mapping[str, frozenset[str]],
) -> Iterator[Value]:
    """The units that were found, of those sources that may still tell them."""
    for unit, cosine in hit.units.items():
        start, end = passage.spans[unit]
        text = passage.text[start:end]
        if telling := tuple(one for one in sources if text in guarded.get(one.source, (text,))):
            yield Value(text, telling, cosine)


def _weighed(hit: DenseHit) -> DenseHit:
    """A row as it competes with prose, whose units say more than a value's word or two."""
    units = {unit: _VALUE_WEIGHT * cosine for unit, cosine in hit.units.items()}
    return replace(hit, cosine=_VALUE_WEIGHT * hit.cosine, units=units)


def _background(dense: Sequence[DenseHit]) -> float:
    cosines = sorted((cosine for hit in dense for cosine in hit.units.values()), reverse=True)
    return cosines[_BACKGROUND_UNIT] if len(cosines) > _BACKGROUND_UNIT else _USUAL_BACKGROUND
