"""Answers on their way back to who asked: each is brought once, whoever brings it, and its way is then forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Engine, delete, or_, select, update

from knowledge.gaps.gap import Delivery, WayBack
from knowledge.records.gap_tables import gap_questions, gap_ways

# Who claimed a delivery and was killed leaves it to others after this long; whoever posts it looks for its mark first.
LEASE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Claimed:
    """Bring it now, and tell when it is there."""

    delivery: Delivery


@dataclass(frozen=True, slots=True)
class Taken:
    """Somebody else has it in hand, or has brought it."""


class GapDeliveries:
    """Safe from several threads and replicas. All times are aware."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def due(self, now: datetime) -> tuple[Delivery, ...]:
        """The oldest answer first."""
        query = (
            select(gap_ways, gap_questions.c.words, gap_questions.c.language)
            .join(gap_questions, gap_questions.c.id == gap_ways.c.question)
            .where(gap_ways.c.answer != "", _is_free(now))
            .order_by(gap_ways.c.id)
        )
        with self._engine.connect() as connection:
            return tuple(
                Delivery(
                    row.id,
                    WayBack(row.channel, row.thread, row.person),
                    row.words,
                    row.language,
                    row.answer,
                    row.audience,
                )
                for row in connection.execute(query)
            )

    def claim(self, delivery: Delivery, now: datetime) -> Claimed | Taken:
        mine = update(gap_ways).where(gap_ways.c.id == delivery.id, _is_free(now)).values(claimed=now)
        with self._engine.begin() as connection:
            return Claimed(delivery) if connection.execute(mine).rowcount == 1 else Taken()

    def sent(self, delivery: Delivery) -> None:
        """It is there; where it went is forgotten."""
        with self._engine.begin() as connection:
            connection.execute(delete(gap_ways).where(gap_ways.c.id == delivery.id))

    def release(self, delivery: Delivery) -> None:
        """It could not be brought; anybody may try again at once."""
        with self._engine.begin() as connection:
            connection.execute(update(gap_ways).where(gap_ways.c.id == delivery.id).values(claimed=None))


def _is_free(now: datetime) -> ColumnElement[bool]:
    return or_(gap_ways.c.claimed.is_(None), gap_ways.c.claimed <= now - LEASE)
