"""Reading the records of files, documents, texts and passages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Engine, Row, and_, func, or_, select

from knowledge.index import Shelf
from knowledge.keys import Key, UnitKey
from knowledge.models import PROSE, TONGUE_OF, Failure, Language, Passage, SourceInfo, SourceKind, Tongue
from knowledge.records.rows import (
    READY,
    Counts,
    Doubts,
    FileRecord,
    Found,
    State,
    Text,
    chunks,
    doubts,
    file_record,
    passage,
    source_info,
)
from knowledge.records.tables import documents, facts, files, passages, texts


class Catalogue:
    """What is known, for those who ask. ``Journal`` writes it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def file_records(self) -> dict[str, FileRecord]:
        with self._engine.connect() as connection:
            return {row.path: file_record(row) for row in connection.execute(select(files))}

    def holds_file(self, path: str) -> bool:
        """Whether a sync has seen a file or page of this name, read or not."""
        with self._engine.connect() as connection:
            return connection.scalar(select(files.c.path).where(files.c.path == path)) is not None

    def find(self, keys: Sequence[Key], audiences: frozenset[str]) -> dict[Key, Found]:
        """The passages of those keys that are ready and that these audiences may read."""
        if not keys:
            return {}
        query = (
            select(passages, documents)
            .join(texts, texts.c.id == passages.c.text_id)
            .join(documents, documents.c.text_id == passages.c.text_id)
            .where(_among(keys))
            .where(texts.c.state == READY, documents.c.audience.in_(sorted(audiences)))
            .order_by(documents.c.source)
        )
        found: dict[Key, Found] = {}
        wanted = frozenset(keys)
        with self._engine.connect() as connection:
            for row in connection.execute(query):
                key = Key(row.text_id, row.number)
                if key not in wanted:
                    continue
                earlier = found[key].sources if key in found else ()
                found[key] = Found(key, passage(row), (*earlier, source_info(row)))
        return found

    def neighbours(self, keys: Iterable[Key], reach: int) -> dict[str, tuple[Passage, ...]]:
        """For each text of ``keys`` its passages within ``reach`` numbers of one of them, in order."""
        wanted = {Key(key.text_id, key.number + step) for key in keys for step in range(-reach, reach + 1)}
        if not wanted:
            return {}
        query = select(passages).where(_among(wanted)).order_by(passages.c.text_id, passages.c.number)
        near: dict[str, tuple[Passage, ...]] = {}
        with self._engine.connect() as connection:
            for row in connection.execute(query):
                if Key(row.text_id, row.number) in wanted:
                    near[row.text_id] = (*near.get(row.text_id, ()), passage(row))
        return near

    def counts(self, audiences: frozenset[str]) -> Counts:
        """How much of the knowledge these audiences may read."""
        visible = documents.c.audience.in_(sorted(audiences))
        with self._engine.connect() as connection:
            number_of_files = connection.scalar(
                select(func.count(func.distinct(documents.c.path))).where(visible)
            )
            number_of_documents = connection.scalar(
                select(func.count()).select_from(documents).where(visible)
            )
            number_of_passages = connection.scalar(
                select(func.count())
                .select_from(passages)
                .where(
                    passages.c.text_id.in_(select(documents.c.text_id).where(visible)),
                )
            )
        return Counts(number_of_files or 0, number_of_documents or 0, number_of_passages or 0)

    def passage_count(self) -> int:
        """How many passages the keyword index must hold."""
        return self._count_ready(func.count())

    def unit_count(self) -> int:
        """How many units the vector index must hold."""
        return self._count_ready(func.sum(func.json_array_length(passages.c.units)))

    def _count_ready(self, counted: ColumnElement[int]) -> int:
        ready = select(texts.c.id).where(texts.c.state == READY)
        query = select(counted).select_from(passages).where(passages.c.text_id.in_(ready))
        with self._engine.connect() as connection:
            return connection.scalar(query) or 0

    def sample(self, tongue: Tongue, size: int) -> tuple[str, ...]:
        """Up to ``size`` passages' texts of a tongue, of no row, spread evenly by their digests, the same each time."""
        query = (
            select(passages.c.body)
            .join(texts, texts.c.id == passages.c.text_id)
            .where(_in_tongue(tongue), texts.c.kind.in_(PROSE))
            .order_by(passages.c.digest)
            .limit(size)
        )
        with self._engine.connect() as connection:
            return tuple(connection.scalars(query))

    def sampled_units(self, tongue: Tongue, size: int) -> dict[Shelf, list[UnitKey]]:
        """The units of such a sample of passages, and where their vectors are."""
        query = (
            select(passages, texts.c.kind, texts.c.audience)
            .join(texts, texts.c.id == passages.c.text_id)
            .where(_in_tongue(tongue), texts.c.kind.in_(PROSE), texts.c.state == READY)
            .order_by(passages.c.digest)
            .limit(size)
        )
        sampled: dict[Shelf, list[UnitKey]] = {}
        with self._engine.connect() as connection:
            for row in connection.execute(query):
                sampled.setdefault(Shelf.of(row.language, row.kind, row.audience), []).extend(_unit_keys(row))
        return sampled

    def units_of(self, kinds: Sequence[SourceKind]) -> Iterator[tuple[Shelf, UnitKey, str]]:
        """Every unit of these kinds, whoever may read it: where its vector is, and its words."""
        query = (
            select(passages, texts.c.kind, texts.c.audience)
            .join(texts, texts.c.id == passages.c.text_id)
            .where(texts.c.kind.in_(kinds), texts.c.state == READY)
            .order_by(passages.c.text_id, passages.c.number)
        )
        with self._engine.connect() as connection:
            for row in connection.execute(query):
                shelf = Shelf.of(row.language, row.kind, row.audience)
                for key, (start, end) in zip(_unit_keys(row), row.units, strict=True):
                    yield shelf, key, row.body[start:end]

    def failures(self) -> tuple[Failure, ...]:
        query = select(files).where(files.c.failure != "").order_by(files.c.path)
        with self._engine.connect() as connection:
            return tuple(Failure(row.path, row.failure, row.mend) for row in connection.execute(query))

    def warnings(self) -> tuple[tuple[str, str], ...]:
        """What was not readable inside files that were read: (path, sentence)."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(files.c.path, files.c.warnings).order_by(files.c.path))
            return tuple((row.path, sentence) for row in rows for sentence in row.warnings)

    def doubts(self) -> dict[str, Doubts]:
        """By file, the places of it that read like instructions."""
        query = select(files.c.path, files.c.doubts).order_by(files.c.path)
        with self._engine.connect() as connection:
            return {row.path: doubts(row.doubts) for row in connection.execute(query) if row.doubts}

    def duplicates(self) -> tuple[tuple[str, str], ...]:
        """Sources that hold exactly what another holds: (source, the first that holds it)."""
        first = documents.alias("first")
        query = (
            select(documents.c.source, func.min(first.c.source).label("original"))
            .join(first, first.c.text_id == documents.c.text_id)
            .group_by(documents.c.source)
            .having(documents.c.source > func.min(first.c.source))
            .order_by(documents.c.source)
        )
        with self._engine.connect() as connection:
            return tuple((row.source, row.original) for row in connection.execute(query))

    def sources(self, audiences: frozenset[str]) -> tuple[SourceInfo, ...]:
        query = (
            select(documents).where(documents.c.audience.in_(sorted(audiences))).order_by(documents.c.source)
        )
        with self._engine.connect() as connection:
            return tuple(source_info(row) for row in connection.execute(query))

    def paths(self) -> tuple[str, ...]:
        """The files and pages that hold documents, whoever may read them, in order."""
        with self._engine.connect() as connection:
            return tuple(connection.scalars(select(documents.c.path).distinct().order_by(documents.c.path)))

    def documents_of(self, path: str) -> tuple[SourceInfo, ...]:
        """What a file or page holds, in order; several where each row of it is one."""
        query = select(documents).where(documents.c.path == path).order_by(documents.c.source)
        with self._engine.connect() as connection:
            return tuple(source_info(row) for row in connection.execute(query))

    def languages(self, named: Sequence[str], audiences: frozenset[str]) -> dict[str, Counter[Language]]:
        """How many passages of each language the named sources hold, without what these may not read.

        The name of a file that holds many documents, such as a register, stands for all of them.
        """
        spoken: dict[str, Counter[Language]] = {}
        query = (
            select(documents.c.source, documents.c.path, passages.c.language, func.count().label("passages"))
            .join(passages, passages.c.text_id == documents.c.text_id)
            .join(texts, texts.c.id == documents.c.text_id)
            .where(or_(documents.c.source.in_(named), documents.c.path.in_(named)))
            .where(texts.c.state == READY, documents.c.audience.in_(sorted(audiences)))
            .group_by(documents.c.source, documents.c.path, passages.c.language)
        )
        with self._engine.connect() as connection:
            for row in connection.execute(query):
                for name in {row.source, row.path}.intersection(named):
                    spoken.setdefault(name, Counter())[row.language] += row.passages
        return spoken

    def text_ids(self, *states: State) -> frozenset[str]:
        with self._engine.connect() as connection:
            return frozenset(connection.scalars(select(texts.c.id).where(texts.c.state.in_(states))))

    def texts_with(self, ids: Sequence[str]) -> dict[str, Text]:
        """The stored texts of those ids, in whatever state."""
        stored: dict[str, Text] = {}
        with self._engine.connect() as connection:
            for part in chunks(ids):
                query = (
                    select(passages, texts.c.kind, texts.c.audience)
                    .join(texts, texts.c.id == passages.c.text_id)
                    .where(passages.c.text_id.in_(part))
                    .order_by(passages.c.text_id, passages.c.number)
                )
                for row in connection.execute(query):
                    old = stored.get(row.text_id, Text(row.text_id, row.kind, row.audience, (), ()))
                    stored[row.text_id] = replace(
                        old,
                        passages=(*old.passages, passage(row)),
                        digests=(*old.digests, row.digest),
                    )
        return stored

    def embedded(self, digests: Sequence[str]) -> dict[str, tuple[Shelf, tuple[UnitKey, ...]]]:
        """For each digest that a ready text holds: the units of one such passage, whose vectors can be used again."""
        known: dict[str, tuple[Shelf, tuple[UnitKey, ...]]] = {}
        with self._engine.connect() as connection:
            for part in chunks(digests):
                query = (
                    select(passages, texts.c.kind, texts.c.audience)
                    .join(texts, texts.c.id == passages.c.text_id)
                    .where(passages.c.digest.in_(part), texts.c.state == READY)
                )
                for row in connection.execute(query):
                    known[row.digest] = Shelf.of(row.language, row.kind, row.audience), tuple(_unit_keys(row))
        return known

    def opening(self, path: str) -> str:
        """The first passage of a document, or of the first row of a file; '' where there is none."""
        query = (
            select(passages.c.body)
            .join(documents, documents.c.text_id == passages.c.text_id)
            .where(documents.c.path == path)
            .order_by(documents.c.source, passages.c.number)
            .limit(1)
        )
        with self._engine.connect() as connection:
            return connection.scalar(query) or ""

    def fact(self, name: str, default: str = "") -> str:
        with self._engine.connect() as connection:
            value = connection.scalar(select(facts.c.value).where(facts.c.name == name))
        return default if value is None else str(value)


def _among(keys: Iterable[Key]) -> ColumnElement[bool]:
    """These passages and few others, looked up in the index; one statement whatever the keys, which SQLAlchemy knows.

    SQLite walks the whole table for ``(a, b) IN (…)``, and a condition for each key takes longer to write than to run.
    """
    wanted = list(keys)
    return and_(
        passages.c.text_id.in_({key.text_id for key in wanted}),
        passages.c.number.in_({key.number for key in wanted}),
    )


def _in_tongue(tongue: Tongue) -> ColumnElement[bool]:
    return passages.c.language.in_([name for name, spoken in TONGUE_OF.items() if spoken == tongue])


def _unit_keys(row: Row[Any]) -> Iterator[UnitKey]:
    key = Key(row.text_id, row.number)
    return (UnitKey(key, unit) for unit in range(len(passage(row).spans)))
