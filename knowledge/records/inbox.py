"""What was taken from a chat system and what is finished, kept over restarts and shared by replicas."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Select, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from knowledge.records.inbox_tables import inbox
from knowledge.records.replicas import is_orphaned
from knowledge.records.turns import PLACE, next_in_turn


@dataclass(frozen=True, slots=True)
class InLine:
    """Where a message waits: ``asker``'s take turns with others', and all of its ``conversation`` of a lower
    ``position`` comes before it. Positions compare as texts."""

    conversation: str
    position: str
    asker: str


@dataclass(frozen=True, slots=True)
class Place:
    """How many messages wait ``before`` one, how many are ``worked_on``, and how many ``replicas`` do so."""

    before: int
    worked_on: int
    replicas: int

    @property
    def ahead(self) -> int:
        return self.before + self.worked_on


@dataclass(frozen=True, slots=True)
class Claimed:
    """``again`` where somebody worked on it before: a part of the reply may be there."""

    event_id: str
    payload: str
    again: bool


class Inbox:
    """Safe from several threads and replicas: an event is taken once, and one of them, ``holder``, has it in hand."""

    def __init__(self, engine: Engine, holder: str = "") -> None:
        self._engine = engine
        self._holder = holder

    def take(self, event_id: str, payload: str, at: datetime) -> bool:
        """False where the event was taken before, also before a restart or by another replica."""
        with self._engine.connect() as connection:
            return _put(connection, [self._row(event_id, payload, at)])

    def line_up(
        self, event_id: str, subject: str, payload: str, at: datetime, line: InLine, room: int
    ) -> Place | None:
        """Takes an event that waits for whichever replica has a hand free, unless ``room`` of them are before it: then
        it is in this one's. None where it was taken before, or another event told of the ``subject``: both are written
        down, or neither, so that an event whose taking broke off is new when it is sent again."""
        with self._engine.connect() as connection:
            turn, *counts = connection.execute(PLACE, {"asker": line.asker, "now": at}).one()
            connection.rollback()
            place = Place(*counts)
            own = asdict(line) | {"turn": turn, "queued": place.ahead < room}
            told = [self._row(event_id, payload, at) | own, self._row(subject, "", at) | {"done": True}]
            return place if _put(connection, told) else None

    def claim(self, now: datetime) -> Claimed | None:
        """What is to be worked on next, in this one's hand from now on; None where nothing waits, or where all of that
        waits for something else."""
        while True:
            with self._engine.connect() as connection:
                found = connection.scalars(next_in_turn(self._holder, now)).first()
            if found is None:
                return None
            if claimed := self._claimed(found):
                return claimed

    def queued(self) -> frozenset[str]:
        """The event ids of all that wait."""
        with self._engine.connect() as connection:
            waits = select(inbox.c.event_id).where(inbox.c.done.is_(False), inbox.c.queued)
            return frozenset(connection.scalars(waits))

    def put_back(self) -> None:
        """What an earlier run of this replica worked on, or set aside, waits again."""
        self._put_back(inbox.c.holder == self._holder)

    def put_back_left(self, now: datetime) -> None:
        """Likewise of replicas that are gone."""
        self._put_back(is_orphaned(now))

    def step_aside(self, event_id: str) -> None:
        """It stays, and holds up nobody in its conversation any more."""
        self._change(event_id, {"conversation": "", "position": ""})

    def done(self, event_id: str) -> None:
        """Finished: its payload and whose it was are not needed any more. Harmless when said twice."""
        self._change(event_id, {"done": True, "queued": False, "payload": "", "asker": ""})

    def take_over(self, now: datetime) -> tuple[tuple[str, str], ...]:
        """(event id, payload) of what replicas that are gone had in hand, oldest first; it is this one's now. Nothing
        that is queued."""
        found = select(inbox.c.event_id, inbox.c.holder).where(
            inbox.c.done.is_(False), inbox.c.asker == "", inbox.c.holder != self._holder, is_orphaned(now)
        )
        with self._engine.connect() as connection:
            left = connection.execute(found.order_by(inbox.c.taken_at, inbox.c.event_id)).all()
        return tuple(taken for row in left for taken in self._taken_from(row.holder, row.event_id))

    def pending(self) -> tuple[tuple[str, str], ...]:
        """(event id, payload) of what this replica took and nobody has done, oldest first."""
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

    def _claimed(self, event_id: str) -> Claimed | None:
        """None where another replica was quicker."""
        waits = (inbox.c.event_id == event_id, inbox.c.done.is_(False), inbox.c.queued)
        with self._engine.begin() as connection:
            taken = {"queued": False, "holder": self._holder}
            if not connection.execute(update(inbox).where(*waits).values(taken)).rowcount:
                return None
            own = inbox.c.event_id == event_id
            row = connection.execute(select(inbox.c.payload, inbox.c.begun).where(own)).one()
            connection.execute(update(inbox).where(own).values(begun=True))
            return Claimed(event_id, row.payload, row.begun)

    def _put_back(self, whose: ColumnElement[bool]) -> None:
        left = (inbox.c.done.is_(False), inbox.c.asker != "", inbox.c.queued.is_(False), whose)
        with self._engine.begin() as connection:
            connection.execute(update(inbox).where(*left).values(queued=True))

    def _change(self, event_id: str, values: dict[str, Any]) -> None:
        with self._engine.begin() as connection:
            connection.execute(update(inbox).where(inbox.c.event_id == event_id).values(values))

    def _row(self, event_id: str, payload: str, at: datetime) -> dict[str, Any]:
        held = {"holder": self._holder, "conversation": "", "position": "", "asker": ""}
        taken = {"event_id": event_id, "payload": payload, "taken_at": at, "done": False}
        return held | taken | {"turn": 0, "queued": False}


def _put(connection: Connection, rows: list[dict[str, Any]]) -> bool:
    """All of them; False where one was there."""
    try:
        with connection.begin():
            connection.execute(insert(inbox), rows)
    except IntegrityError:
        return False
    return True


def _told() -> Select[tuple[str, str]]:
    return select(inbox.c.event_id, inbox.c.payload).order_by(inbox.c.taken_at, inbox.c.event_id)
