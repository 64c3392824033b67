"""What the bot has said because of introductions, and what it may say now: each thing once, whoever says it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, Engine, Row, and_, delete, insert, or_, select, update

from knowledge.introductions.deadlines import CHECK_IN_AFTER, OUTCOME_AFTER
from knowledge.introductions.events import Put, Reminded, Told
from knowledge.introductions.introduction import UNDER_WAY, Introduction
from knowledge.introductions.limits import Allowance, Wait, hindrance
from knowledge.introductions.notices import STALE_AFTER, Notice, wanted
from knowledge.introductions.steps import Refused
from knowledge.records.introduction_rows import SWITCH, advance, hold, lock, read, until_written
from knowledge.records.tables import facts, introductions
from knowledge.records.tables import introduction_notices as notices
from knowledge.records.traffic import benched_by, traffic_of

# Who claimed a notice and was killed before it was sent leaves it to others after this long. It may then come twice.
LEASE = timedelta(minutes=10)
_TAKEN: dict[str, Put] = {"ask": Told(), "reminder": Reminded()}


@dataclass(frozen=True, slots=True)
class Due:
    """What waits to be said, and the introduction that it is about, as it stands."""

    notice: Notice
    introduction: Introduction


@dataclass(frozen=True, slots=True)
class Claimed:
    """Say it now, to these, and tell when it is said. ``introduction`` is how it stands with the question put."""

    notice: Notice
    introduction: Introduction


class Notices:
    """Safe from several threads and replicas. All times are aware; ``zone`` is the cluster's."""

    def __init__(self, engine: Engine, zone: ZoneInfo) -> None:
        self._engine = engine
        self._zone = zone

    def due(self, now: datetime) -> tuple[Due, ...]:
        """All that waits to be said, the oldest introduction first. ``claim`` tells whether it may be said now."""
        with self._engine.connect() as connection:
            taken = _taken(connection, now)
            return tuple(
                Due(notice, one)
                for one in read(connection, _may_want(now))
                for notice in wanted(one, now, benched_by(connection, one))
                if notice not in taken
            )

    def claim(self, notice: Notice, allowance: Allowance, now: datetime) -> Claimed | Wait | Refused:
        """In one transaction: it is still to be said, nothing stands against it, nobody else says it, it counts."""

        def attempt(connection: Connection) -> Claimed | Wait | Refused:
            lock(connection)
            introduction = hold(connection, notice.introduction)
            if isinstance(introduction, Refused):
                return introduction
            if notice not in wanted(introduction, now, benched_by(connection, introduction)):
                return Refused("over")
            hindered = self._hindered(connection, notice, allowance, now)
            return hindered or _taken_on(connection, notice, introduction, now)

        return until_written(self._engine, attempt)

    def sent(self, notice: Notice, ref: str, now: datetime) -> None:
        """It is said; ``ref`` names the message (for Slack: channel and time stamp)."""
        with self._engine.begin() as connection:
            connection.execute(update(notices).where(_is(notice)).values(sent=now, ref=ref))

    def release(self, notice: Notice) -> None:
        """It could not be said; anybody may try again at once."""
        with self._engine.begin() as connection:
            connection.execute(delete(notices).where(_is(notice), notices.c.sent.is_(None)))

    def refs(self, introduction: str) -> dict[Notice, str]:
        """The messages that were sent because of an introduction, for changing them."""
        query = select(notices).where(notices.c.introduction == introduction, notices.c.sent.is_not(None))
        with self._engine.connect() as connection:
            return {_notice(row): row.ref for row in connection.execute(query)}

    def pause_all(self) -> None:
        """Nothing is said to anybody until ``resume_all``."""
        self._switch("paused")

    def resume_all(self) -> None:
        self._switch("")

    def are_paused(self) -> bool:
        with self._engine.connect() as connection:
            return _are_paused(connection)

    def _switch(self, value: str) -> None:
        with self._engine.begin() as connection:
            connection.execute(update(facts).where(facts.c.name == SWITCH).values(value=value))

    def _hindered(
        self, connection: Connection, notice: Notice, allowance: Allowance, now: datetime
    ) -> Wait | Refused | None:
        if _are_paused(connection):
            return Wait("all_paused")
        held = connection.execute(select(notices).where(_is(notice))).one_or_none()
        if held is not None and held.sent is not None:
            return Refused("over")
        if held is not None and held.claimed > now - LEASE:
            return Wait("in_hand")
        traffic = traffic_of(connection, notice.person, now, self._zone, notice)
        reason = hindrance(notice.kind, traffic, allowance, now, self._zone)
        return Wait(reason) if reason else None


def _taken_on(
    connection: Connection, notice: Notice, introduction: Introduction, now: datetime
) -> Claimed | Refused:
    after: Introduction | Refused = introduction
    if event := _TAKEN.get(notice.kind):
        after = advance(connection, introduction, event, now)
    if isinstance(after, Refused):
        return after
    connection.execute(delete(notices).where(_is(notice)))
    row = {"introduction": notice.introduction, "kind": notice.kind, "person": notice.person}
    connection.execute(insert(notices).values(row | {"claimed": now, "sent": None, "ref": ""}))
    return Claimed(notice, after)


def _may_want(now: datetime) -> ColumnElement[bool]:
    """A little more than what has something to say; ``wanted`` judges."""
    ended = introductions.c.state.in_(("declined", "expired", "withdrawn"))
    came_about = introductions.c.state.in_(("introduced", "checked_in"))
    return or_(
        introductions.c.state.in_(UNDER_WAY),
        and_(ended, introductions.c.since > now - STALE_AFTER),
        and_(
            came_about,
            introductions.c.introduced <= now - CHECK_IN_AFTER,
            introductions.c.introduced > now - OUTCOME_AFTER - STALE_AFTER,
        ),
    )


def _taken(connection: Connection, now: datetime) -> frozenset[Notice]:
    query = select(notices).where(or_(notices.c.sent.is_not(None), notices.c.claimed > now - LEASE))
    return frozenset(map(_notice, connection.execute(query)))


def _are_paused(connection: Connection) -> bool:
    return connection.scalar(select(facts.c.value).where(facts.c.name == SWITCH)) == "paused"


def _is(notice: Notice) -> ColumnElement[bool]:
    return and_(
        notices.c.introduction == notice.introduction,
        notices.c.kind == notice.kind,
        notices.c.person == notice.person,
    )


def _notice(row: Row[Any]) -> Notice:
    return Notice(row.introduction, row.kind, row.person)
