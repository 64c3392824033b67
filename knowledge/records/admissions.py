"""Which questions were let in within the last hour, so that nobody takes the assistant from the others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import ColumnElement, Connection, Engine, delete, func, insert, select, true

from knowledge.limits_settings import LimitsSection
from knowledge.records.introduction_rows import lock
from knowledge.records.limit_tables import admitted_questions as asked

_HOUR = timedelta(hours=1)

Whose = Literal["person", "channel", "cluster"]


@dataclass(frozen=True, slots=True)
class Admitted:
    """The question may be answered."""


@dataclass(frozen=True, slots=True)
class TurnedAway:
    """``whose`` questions were ``most`` within an hour; there is room again ``at`` this time."""

    whose: Whose
    most: int
    at: datetime


class Admissions:
    """Safe from several threads and replicas. Ids are the chat system's; times are aware."""

    def __init__(self, engine: Engine, limits: LimitsSection) -> None:
        self._engine = engine
        self._limits = limits

    def admit(self, id: str, person: str, channel: str, at: datetime) -> Admitted | TurnedAway:
        """One that was let in before is let in again, so that a restart does not lose its answer."""
        limits = self._limits
        bounds: tuple[tuple[Whose, int, ColumnElement[bool]], ...] = (
            ("person", limits.person_an_hour, asked.c.person == person),
            ("channel", limits.channel_an_hour, asked.c.channel == channel),
            ("cluster", limits.cluster_an_hour, true()),
        )
        with self._engine.begin() as connection:
            lock(connection)
            connection.execute(delete(asked).where(asked.c.at <= at - _HOUR))
            if connection.scalar(select(asked.c.id).where(asked.c.id == id)) is not None:
                return Admitted()
            for whose, most, theirs in bounds:
                if (free := _free_at(connection, theirs, most)) is not None:
                    return TurnedAway(whose, most, free)
            connection.execute(insert(asked).values(id=id, person=person, channel=channel, at=at))
        return Admitted()


def _free_at(connection: Connection, theirs: ColumnElement[bool], most: int) -> datetime | None:
    """When the oldest of the last ``most`` is an hour old; None where there are fewer."""
    if (connection.scalar(select(func.count()).where(theirs).select_from(asked)) or 0) < most:
        return None
    oldest = select(asked.c.at).where(theirs).order_by(asked.c.at.desc()).offset(most - 1).limit(1)
    earliest: datetime = connection.execute(oldest).scalar_one()
    return earliest + _HOUR
