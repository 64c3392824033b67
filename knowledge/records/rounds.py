"""Which month's round of the cluster was held, so that each is held once, whoever is told to hold it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, delete, insert, select

from knowledge.records.introduction_rows import lock
from knowledge.records.tables import facts

_FACT = "round"
# Who began a round and was killed before it was held leaves it to others after this long.
LEASE = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class RoundBegun:
    """It is ours to hold, from the start or from where somebody was killed."""

    month: str


@dataclass(frozen=True, slots=True)
class RoundHeld:
    """It was held before."""

    month: str


@dataclass(frozen=True, slots=True)
class RoundInHand:
    """Another thread or replica holds it now."""

    month: str


class Rounds:
    """Safe from several threads and replicas. A month is such as 2026-11."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def begin(self, month: str, now: datetime) -> RoundBegun | RoundHeld | RoundInHand:
        with self._engine.begin() as connection:
            lock(connection)
            last, _, begun = _read(connection).partition(" ")
            if last == month and not begun:
                return RoundHeld(month)
            if last == month and now < datetime.fromisoformat(begun) + LEASE:
                return RoundInHand(month)
            _write(connection, f"{month} {now.isoformat()}")
            return RoundBegun(month)

    def finish(self, month: str) -> None:
        with self._engine.begin() as connection:
            lock(connection)
            _write(connection, month)


def _read(connection: Connection) -> str:
    return str(connection.scalar(select(facts.c.value).where(facts.c.name == _FACT)) or "")


def _write(connection: Connection, value: str) -> None:
    connection.execute(delete(facts).where(facts.c.name == _FACT))
    connection.execute(insert(facts).values(name=_FACT, value=value))
