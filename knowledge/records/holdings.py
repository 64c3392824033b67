"""What coordinators keep, over restarts: one change is one transaction, with its entry in the audit log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Integer, Row, String, cast, delete, insert, select, update

from knowledge.holdings.holding import Care, Holding, Version
from knowledge.records.audit import AuditEntry, note
from knowledge.records.holding_tables import holding_versions, holdings
from knowledge.records.tables import facts

# The fact that counts the changes: other threads and processes see by it that they must read anew.
VERSION = "holdings"
_CARE = tuple(one.name for one in fields(Care))


@dataclass(frozen=True, slots=True)
class Written:
    """The change stands; ``holding`` is what there is now."""

    holding: Holding


@dataclass(frozen=True, slots=True)
class Overtaken:
    """Somebody else changed it in the meantime; nothing was written. ``holding`` is what they left."""

    holding: Holding


class Holdings:
    """Safe from several threads and processes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._standing: tuple[str, Mapping[str, Holding]] = ("", {})

    def of(self, source: str) -> Holding:
        """The holding of that source; one of a source of cluster.toml that nobody looks after where there is none."""
        with self._engine.connect() as connection:
            return next(iter(_read(connection, source)), Holding(source, "folder"))

    def every(self) -> Mapping[str, Holding]:
        """All by their sources, in order; read anew only where something has changed."""
        with self._engine.connect() as connection:
            version = str(connection.scalar(select(facts.c.value).where(facts.c.name == VERSION)) or "0")
            if self._standing[0] != version:
                self._standing = version, {one.source: one for one in _read(connection)}
        return self._standing[1]

    def write(self, after: Holding, what: str, by: str, at: datetime) -> Written | Overtaken:
        """Writes ``after``, which was made of the holding with its ``revision``, unless there is a newer one."""
        with self._engine.begin() as connection:
            # Taken first, so that whoever else writes waits here and then sees the newer revision.
            connection.execute(update(facts).where(facts.c.name == VERSION).values(value=_counted()))
            before = next(iter(_read(connection, after.source)), Holding(after.source, after.origin))
            if before.revision != after.revision:
                return Overtaken(before)
            _store(connection, after)
            told = before.facts() if before.revision else {}
            note(connection, AuditEntry(at, by, what, after.source, told, after.facts()))
            return Written(next(iter(_read(connection, after.source))))

    def holds_content(self, digest: str) -> bool:
        """Whether any version of anything has that content."""
        query = select(holding_versions.c.source).where(holding_versions.c.digest == digest).limit(1)
        with self._engine.connect() as connection:
            return connection.scalar(query) is not None


def _counted() -> Any:
    return cast(cast(facts.c.value, Integer) + 1, String)


def _store(connection: Connection, holding: Holding) -> None:
    values = {
        name: getattr(holding, name) for name in ("source", "origin", "audience", "current", "withdrawn")
    }
    care = {name: getattr(holding.care, name) for name in _CARE}
    row = values | care | {"revision": holding.revision + 1}
    if holding.revision:
        connection.execute(update(holdings).where(holdings.c.source == holding.source).values(row))
    else:
        connection.execute(insert(holdings).values(row))
    connection.execute(delete(holding_versions).where(holding_versions.c.source == holding.source))
    if holding.versions:
        told = [asdict(version) | {"source": holding.source} for version in holding.versions]
        connection.execute(insert(holding_versions), told)


def _read(connection: Connection, *sources: str) -> list[Holding]:
    query, versions = select(holdings), select(holding_versions).order_by(holding_versions.c.number)
    if sources:
        query = query.where(holdings.c.source.in_(sources))
        versions = versions.where(holding_versions.c.source.in_(sources))
    had: dict[str, tuple[Version, ...]] = {}
    for row in connection.execute(versions):
        had[row.source] = (*had.get(row.source, ()), _version(row))
    rows = connection.execute(query.order_by(holdings.c.source))
    return [_holding(row, had.get(row.source, ())) for row in rows]


def _version(row: Row[Any]) -> Version:
    return Version(**{one.name: row._mapping[one.name] for one in fields(Version)})


def _holding(row: Row[Any], versions: tuple[Version, ...]) -> Holding:
    return Holding(
        source=row.source,
        origin=row.origin,
        audience=row.audience,
        care=Care(**{name: row._mapping[name] for name in _CARE}),
        versions=versions,
        current=row.current,
        withdrawn=row.withdrawn,
        revision=row.revision,
    )
