"""An introduction as the records keep it: reading one, and writing a step on the version that it was taken from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Engine, Row, insert, or_, select, update

from knowledge.introductions.events import Event, detail
from knowledge.introductions.introduction import Introduction, Proposal
from knowledge.introductions.steps import Refused, step
from knowledge.records.tables import facts, introduction_steps, introductions

T = TypeVar("T")
_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")
# The fact that those who compare limits lock; "paused" while a coordinator has stopped everything.
SWITCH = "introductions"
_PROPOSAL = tuple(one.name for one in fields(Proposal))
_OWN = tuple(one.name for one in fields(Introduction) if one.name != "proposal")


class Overtaken(Exception):
    """Another thread or replica took a step between our reading and our writing: read anew, and judge anew."""


def lock(connection: Connection) -> None:
    """Until the transaction ends, nobody else compares limits. Comes first: what is read after it is the latest."""
    connection.execute(update(facts).where(facts.c.name == SWITCH).values(value=facts.c.value))


def read(connection: Connection, condition: ColumnElement[bool]) -> Iterator[Introduction]:
    """The oldest first."""
    query = select(introductions).where(condition).order_by(introductions.c.created, introductions.c.id)
    return map(introduction, connection.execute(query).all())


def read_one(connection: Connection, id: str) -> Introduction | Refused:
    return next(read(connection, introductions.c.id == id), Refused("unknown"))


def hold(connection: Connection, id: str) -> Introduction | Refused:
    """Likewise, to be changed: where the database can lock a row, nobody else changes it until we are done."""
    query = select(introductions).where(introductions.c.id == id).with_for_update()
    row = connection.execute(query).one_or_none()
    return Refused("unknown") if row is None else introduction(row)


def until_written(engine: Engine, attempt: Callable[[Connection], T]) -> T:
    """One transaction, again when we are overtaken: each time an introduction has gone a step, and steps end."""
    while True:
        try:
            with engine.begin() as connection:
                return attempt(connection)
        except Overtaken:
            continue


def concerning(person: str) -> ColumnElement[bool]:
    return or_(introductions.c.first == person, introductions.c.second == person)


def write(connection: Connection, new: Introduction) -> None:
    connection.execute(insert(introductions).values(columns(new)))


def advance(
    connection: Connection, before: Introduction, event: Event, now: datetime
) -> Introduction | Refused:
    """Takes a step and writes it; raises Overtaken where ``before`` is not how it stands any more."""
    after = step(before, event, now)
    if isinstance(after, Refused) or after is before:
        return after
    is_still = (introductions.c.id == before.id) & (introductions.c.version == before.version)
    written = connection.execute(update(introductions).where(is_still).values(columns(after)))
    if written.rowcount != 1:
        raise Overtaken
    taken = {"introduction": after.id, "at": now, "by": event.by.email, "event": name_of(event)}
    moved = {"detail": detail(event), "from_state": before.state, "to_state": after.state}
    connection.execute(insert(introduction_steps).values(taken | moved))
    return after


def name_of(event: Event) -> str:
    """As it stands in the records: ``CheckedIn`` -> ``checked_in``."""
    return _CAPITAL.sub("_", type(event).__name__).lower()


def columns(one: Introduction) -> dict[str, Any]:
    values: dict[str, Any] = asdict(one)
    proposal = values.pop("proposal")
    return {
        **values,
        **proposal,
        "why_first": list(one.proposal.why_first),
        "why_second": list(one.proposal.why_second),
    }


def introduction(row: Row[Any]) -> Introduction:
    held = row._mapping
    proposal = {name: held[name] for name in _PROPOSAL}
    reasons = {name: tuple(held[name]) for name in ("why_first", "why_second")}
    return Introduction(proposal=Proposal(**proposal | reasons), **{name: held[name] for name in _OWN})
