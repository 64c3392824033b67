"""What was taken from a chat system and what is finished, kept over restarts and shared by replicas."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, Select, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from knowledge.records.inbox_tables import inbox
from knowledge.records.replicas import is_orphaned


@dataclass(frozen=True, slots=True)
class InLine:
    """When it is an event's turn: after all of its ``conversation`` of a lower ``position`` that are not done.

    Positions compare as texts."""

    conversation: str
    position: str


class Inbox:
    """Safe from several threads and replicas: an event is taken once, and one of them, ``holder``, has it in hand."""

    def __init__(self, engine: Engine, holder: str = "") -> None:
        self._engine = engine
        self._holder = holder

    def take(self, event_id: str, payload: str, at: datetime) -> bool:
        """False where the event was taken before, also before a restart or by another replica."""
        return self._put([self._row(event_id, payload, at)])

    def take_telling(self, event_id: str, subject: str, payload: str, at: datetime, line: InLine) -> bool:
        """Likewise, and False where another event told of the ``subject`` before. Both are written down, or neither: an
        event whose taking broke off is new when it is sent again."""
        in_line = {"conversation": line.conversation, "position": line.position}
        told, subject_row = self._row(event_id, payload, at) | in_line, self._row(subject, "", at)
        return self._put([told, subject_row | {"done": True, "conversation": "", "position": ""}])

    def is_next(self, event_id: str, line: InLine) -> bool:
        """Whether nothing that comes before ``event_id`` in its conversation is still to be done, by any replica."""
        earlier = select(inbox.c.event_id).where(
            inbox.c.done.is_(False),
            inbox.c.conversation == line.conversation,
            inbox.c.position < line.position,
            inbox.c.event_id != event_id,
        )
        with self._engine.connect() as connection:
            return connection.scalar(earlier.limit(1)) is None

    def step_aside(self, event_id: str) -> None:
        """It stays, and holds up nobody in its conversation any more."""
        self._change(event_id, {"conversation": "", "position": ""})

    def done(self, event_id: str) -> None:
        """Finished: the payload is not needed any more. Harmless when said twice."""
        self._change(event_id, {"done": True, "payload": ""})

    def take_over(self, now: datetime) -> tuple[tuple[str, str], ...]:
        """(event id, payload) of what replicas that are gone had in hand, oldest first; it is this one's now."""
        found = select(inbox.c.event_id, inbox.c.holder).where(
            inbox.c.done.is_(False), inbox.c.holder != self._holder, is_orphaned(now)
        )
        with self._engine.connect() as connection:
            left = connection.execute(found.order_by(inbox.c.taken_at, inbox.c.event_id)).all()
        return tuple(taken for row in left for taken in self._taken_from(row.holder, row.event_id))

    def pending(self) -> tuple[tuple[str, str], ...]:
        """(event id, payload) of what this replica has in hand, oldest first."""
        query = _told().where(inbox.c.done.is_(False), inbox.c.holder == self._holder)
        with self._engine.connect() as connection:
            return tuple((row.event_id, row.payload) for row in connection.execute(query))

    def unfinished(self) -> int:
        """How many events any replica has in hand."""
        query = select(func.count()).select_from(inbox).where(inbox.c.done.is_(False), inbox.c.payload != "")
        with self._engine.connect() as connection:
            return connection.scalar(query) or 0

    def named(self, prefix: str) -> tuple[str, ...]:
        """Event ids that begin so, of what any replica took and nobody has done, oldest first."""
        query = _told().where(inbox.c.done.is_(False), inbox.c.event_id.startswith(prefix, autoescape=True))
        with self._engine.connect() as connection:
            return tuple(connection.scalars(query))

    def _taken_from(self, holder: str, event_id: str) -> list[tuple[str, str]]:
        """None where another replica was quicker."""
        is_left = (inbox.c.event_id == event_id, inbox.c.done.is_(False), inbox.c.holder == holder)
        with self._engine.begin() as connection:
            if not connection.execute(update(inbox).where(*is_left).values(holder=self._holder)).rowcount:
                return []
            row = connection.execute(_told().where(inbox.c.event_id == event_id)).one()
            return [(row.event_id, row.payload)]

    def _put(self, rows: list[dict[str, Any]]) -> bool:
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(inbox), rows)
        except IntegrityError:
            return False
        return True

    def _change(self, event_id: str, values: dict[str, Any]) -> None:
        with self._engine.begin() as connection:
            connection.execute(update(inbox).where(inbox.c.event_id == event_id).values(values))

    def _row(self, event_id: str, payload: str, at: datetime) -> dict[str, Any]:
        held = {"holder": self._holder, "conversation": "", "position": ""}
        return held | {"event_id": event_id, "payload": payload, "taken_at": at, "done": False}


def _told() -> Select[tuple[str, str]]:
    return select(inbox.c.event_id, inbox.c.payload).order_by(inbox.c.taken_at, inbox.c.event_id)
