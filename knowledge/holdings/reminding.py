"""Who is reminded when of something that is due: a fortnight apart, twice, and then the coordinators hear of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

Reason = Literal["review", "expiry", "expired", "finding"]
# What was done about it; '' is nothing yet.
Settled = Literal["", "confirmed", "extended", "archived", "restored", "deleted", "overtaken"]
# Reminders that are meant for the coordinators together are addressed so.
COORDINATORS = ""
AGAIN_AFTER = timedelta(days=14)
_TURNS = 2


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that somebody has to look at. ``kind`` names what it is and ``subject`` which one, ``deadline`` is the
    day on which it fell or falls due, ``owner`` an e-mail address or ''. ``revision`` is how it stood."""

    kind: str
    subject: str
    reason: Reason
    deadline: date
    owner: str
    revision: int


@dataclass(frozen=True, slots=True)
class Turn:
    """The ``number``-th time that ``addressee`` (an e-mail address, or the coordinators) is told of a matter."""

    matter: Matter
    addressee: str
    number: int


@dataclass(frozen=True, slots=True)
class Past:
    """A turn that was said, or is about to be. ``counted`` is from when on two weeks are counted."""

    addressee: str
    number: int
    counted: datetime


@dataclass(frozen=True, slots=True)
class Course:
    """How a matter goes on: so many ``turns`` for its owner, then one for ``afterwards``; ``instead`` hears of it where
    the owner cannot be reached. None is nobody."""

    turns: int = _TURNS
    afterwards: str | None = COORDINATORS
    instead: str | None = COORDINATORS


USUAL = Course()
ONCE = Course(turns=1, afterwards=None)
# What reaches nobody but the person themselves.
PRIVATE = Course(afterwards=None, instead=None)


def next_turn(matter: Matter, course: Course, past: Sequence[Past], now: datetime) -> Turn | None:
    """What is to be said now; None where nothing is."""
    if any(one.counted > now - AGAIN_AFTER for one in past):
        return None
    addressee = matter.owner or COORDINATORS
    if addressee != COORDINATORS and any(one.addressee == COORDINATORS for one in past):
        addressee = COORDINATORS
    said = sum(one.addressee == addressee for one in past)
    if said < course.turns:
        return Turn(matter, addressee, said + 1)
    if addressee != COORDINATORS and course.afterwards is not None:
        return Turn(matter, course.afterwards, 1)
    return None
