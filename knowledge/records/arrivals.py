"""Which documents are new: by their own day where they state one, else by the day on which they were taken in first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo
from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, func, insert, or_, select

from knowledge.models import SourceInfo
from knowledge.records.home_tables import arrivals
from knowledge.records.rows import FileRecord, Held, chunks, source_info
from knowledge.records.tables import documents, facts


@dataclass(frozen=True, slots=True)
class Arrival:
    """A document, and since when it is news."""

    document: SourceInfo
    day: date


class Arrivals:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def since(
        self, first: date, today: date, may_read: Callable[[str], bool], zone: tzinfo
    ) -> tuple[Arrival, ...]:
        """Those of ``first`` to ``today``, days of ``zone``, that somebody may read as the rule is now, whatever it was
        when they were indexed; the newest first."""
        begin = datetime.combine(first, time(), zone).astimezone(UTC)
        columns = documents.c
        query = (
            select(documents, arrivals.c.seen)
            .outerjoin(arrivals, arrivals.c.source == columns.source)
            .where(columns.kind == "documents")
            .where(or_(columns.stated >= first, columns.modified >= first, arrivals.c.seen >= begin))
        )
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        found = [
            Arrival(source_info(row), day)
            for row in rows
            if (day := _day(row, zone)) is not None and first <= day <= today and may_read(row.source)
        ]
        return tuple(sorted(found, key=lambda one: (one.day, one.document.source), reverse=True))


def note_arrivals(connection: Connection, record: FileRecord, held: Sequence[Held]) -> None:
    """Of documents that were not known: when their file was read. What the cluster begins with is no news, and what has
    only moved arrived when it first came. To be called before the file's former documents are gone."""
    came = [one for one in held if one.source.kind == "documents"]
    known = _known(connection, [one.source.source for one in came])
    new = [one for one in came if one.source.source not in known]
    if not new:
        return
    begun = connection.scalar(select(facts.c.value).where(facts.c.name == "synced_at")) is not None
    moved = _earlier(connection, [one.text_id for one in new])
    connection.execute(
        insert(arrivals),
        [
            {
                "source": one.source.source,
                "path": record.path,
                "seen": moved.get(one.text_id, record.read_at if begun else None),
            }
            for one in new
        ],
    )


def forget_arrivals(connection: Connection, paths: Sequence[str]) -> None:
    connection.execute(delete(arrivals).where(arrivals.c.path.in_(paths)))


def _day(row: Row[Any], zone: tzinfo) -> date | None:
    own: date | None = row.stated or row.modified
    if own is not None or row.seen is None:
        return own
    seen: datetime = row.seen
    return seen.astimezone(zone).date()


def _known(connection: Connection, sources: Sequence[str]) -> frozenset[str]:
    known: set[str] = set()
    for part in chunks(sources):
        known.update(connection.scalars(select(arrivals.c.source).where(arrivals.c.source.in_(part))))
    return frozenset(known)


def _earlier(connection: Connection, text_ids: Sequence[str]) -> dict[str, datetime | None]:
    """When other documents with the same text arrived; None where one of them was there from the beginning."""
    seen: dict[str, datetime | None] = {}
    for part in chunks(text_ids):
        query = (
            select(
                documents.c.text_id,
                func.min(arrivals.c.seen, type_=arrivals.c.seen.type).label("seen"),
                func.count().label("all"),
                func.count(arrivals.c.seen).label("dated"),
            )
            .join(arrivals, arrivals.c.source == documents.c.source)
            .where(documents.c.text_id.in_(part))
            .group_by(documents.c.text_id)
        )
        for row in connection.execute(query):
            seen[row.text_id] = row.seen if row.dated == row.all else None
    return seen
