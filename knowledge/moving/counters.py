"""The numbers that a database gives to new rows: what was given once is not given again after a move."""

from __future__ import annotations

from sqlalchemy import Column, Connection, Table, func, inspect, select, text

# SQLite keeps it for tables whose numbers must never come again, once one of them has got a row.
_GIVEN = "sqlite_sequence"


def carry_on(source: Connection, target: Connection, table: Table) -> None:
    """Lets ``target``, which holds the rows already, go on where ``source`` is."""
    column = table.autoincrement_column
    if column is not None and (last := _last(source, table, column)):
        _go_on(target, table, column, last)


def _last(connection: Connection, table: Table, column: Column[int]) -> int:
    """0 where no row was ever there, as far as the database knows."""
    there = connection.scalar(select(func.max(column))) or 0
    if connection.dialect.name != "sqlite":
        query = "SELECT pg_sequence_last_value(CAST(pg_get_serial_sequence(:table, :column) AS regclass))"
        asked = {"table": table.name, "column": column.name}
        return max(there, connection.scalar(text(query), asked) or 0)
    if not inspect(connection).has_table(_GIVEN):
        return there
    query = "SELECT seq FROM sqlite_sequence WHERE name = :table"
    return max(there, connection.scalar(text(query), {"table": table.name}) or 0)


def _go_on(connection: Connection, table: Table, column: Column[int], last: int) -> None:
    named = {"table": table.name, "last": last}
    if connection.dialect.name != "sqlite":
        query = "SELECT setval(pg_get_serial_sequence(:table, :column), :last)"
        connection.execute(text(query), {**named, "column": column.name})
    elif table.dialect_options["sqlite"]["autoincrement"]:
        connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :table"), named)
        connection.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:table, :last)"), named)
