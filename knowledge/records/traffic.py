"""How much a person has had, from the records."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, func, select

from knowledge.introductions.asks import asks_of, benching, parts_of
from knowledge.introductions.hours import same_month
from knowledge.introductions.introduction import Introduction
from knowledge.introductions.limits import Traffic
from knowledge.introductions.notices import Notice
from knowledge.records.introduction_rows import concerning, read
from knowledge.records.profiles import profiles_of
from knowledge.records.tables import introduction_notices as notices

_NONE = Notice("", "ask")


def traffic_of(
    connection: Connection, person: str, now: datetime, zone: ZoneInfo, beside: Notice = _NONE
) -> Traffic:
    """``beside`` is a notice that is judged, which does not stand against itself."""
    theirs = tuple(read(connection, concerning(person)))
    others = (one for one in theirs if one.id != beside.introduction)
    parts = [part for one in others for part in parts_of(one) if part.person == person]
    return Traffic(
        open_asks=sum(part.is_open for part in parts),
        month=sum(same_month(part.since, now, zone) for part in parts),
        last_message=_last_message(connection, person, beside),
        benched=person in _benching(connection, person, theirs),
    )


def benched_by(connection: Connection, introduction: Introduction) -> tuple[str, ...]:
    """Who left this introduction without an answer as the third in a row, and has not returned."""
    if introduction.state != "expired":
        return ()
    return tuple(
        person
        for person in introduction.parties
        if _benching(connection, person, tuple(read(connection, concerning(person)))).get(person)
        == introduction.id
    )


def _benching(connection: Connection, person: str, theirs: Sequence[Introduction]) -> dict[str, str]:
    """Of this person's own asks."""
    returned = {one.email: one.returned for one in profiles_of(connection, person) if one.returned}
    own = (ask for one in theirs for ask in asks_of(one) if ask.person == person)
    return benching(own, returned)


def _last_message(connection: Connection, person: str, beside: Notice) -> datetime | None:
    itself = (notices.c.introduction == beside.introduction) & (notices.c.kind == beside.kind)
    query = select(func.max(notices.c.claimed)).where(notices.c.person == person, ~itself)
    last: datetime | None = connection.scalar(query)
    return last
