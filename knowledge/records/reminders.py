"""Of what somebody was reminded, and what they did about it: each turn once, whoever says it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, and_, delete, insert, select, update

from knowledge.holdings.reminding import Matter, Past, Settled, Turn
from knowledge.records.introduction_rows import lock
from knowledge.records.reminder_tables import reminders

# Who claimed a letter and did not send it, or was killed before, leaves it to others after this long.
LEASE = timedelta(minutes=10)
# What was told longer ago than this counts for nothing any more.
KEPT = timedelta(days=400)
_MATTER = tuple(one.name for one in fields(Matter))
# A matter is the same one whatever its revision.
_SAME = tuple(name for name in _MATTER if name != "revision")


@dataclass(frozen=True, slots=True)
class Reminded:
    """One turn as it stands in the records; ``id`` is on its buttons. ``put_off`` is when somebody said that they mend
    it, ``by`` the address of who settled it."""

    id: int
    turn: Turn
    put_off: datetime | None = None
    settled: Settled = ""
    by: str = ""

    @property
    def matter(self) -> Matter:
        return self.turn.matter


@dataclass(frozen=True, slots=True)
class Claimed:
    """Say it now, in one letter with this mark, and tell when it is said."""

    mark: str
    reminded: tuple[Reminded, ...]


@dataclass(frozen=True, slots=True)
class NotNow:
    """Somebody else says it, or its addressee was written to today."""


class Reminders:
    """Safe from several threads and replicas. Times are aware."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def past(self, matter: Matter) -> tuple[Past, ...]:
        """What was said of it, also what is about to be said."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(reminders).where(_is(matter)).order_by(reminders.c.id)).all()
        return tuple(Past(row.addressee, row.number, max(_moments(row))) for row in rows if row.sent)

    def claim(self, turns: Sequence[Turn], day: date, now: datetime) -> Claimed | NotNow:
        """``turns`` are of one addressee, who gets one letter a ``day``, and findings as they come. A letter that was
        begun comes first, as it was. What somebody else has told meanwhile is left out."""
        addressee, mark = turns[0].addressee, _mark(turns[0], day)
        with self._engine.begin() as connection:
            lock(connection)
            connection.execute(delete(reminders).where(reminders.c.claimed < now - KEPT))
            begun = _rows(connection, reminders.c.addressee == addressee, reminders.c.sent.is_(None))
            if any(row.claimed > now - LEASE for row in begun):
                return NotNow()
            if begun:
                return _taken_up(connection, begun[0].mark, now)
            if _rows(connection, reminders.c.mark == mark):
                return NotNow()
            new = [turn for turn in turns if not _rows(connection, _is_turn(turn))]
            if not new:
                return NotNow()
            for turn in new:
                connection.execute(insert(reminders).values(_columns(turn, mark, now)))
            return Claimed(mark, _letter(connection, mark))

    def sent(self, mark: str, now: datetime) -> None:
        with self._engine.begin() as connection:
            connection.execute(update(reminders).where(reminders.c.mark == mark).values(sent=now))

    def get(self, id: int) -> tuple[Reminded, ...]:
        """The letter that this one stands in, from the top; none where it is no longer known."""
        with self._engine.connect() as connection:
            mark = connection.scalar(select(reminders.c.mark).where(reminders.c.id == id))
            return _letter(connection, mark) if mark else ()

    def settle(self, matter: Matter, settled: Settled, by: str) -> None:
        """What was done about it, in every letter that names it. Who comes too late changes nothing of that."""
        values = {"settled": settled, "by": by}
        late = reminders.c.settled.in_(("", "overtaken"))
        with self._engine.begin() as connection:
            lock(connection)
            where = and_(_is(matter), late) if settled != "restored" else _is(matter)
            connection.execute(update(reminders).where(where).values(values))

    def forget(self, kind: str, subject: str) -> None:
        """Of what is about a person, nothing stays that names them."""
        with self._engine.begin() as connection:
            lock(connection)
            about = and_(reminders.c.kind == kind, reminders.c.subject == subject)
            connection.execute(delete(reminders).where(about))

    def put_off(self, matter: Matter, now: datetime) -> None:
        """Two weeks are counted from now on."""
        with self._engine.begin() as connection:
            connection.execute(update(reminders).where(_is(matter)).values(put_off=now))


def _mark(first: Turn, day: date) -> str:
    if first.matter.reason == "finding":
        return f"finding:{first.addressee}:{first.matter.subject}:{first.matter.owner}"
    return f"review:{first.addressee}:{day.isoformat()}"


def _taken_up(connection: Connection, mark: str, now: datetime) -> Claimed:
    connection.execute(update(reminders).where(reminders.c.mark == mark).values(claimed=now))
    return Claimed(mark, _letter(connection, mark))


def _letter(connection: Connection, mark: str) -> tuple[Reminded, ...]:
    return tuple(map(_reminded, _rows(connection, reminders.c.mark == mark)))


def _rows(connection: Connection, *conditions: ColumnElement[bool]) -> Sequence[Row[Any]]:
    return connection.execute(select(reminders).where(*conditions).order_by(reminders.c.id)).all()


def _is(matter: Matter) -> ColumnElement[bool]:
    return and_(*(reminders.c[name] == getattr(matter, name) for name in _SAME))


def _is_turn(turn: Turn) -> ColumnElement[bool]:
    told = and_(reminders.c.addressee == turn.addressee, reminders.c.number == turn.number)
    return and_(_is(turn.matter), told)


def _columns(turn: Turn, mark: str, now: datetime) -> dict[str, Any]:
    said = {name: getattr(turn.matter, name) for name in _MATTER}
    told = {"addressee": turn.addressee, "number": turn.number, "mark": mark, "claimed": now}
    return said | told | {"sent": None, "put_off": None, "settled": "", "by": ""}


def _reminded(row: Row[Any]) -> Reminded:
    matter = Matter(**{name: row._mapping[name] for name in _MATTER})
    return Reminded(row.id, Turn(matter, row.addressee, row.number), row.put_off, row.settled, row.by)


def _moments(row: Row[Any]) -> list[datetime]:
    return [one for one in (row.sent, row.put_off) if one is not None]
