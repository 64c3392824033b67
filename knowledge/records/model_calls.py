"""How often the language model was called on a day, and whether it may be called once more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from sqlalchemy import Engine, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from knowledge.records.limit_tables import model_calls

_KEPT = timedelta(days=400)


class ModelCalls:
    """Safe from several threads and processes. ``today`` is the day in the cluster's zone."""

    def __init__(self, engine: Engine, a_day: int, today: Callable[[], date]) -> None:
        self.a_day = a_day
        self._engine = engine
        self._today = today

    def spend(self) -> bool:
        """Whether there is one left today; it is counted then."""
        if not self.a_day:
            return False
        today = self._today()
        self._begin(today)
        one_more = (
            update(model_calls)
            .where(model_calls.c.day == today, model_calls.c.calls < self.a_day)
            .values(calls=model_calls.c.calls + 1)
        )
        with self._engine.begin() as connection:
            return bool(connection.execute(one_more).rowcount)

    def spent(self) -> int:
        """How many were made today."""
        query = select(model_calls.c.calls).where(model_calls.c.day == self._today())
        with self._engine.connect() as connection:
            return connection.scalar(query) or 0

    def _begin(self, today: date) -> None:
        with self._engine.connect() as connection:
            if connection.scalar(select(model_calls.c.day).where(model_calls.c.day == today)):
                return
        try:
            with self._engine.begin() as connection:
                connection.execute(delete(model_calls).where(model_calls.c.day < today - _KEPT))
                connection.execute(insert(model_calls).values(day=today, calls=0))
        except IntegrityError:
            return  # another thread or process began it
