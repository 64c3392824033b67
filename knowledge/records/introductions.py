"""The introductions of a cluster, kept over restarts: one legal step is one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from sqlalchemy import Connection, Engine, func, or_, select, true, update

from knowledge.introductions.deadlines import is_overdue
from knowledge.introductions.events import Actor, Clock, Coordinator, Expired, Reaction, Withdrawn
from knowledge.introductions.history import History, compiled
from knowledge.introductions.introduction import UNFINISHED, Introduction, Proposal, State
from knowledge.introductions.limits import A_MONTH, over_limit
from knowledge.introductions.policy import Policy
from knowledge.introductions.steps import Reason, Refused, roles_of
from knowledge.records.introduction_rows import (
    advance,
    concerning,
    hold,
    lock,
    read,
    read_one,
    until_written,
    write,
)
from knowledge.records.profiles import profiles_of
from knowledge.records.tables import introduction_notices, introduction_steps, introductions
from knowledge.records.traffic import traffic_of

_ADDRESSES = (
    introductions.c.asker,
    introductions.c.first,
    introductions.c.second,
    introductions.c.ended_by,
    introduction_steps.c.by,
    introduction_notices.c.person,
)
# Longer than every freeze that a history tells of.
_REMEMBERED = relativedelta(months=13)


def _random_id() -> str:
    return uuid4().hex


@dataclass(frozen=True, slots=True)
class StepRecord:
    """``by`` is "" for the clock; ``detail`` what an event says beside its kind."""

    at: datetime
    by: str
    event: str
    detail: str
    from_state: State
    to_state: State


class Introductions:
    """Safe from several threads and replicas. All times are aware; ``zone`` is the cluster's. ``new_id`` names the next
    one, as nobody else names another."""

    def __init__(self, engine: Engine, zone: ZoneInfo, new_id: Callable[[], str] = _random_id) -> None:
        self._engine = engine
        self._zone = zone
        self._new_id = new_id

    def draft(self, proposal: Proposal, by: Actor, now: datetime) -> Introduction | Refused:
        """Writes down a proposal; nobody is asked, and nothing is counted, until it begins."""
        if proposal.first == proposal.second or proposal.asker == proposal.second:
            return Refused("same_person")
        new = Introduction(self._new_id(), proposal, "draft", created=now, since=now)
        if "asker" not in roles_of(new, by) or not _may_ask(proposal, by):
            return Refused("wrong_person")
        with self._engine.begin() as connection:
            write(connection, new)
        return new

    def begin(self, id: str, by: Actor, policy: Policy, now: datetime) -> Introduction | Refused:
        """To a coordinator, or to the people themselves, as the policy has it, where nothing stands against it."""
        return until_written(self._engine, lambda connection: self._begin(connection, id, by, policy, now))

    def step(self, id: str, event: Reaction, now: datetime) -> Introduction | Refused:
        """The introduction after the event; as it was where the event says nothing new."""

        def attempt(connection: Connection) -> Introduction | Refused:
            before = hold(connection, id)
            return before if isinstance(before, Refused) else advance(connection, before, event, now)

        return until_written(self._engine, attempt)

    def expire(self, now: datetime) -> tuple[Introduction, ...]:
        """Those that nobody answered in time, which have now expired."""
        with self._engine.connect() as connection:
            waiting = [one for one in _in(connection, UNFINISHED) if is_overdue(one, now)]
        taken = (self.step(one.id, Expired(), now) for one in waiting)
        return tuple(one for one in taken if isinstance(one, Introduction))

    def get(self, id: str) -> Introduction | Refused:
        with self._engine.connect() as connection:
            return read_one(connection, id)

    def in_states(self, *states: State) -> tuple[Introduction, ...]:
        """The oldest first; ``in_states("review")`` is the coordinators' queue."""
        with self._engine.connect() as connection:
            return _in(connection, states)

    def of(self, person: str) -> tuple[Introduction, ...]:
        """All that a person asked for or is a party of, whatever they may be shown of it (``shown_to``)."""
        with self._engine.connect() as connection:
            return tuple(read(connection, or_(introductions.c.asker == person, concerning(person))))

    def every(self) -> tuple[Introduction, ...]:
        with self._engine.connect() as connection:
            return tuple(read(connection, true()))

    def history(self, now: datetime) -> History:
        """What matching needs to know, as of now."""
        recent = introductions.c.since >= now - _REMEMBERED
        with self._engine.connect() as connection:
            known = tuple(read(connection, or_(recent, introductions.c.introduced >= now - _REMEMBERED)))
            return compiled(known, profiles_of(connection), now, self._zone)

    def steps(self, id: str) -> tuple[StepRecord, ...]:
        """Who did what, the earliest first."""
        table = introduction_steps.c
        query = (
            select(table.at, table.by, table.event, table.detail, table.from_state, table.to_state)
            .where(table.introduction == id)
            .order_by(table.id)
        )
        with self._engine.connect() as connection:
            return tuple(StepRecord(**row._mapping) for row in connection.execute(query))

    def leave(self, person: str, now: datetime) -> tuple[Introduction, ...]:
        """Withdraws all that is unfinished of somebody who leaves, or has their profile deleted."""
        unfinished = (one for one in self.of(person) if one.state in UNFINISHED)
        taken = (self.step(one.id, Withdrawn(Clock()), now) for one in unfinished)
        return tuple(one for one in taken if isinstance(one, Introduction))

    def forget(self, person: str, now: datetime) -> None:
        """Likewise, and takes their address, their words, and what was said about them out of the past.

        What is left counts in the measures, under a name that leads to nobody.
        """
        self.leave(person, now)
        nobody = f"deleted:{_random_id()}"
        with self._engine.begin() as connection:
            silent = {"need": "", "why_first": [], "why_second": [], "version": introductions.c.version + 1}
            theirs = or_(introductions.c.asker == person, concerning(person))
            connection.execute(update(introductions).where(theirs).values(silent))
            for column in _ADDRESSES:
                renamed = update(column.table).where(column == person).values({column.name: nobody})
                connection.execute(renamed)

    def _begin(
        self, connection: Connection, id: str, by: Actor, policy: Policy, now: datetime
    ) -> Introduction | Refused:
        lock(connection)
        before = hold(connection, id)
        if isinstance(before, Refused):
            return before
        if "asker" not in roles_of(before, by):
            return Refused("wrong_person")
        if before.state != "draft":
            return before if before.state in UNFINISHED else Refused("over")
        if reason := self._against(connection, before.proposal, now):
            return Refused(reason)
        return advance(connection, before, policy.begin(by, _approved(connection)), now)

    def _against(self, connection: Connection, proposal: Proposal, now: datetime) -> Reason | None:
        pair = frozenset({proposal.first, proposal.second})
        between = tuple(read(connection, concerning(proposal.first) & concerning(proposal.second)))
        history = compiled(between, profiles_of(connection, proposal.first, proposal.second), now, self._zone)
        if pair in history.under_way or history.declined_lately(pair) or _unwanted(history, proposal):
            return "not_now"
        if history.met_lately(pair):
            return "met_lately"
        if proposal.asker != proposal.first:
            return None
        return over_limit(traffic_of(connection, proposal.asker, now, self._zone), A_MONTH)


def _may_ask(proposal: Proposal, by: Actor) -> bool:
    """Members ask for themselves; coordinators and rounds bring others together."""
    return proposal.asker == proposal.first or isinstance(by, Coordinator | Clock)


def _unwanted(history: History, proposal: Proposal) -> bool:
    first, second = proposal.first, proposal.second
    return history.will_not_meet(first, second, proposal.second_organisation) or history.will_not_meet(
        second, first, proposal.first_organisation
    )


def _approved(connection: Connection) -> int:
    query = select(func.count()).select_from(introduction_steps)
    return connection.scalar(query.where(introduction_steps.c.event == "approved")) or 0


def _in(connection: Connection, states: tuple[State, ...]) -> tuple[Introduction, ...]:
    return tuple(read(connection, introductions.c.state.in_(states)))
