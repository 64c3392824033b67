"""How the sources stand that are synced by themselves, over restarts and for several processes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, Engine, Update, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from knowledge.records.schedule_tables import source_syncs
from knowledge.schedules import Brought, Missed, Planned, Schedule

# Who began a sync and was killed leaves it to others after this long.
LEASE = timedelta(minutes=30)
_KEPT = ("tried", "succeeded", "failures", "reason", "mend")
_READ = (*_KEPT, "hastened")
_FIRST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class NothingDue:
    """No source is due that nobody else is syncing."""


class Schedules:
    """Only of sources that are ``planned`` now; what was known of others stays unread."""

    def __init__(self, engine: Engine, planned: Sequence[Planned]) -> None:
        self._engine = engine
        self._planned = tuple(planned)

    def every(self) -> tuple[Schedule, ...]:
        """All of them, in the order of cluster.toml."""
        with self._engine.connect() as connection:
            return self._read(connection)

    def claim(self, now: datetime) -> Schedule | NothingDue:
        """The source that has been due for longest; it is the caller's until it is finished or let go."""
        due = sorted((one for one in self.every() if one.is_due(now)), key=lambda one: one.due or _FIRST)
        return next((one for one in due if self._hold(one, now)), NothingDue())

    def finish(self, source: str, result: Brought | Missed, at: datetime) -> None:
        self.note({source: result}, at)

    def let_go(self, claimed: Schedule) -> None:
        """It was not tried: it stays due."""
        values = {"hastened": True} if claimed.hastened else {}
        with self._engine.begin() as connection:
            connection.execute(_at(claimed.source).values(held_until=None, **values))

    def hasten(self, source: str) -> None:
        """Something has changed there: it is due now, and once more where it is being synced just now."""
        self._make_row(source)
        with self._engine.begin() as connection:
            connection.execute(_at(source).values(hastened=True))

    def note(self, results: Mapping[str, Brought | Missed], at: datetime) -> None:
        """How these sources were found at a try, by whomever. Those that are not planned are left out."""
        for one in self.every():
            if one.source in results:
                self._store(one.after(results[one.source], at))

    def _read(self, connection: Connection) -> tuple[Schedule, ...]:
        rows = {row.source: row for row in connection.execute(select(source_syncs))}
        return tuple(
            Schedule(one.source, one.every, **{name: rows[one.source]._mapping[name] for name in _READ})
            if one.source in rows
            else Schedule(one.source, one.every)
            for one in self._planned
        )

    def _hold(self, schedule: Schedule, now: datetime) -> bool:
        """Whether it is ours: nobody else holds it, and nobody has tried it since ``schedule`` was read."""
        self._make_row(schedule.source)
        free = or_(source_syncs.c.held_until.is_(None), source_syncs.c.held_until <= now)
        untried = source_syncs.c.tried.is_not_distinct_from(schedule.tried)
        with self._engine.begin() as connection:
            held = connection.execute(
                _at(schedule.source).where(free, untried).values(held_until=now + LEASE, hastened=False)
            )
            return held.rowcount == 1

    def _store(self, schedule: Schedule) -> None:
        self._make_row(schedule.source)
        values = {name: getattr(schedule, name) for name in _KEPT}
        with self._engine.begin() as connection:
            connection.execute(_at(schedule.source).values(**values, held_until=None))

    def _make_row(self, source: str) -> None:
        try:
            with self._engine.begin() as connection:
                connection.execute(
                    insert(source_syncs).values(source=source, failures=0, reason="", mend="", hastened=False)
                )
        except IntegrityError:
            return  # it is there


def _at(source: str) -> Update:
    return update(source_syncs).where(source_syncs.c.source == source)
