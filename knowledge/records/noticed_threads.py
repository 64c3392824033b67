"""Threads of gathered channels in which something has happened, until they are looked at; kept over restarts."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Engine, delete, func, insert, select

from knowledge.records.schedule_tables import noticed_threads


@dataclass(frozen=True, slots=True)
class Noticed:
    """``ts`` is that of the thread's first message, ``number`` of the latest that was noticed there."""

    channel: str
    ts: str
    number: int


class NoticedThreads:
    """Safe from several threads and processes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def note(self, channel: str, ts: str) -> None:
        with self._engine.begin() as connection:
            connection.execute(insert(noticed_threads).values(channel=channel, ts=ts))

    def waiting(self) -> tuple[Noticed, ...]:
        """Each thread once, those that have waited longest first."""
        kept = noticed_threads.c
        query = (
            select(kept.channel, kept.ts, func.max(kept.id).label("number"))
            .group_by(kept.channel, kept.ts)
            .order_by(func.min(kept.id))
        )
        with self._engine.connect() as connection:
            return tuple(Noticed(row.channel, row.ts, row.number) for row in connection.execute(query))

    def done(self, looked_at: Noticed) -> None:
        """What has happened there since then still waits."""
        kept = noticed_threads.c
        seen = (kept.channel == looked_at.channel, kept.ts == looked_at.ts, kept.id <= looked_at.number)
        with self._engine.begin() as connection:
            connection.execute(delete(noticed_threads).where(*seen))
