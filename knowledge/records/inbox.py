"""What was taken from a chat system and what is finished, kept over restarts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Engine, insert, select, update
from sqlalchemy.exc import IntegrityError

from knowledge.records.tables import inbox


class Inbox:
    """Safe from several threads and processes: an event is taken once."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def take(self, event_id: str, payload: str, at: datetime) -> bool:
        """False where the event was taken before, also before a restart."""
        return self._put([_row(event_id, payload, at)])

    def take_telling(self, event_id: str, subject: str, payload: str, at: datetime) -> bool:
        """Likewise, and False where another event told of the ``subject`` before. Both are written down, or neither: an
        event whose taking broke off is new when it is sent again."""
        return self._put([_row(event_id, payload, at), _row(subject, "", at) | {"done": True}])

    def _put(self, rows: list[dict[str, Any]]) -> bool:
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(inbox), rows)
        except IntegrityError:
            return False
        return True

    def done(self, event_id: str) -> None:
        """Finished: the payload is not needed any more. Harmless when said twice."""
        with self._engine.begin() as connection:
            connection.execute(
                update(inbox).where(inbox.c.event_id == event_id).values(done=True, payload="")
            )

    def pending(self) -> tuple[tuple[str, str], ...]:
        """(event id, payload) of what was taken and not finished, oldest first."""
        query = (
            select(inbox.c.event_id, inbox.c.payload)
            .where(inbox.c.done.is_(False))
            .order_by(inbox.c.taken_at, inbox.c.event_id)
        )
        with self._engine.connect() as connection:
            return tuple((row.event_id, row.payload) for row in connection.execute(query))


def _row(event_id: str, payload: str, at: datetime) -> dict[str, Any]:
    return {"event_id": event_id, "payload": payload, "taken_at": at, "done": False}
