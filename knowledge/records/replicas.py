"""Which of the programs that work on the same records are alive: each says so again and again."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Engine, delete, exists, insert, select, update
from sqlalchemy.exc import IntegrityError

from knowledge.records.inbox_tables import inbox, replicas

# How long one that says nothing more is taken for alive. The clocks of their machines may differ by a part of this.
LEASE = timedelta(seconds=15)


class Replicas:
    """``id`` names this one, over its restarts where its data folder stays. Times are aware."""

    def __init__(self, engine: Engine, id: str) -> None:
        self._engine = engine
        self.id = id

    def attend(self, now: datetime) -> None:
        """Says that this one is alive."""
        mine, values = replicas.c.id == self.id, {"alive_until": now + LEASE}
        with self._engine.begin() as connection:
            if connection.execute(update(replicas).where(mine).values(values)).rowcount:
                return
            connection.execute(delete(replicas).where(replicas.c.alive_until < now - LEASE))
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(replicas).values(id=self.id, **values))
        except IntegrityError:
            return  # another thread of this one was quicker

    def leave(self) -> None:
        """What this one has in hand is the others' from now on."""
        with self._engine.begin() as connection:
            connection.execute(delete(replicas).where(replicas.c.id == self.id))


def is_orphaned(now: datetime) -> ColumnElement[bool]:
    """Of an event in the inbox: whoever had it in hand is gone."""
    return ~exists().where(replicas.c.id == inbox.c.holder, replicas.c.alive_until > now)


def anybody_is_alive(engine: Engine, now: datetime) -> bool:
    with engine.connect() as connection:
        return connection.scalar(select(exists().where(replicas.c.alive_until > now))) is True
