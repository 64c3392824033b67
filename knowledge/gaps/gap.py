"""A question that was not answered well, what it is gathered with, and where its answer goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from knowledge.models import MEMBERS

# Not known; the four reasons of a thumb that goes down; passed on to a coordinator by who asked.
GapKind = Literal["abstained", "wrong", "old", "beside", "long", "handed"]
GroupState = Literal["open", "answered", "dismissed"]


@dataclass(frozen=True, slots=True)
class WayBack:
    """Where an answer goes. Without a ``thread`` it is for ``person`` alone (an address or an id of the chat system;
    "" where unknown), wherever they asked."""

    channel: str
    thread: str
    person: str


@dataclass(frozen=True, slots=True)
class Gap:
    """What is written down when it happens. ``question`` is the id of the event by which it came; ``name`` is "" unless
    its person chose to be named."""

    question: str
    at: datetime
    words: str
    language: str
    kind: GapKind
    way: WayBack
    name: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A question's words, and the group that it is in; None where it is in none yet. A ``loose`` one may be gathered
    anew: no coordinator has settled its group, put it together by hand, or has it open."""

    words: str
    group: int | None = None
    loose: bool = False

    @property
    def stays(self) -> bool:
        return self.group is not None and not self.loose


@dataclass(frozen=True, slots=True)
class Seen:
    """What gathering went out from: the group of each question, by its number, at a time."""

    groups: Mapping[int, int | None]
    at: datetime


@dataclass(frozen=True, slots=True)
class GapQuestion:
    """One question as coordinators see it: ``id`` is a number of its own, and nobody can be told from it."""

    id: int
    at: datetime
    words: str
    language: str
    kinds: tuple[GapKind, ...]
    people: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GapGroup:
    """Questions that one answer is enough for, the latest first; ``people`` is how many different ones asked.

    An ``open`` group may hold an answer: then it was asked again after that. ``settled_by`` is who answered or
    dismissed it ("" where nobody did), ``reason`` why it was dismissed, ``audience`` who may read the answer, and
    ``undelivered`` to how many places it could not be brought.
    """

    id: int
    state: GroupState
    questions: tuple[GapQuestion, ...]
    people: int
    answer: str = ""
    settled_by: str = ""
    settled_at: datetime | None = None
    reason: str = ""
    audience: str = MEMBERS
    undelivered: int = 0

    def facts(self) -> dict[str, str]:
        """What a coordinator changes of it, as the audit log tells."""
        return {"state": self.state, "answer": self.answer, "reason": self.reason, "audience": self.audience}

    @property
    def kinds(self) -> tuple[tuple[GapKind, int], ...]:
        """How often each, the most frequent first."""
        counted = Counter(kind for one in self.questions for kind in one.kinds)
        return tuple(sorted(counted.items(), key=lambda one: (-one[1], one[0])))


@dataclass(frozen=True, slots=True)
class Delivery:
    """An answer to be brought to one place, for the eyes of ``way.person`` alone where there is no thread; only those
    of ``audience`` may read it. ``question`` is the id of the event by which that came, ``tries`` how often it was
    tried already."""

    id: int
    question: str
    way: WayBack
    words: str
    language: str
    answer: str
    audience: str
    tries: int = 0


@dataclass(frozen=True, slots=True)
class UnknownGap:
    """There is no such group or question, or it is no longer kept."""


@dataclass(frozen=True, slots=True)
class AlreadySettled:
    """Somebody else was first; ``group`` is how it stands."""

    group: GapGroup


@dataclass(frozen=True, slots=True)
class Settled:
    """``before`` and ``after`` are the group; ``places`` is to how many the answer goes."""

    before: GapGroup
    after: GapGroup
    places: int = 0


@dataclass(frozen=True, slots=True)
class Moved:
    """``source`` is the group that the question came from, which is gone where it held nothing else."""

    question: GapQuestion
    source: int
    target: GapGroup
