"""Whose Home was opened lately and what stands on it, so that it can be shown anew when something has changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from knowledge.records.gap_tables import gap_askings, gap_groups, gap_questions
from knowledge.records.holding_tables import audit_entries
from knowledge.records.home_tables import opened_homes
from knowledge.records.introduction_rows import SWITCH
from knowledge.records.profiles import VERSION
from knowledge.records.tables import facts, introduction_steps

KEPT = timedelta(days=7)
MOST = 200


@dataclass(frozen=True, slots=True)
class OpenedHome:
    """``user`` and ``team`` are ids of the chat system; ``shown`` is a digest of what stands on it, "" where nothing
    does yet."""

    user: str
    team: str
    shown: str


class OpenedHomes:
    """Safe from several threads and processes. All times are aware."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def note_opened(self, user: str, team: str, at: datetime) -> None:
        values = {"team": team, "opened": at}
        change = update(opened_homes).where(opened_homes.c.user == user).values(values)
        with self._engine.begin() as connection:
            connection.execute(delete(opened_homes).where(opened_homes.c.opened < at - KEPT))
            if connection.execute(change).rowcount:
                return
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(opened_homes).values(user=user, shown="", **values))
        except IntegrityError:
            return

    def note_shown(self, user: str, shown: str) -> None:
        """Nothing where it was not opened lately."""
        with self._engine.begin() as connection:
            connection.execute(update(opened_homes).where(opened_homes.c.user == user).values(shown=shown))

    def lately(self, now: datetime) -> tuple[OpenedHome, ...]:
        """Those of the last seven days, the latest first, and no more than two hundred."""
        query = (
            select(opened_homes.c.user, opened_homes.c.team, opened_homes.c.shown)
            .where(opened_homes.c.opened >= now - KEPT)
            .order_by(opened_homes.c.opened.desc(), opened_homes.c.user)
            .limit(MOST)
        )
        with self._engine.connect() as connection:
            return tuple(OpenedHome(**row._mapping) for row in connection.execute(query))

    def forget(self, user: str) -> None:
        with self._engine.begin() as connection:
            connection.execute(delete(opened_homes).where(opened_homes.c.user == user))

    def state(self) -> tuple[str, ...]:
        """Of all that Homes show: the same as long as nothing has changed that was written by anybody."""
        told = select(facts.c.name, facts.c.value).where(facts.c.name.in_(("generation", VERSION, SWITCH)))
        asked = (select(func.count()).select_from(one) for one in (gap_askings, gap_questions))
        with self._engine.connect() as connection:
            known = sorted(f"{row.name}={row.value}" for row in connection.execute(told))
            latest = (introduction_steps, audit_entries, gap_groups)
            reached = [connection.scalar(select(func.max(one.c.id))) for one in latest]
            counted = [connection.scalar(one) for one in asked]
        return (*known, *map(str, (*reached, *counted)))
