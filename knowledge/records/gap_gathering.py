"""How questions come into groups, within a transaction of ``records.gaps``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, and_, insert, or_, select, update

from knowledge.gaps.gap import Seen
from knowledge.records.gap_tables import gap_groups, gap_questions

_OPEN = {"state": "open", "answer": "", "settled_by": "", "settled_at": None, "reason": ""}


def loose_groups(connection: Connection, at: datetime) -> frozenset[int]:
    """Those that may be put together anew: open, never answered, and held by nobody."""
    is_free = or_(gap_groups.c.held_until.is_(None), gap_groups.c.held_until <= at)
    is_loose = and_(gap_groups.c.state == "open", gap_groups.c.answer == "", is_free)
    return frozenset(connection.scalars(select(gap_groups.c.id).where(is_loose)))


def bring(connection: Connection, group: int | None, questions: Sequence[int], seen: Seen) -> None:
    """Into the group, or (None, or where it is gone) into one of their own; into one that stays only new ones."""
    loose = loose_groups(connection, seen.at)
    now = select(gap_questions.c.id, gap_questions.c.group).where(gap_questions.c.id.in_(questions))
    free = {
        row.id: row.group
        for row in connection.execute(now)
        if row.group == seen.groups.get(row.id) and (row.group is None or row.group in loose)
    }
    is_gone = group is None or not is_there(connection, group)
    coming = [id for id, held in free.items() if held is None or is_gone or group in loose]
    if not coming:
        return
    target = made(connection) if group is None or is_gone else group
    connection.execute(update(gap_questions).where(gap_questions.c.id.in_(coming)).values(group=target))
    again = (gap_groups.c.id == target) & (gap_groups.c.state == "answered")
    connection.execute(update(gap_groups).where(again).values(state="open"))


def hold(connection: Connection, groups: Sequence[int], until: datetime) -> None:
    is_shorter = or_(gap_groups.c.held_until.is_(None), gap_groups.c.held_until < until)
    held = update(gap_groups).where(gap_groups.c.id.in_(groups) & is_shorter)
    connection.execute(held.values(held_until=until))


def is_there(connection: Connection, group: int) -> bool:
    return connection.scalar(select(gap_groups.c.id).where(gap_groups.c.id == group)) is not None


def made(connection: Connection) -> int:
    inserted = connection.execute(insert(gap_groups).values(_OPEN)).inserted_primary_key
    if inserted is None:
        raise LookupError("the database has given a new group no number")
    return int(inserted[0])
