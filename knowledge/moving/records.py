"""Records from one database into another one that is empty, table by table, in one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Table, delete, insert, literal, select
from sqlalchemy.exc import DBAPIError

from knowledge.errors import ConfigurationError, DataFolderError
from knowledge.moving.checksums import Copied, equal, in_utc, sum_of
from knowledge.moving.counters import carry_on
from knowledge.records import schema
from knowledge.records.database import INSTALLATION, is_on_a_server
from knowledge.records.inbox_tables import replicas
from knowledge.records.tables import facts

# Which programs run on the records says nothing of another place.
TABLES = tuple(table for table in schema.metadata.sorted_tables if table is not replicas)
# What the migrations write into a new database.
_BORN = ("introductions", "profiles", "holdings", "curated answers", INSTALLATION)
_AT_ONCE = 500


class RecordsCopy:
    """Both databases are on the newest schema."""

    def __init__(self, source: Engine, target: Engine) -> None:
        self._source = source
        self._target = target

    def check(self) -> None:
        """Raises ConfigurationError where there is nothing to copy, or something at the target already."""
        if is_empty(self._source):
            raise ConfigurationError(
                f"{_where(self._source)} holds no records; name the place that they are in, and run this again."
            )
        if not is_empty(self._target):
            raise ConfigurationError(
                f"{_where(self._target)} holds records already, and nothing is written over; "
                "name an empty database or data folder."
            )

    @contextmanager
    def copied(self) -> Iterator[tuple[Copied, ...]]:
        """All tables, read again at both places and found equal; they stay once all that is done meanwhile went well.
        Raises DataFolderError."""
        with _as_of_now(self._source) as source, _whole(self._target) as target:
            # The source's own facts stand for those that the migrations wrote.
            target.execute(delete(facts))
            yield tuple([_copy(source, target, table) for table in TABLES])


def is_empty(engine: Engine) -> bool:
    """Whether a database holds no more than its migrations write."""
    with engine.connect() as connection:
        return not any(_is_used(connection, table) for table in TABLES)


def _is_used(connection: Connection, table: Table) -> bool:
    query = select(literal(1)).select_from(table).limit(1)
    if table is facts:
        query = query.where(facts.c.name.not_in(_BORN))
    return connection.scalar(query) is not None


def _where(engine: Engine) -> str:
    return f"the database {engine.url.render_as_string(hide_password=True)}"


@contextmanager
def _as_of_now(engine: Engine) -> Iterator[Connection]:
    """Reads what was there at one moment, whoever writes meanwhile."""
    with engine.connect() as connection:
        if is_on_a_server(engine):
            yield connection.execution_options(isolation_level="REPEATABLE READ")
        else:
            connection.exec_driver_sql("BEGIN")
            yield connection


@contextmanager
def _whole(engine: Engine) -> Iterator[Connection]:
    with engine.begin() as connection:
        if not is_on_a_server(engine):
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield connection


def _copy(source: Connection, target: Connection, table: Table) -> Copied:
    names = table.columns.keys()
    try:
        for rows in _batches(source, table):
            target.execute(insert(table), [dict(zip(names, map(_given, row), strict=True)) for row in rows])
        carry_on(source, target, table)
    except DBAPIError as error:
        # The lines after the first show what stands in the row.
        cause = str(error.orig).partition("\n")[0]
        raise DataFolderError(
            f"the table {table.name} cannot be copied ({cause}); nothing was kept of the copy, so mend that row first."
        ) from error
    return equal(_sum(source, table), _sum(target, table))


def _given(value: Any) -> Any:
    return in_utc(value) if isinstance(value, datetime) else value


def _sum(connection: Connection, table: Table) -> Copied:
    return sum_of(table.name, (row for rows in _batches(connection, table) for row in rows))


def _batches(connection: Connection, table: Table) -> Iterator[Sequence[Sequence[Any]]]:
    """In whatever order; never a whole table in memory."""
    with connection.execute(select(table), execution_options={"yield_per": _AT_ONCE}) as found:
        yield from found.partitions()
