"""Whose turn it is among messages that wait: each asker's in turn with others', and of a conversation the earliest.

Start-time fair queuing (P. Goyal, H. M. Vin, H. Cheng, "Start-time Fair Queueing", SIGCOMM 1996), each message of the
same weight: one gets the turn of what is worked on now, or the next after the last of its own asker's."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, String, and_, bindparam, case, exists, func, or_, select

from knowledge.records.inbox_tables import inbox, replicas
from knowledge.records.replicas import is_orphaned
from knowledge.records.tables import Moment

# Whoever took a message in shows the first sign of it: others leave it to them for so long.
HOME_ADVANTAGE = timedelta(seconds=1)

_EARLIER = inbox.alias("earlier")
_IS_WORKED_ON = and_(inbox.c.begun, ~inbox.c.queued, inbox.c.conversation != "")
# Before it in the same conversation something is still to be done, by whichever replica.
_HAS_EARLIER = exists().where(
    _EARLIER.c.done.is_(False),
    _EARLIER.c.conversation == inbox.c.conversation,
    _EARLIER.c.position < inbox.c.position,
)


def next_in_turn(holder: str, now: datetime) -> Select[str]:
    """The event that ``holder`` may work on now."""
    is_free = or_(inbox.c.holder == holder, inbox.c.taken_at < now - HOME_ADVANTAGE, is_orphaned(now))
    waits = select(inbox.c.event_id).where(inbox.c.done.is_(False), inbox.c.queued, is_free, ~_HAS_EARLIER)
    return waits.order_by(inbox.c.turn, inbox.c.taken_at, inbox.c.event_id).limit(1)


def _place() -> Select[int, int, int, int]:
    asker, now = bindparam("asker", type_=String), bindparam("now", type_=Moment)
    turn = _turn_for(asker).scalar_subquery()
    in_line = (inbox.c.done.is_(False), inbox.c.asker != "")
    before = func.count(case((and_(inbox.c.queued, inbox.c.turn <= turn), 1)))
    alive = select(func.count()).select_from(replicas).where(replicas.c.alive_until > now).scalar_subquery()
    known = case((alive > 0, alive), else_=1)
    return select(turn, before, func.count(case((_IS_WORKED_ON, 1))), known).where(*in_line)


def _turn_for(asker: ColumnElement[str]) -> Select[int]:
    last = func.max(case((inbox.c.asker == asker, inbox.c.turn)))
    worked_on, first = func.max(case((_IS_WORKED_ON, inbox.c.turn))), func.min(inbox.c.turn)
    now = func.coalesce(worked_on, first, 0)
    turn = case((last >= now, last + 1), else_=now)
    return select(turn).where(inbox.c.done.is_(False), inbox.c.asker != "")


# Of what ``asker`` asks ``now``: its turn, how many wait that come before it, how many are worked on, and how many
# replicas do so. Put together once: it stands before every acknowledgement.
PLACE = _place()
