"""Answers on their way back to who asked: each is brought once, whoever brings it, and its way is then forgotten.

What cannot be brought is tried again later and later, and at last given up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, Row, delete, select, update

from knowledge.gaps.gap import Delivery, WayBack
from knowledge.records.gap_tables import gap_questions, gap_ways

# Who claimed a delivery and was killed leaves it to others after this long; whoever posts it looks for its mark first.
# After each further try it is twice as long, up to a day, so that the last is after nearly three days.
LEASE = timedelta(minutes=10)
_LONGEST = timedelta(days=1)
MOST_TRIES = 10


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
        asked = (gap_questions.c.question.label("event"), gap_questions.c.words, gap_questions.c.language)
        query = (
            select(gap_ways, *asked)
            .join(gap_questions, gap_questions.c.id == gap_ways.c.question)
            .where(gap_ways.c.answer != "", ~gap_ways.c.undelivered)
            .order_by(gap_ways.c.id)
        )
        with self._engine.connect() as connection:
            return tuple(_delivery(row) for row in connection.execute(query) if _is_due(row, now))

    def claim(self, delivery: Delivery, now: datetime) -> Claimed | Taken:
        """Counts as a try."""
        is_it = (gap_ways.c.id == delivery.id, gap_ways.c.tries == delivery.tries, ~gap_ways.c.undelivered)
        mine = update(gap_ways).where(*is_it).values(claimed=now, tries=delivery.tries + 1)
        with self._engine.begin() as connection:
            return Claimed(delivery) if connection.execute(mine).rowcount == 1 else Taken()

    def sent(self, delivery: Delivery) -> None:
        """It is there; where it went is forgotten."""
        with self._engine.begin() as connection:
            connection.execute(delete(gap_ways).where(gap_ways.c.id == delivery.id))

    def give_up(self, delivery: Delivery) -> None:
        """It can not be brought; that is kept, and where it would have gone is forgotten."""
        nowhere = {"person": "", "channel": "", "thread": "", "undelivered": True}
        with self._engine.begin() as connection:
            connection.execute(update(gap_ways).where(gap_ways.c.id == delivery.id).values(nowhere))


def _delivery(row: Row[Any]) -> Delivery:
    way = WayBack(row.channel, row.thread, row.person)
    return Delivery(row.id, row.event, way, row.words, row.language, row.answer, row.audience, row.tries)


def _is_due(row: Row[Any], now: datetime) -> bool:
    return row.claimed is None or row.claimed + _pause(row.tries) <= now


def _pause(tries: int) -> timedelta:
    """How long it rests after so many tries."""
    return min(LEASE * (1 << max(tries - 1, 0)), _LONGEST)
