"""Messages that wait for a hand: in the records, where any replica takes the next, and what it knows of its own."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.incoming import Incoming
from bot.ports import Inbox
from knowledge.records.inbox import InLine, Place
from knowledge.stages import Stage, Stages

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """A message on its ``way`` from when this replica took it in until its reply stands there; ``wait`` is the first
    part of that. ``left`` where another replica, or an earlier run, took it in; ``again`` where one worked on it."""

    message: Incoming
    way: Stage
    wait: Stage
    left: bool = False
    again: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """How many messages may wait, over all replicas, and how many each works on at a time."""

    waiting: int
    hands: int


USUAL_ROOM = Room(waiting=1_000, hands=8)


class Line:
    """Safe from several threads."""

    def __init__(self, inbox: Inbox, stages: Stages, clock: Callable[[], datetime], room: Room) -> None:
        self._inbox = inbox
        self._stages = stages
        self._clock = clock
        self._room = room
        self._lock = threading.Lock()
        self._jobs: dict[str, Job] = {}

    def take_in(self, message: Incoming, welcome: Callable[[Job, int | None], None]) -> None:
        """``welcome`` is told how many are done before it, or None where there is no room for it, before anybody works
        on it; not at all where it was taken in before, under this event id or another one."""
        # Both at once: else a message that comes as two events, with a break in between, would be answered twice.
        told = message.event_id, message.message_key, message.to_json(), self._clock(), _place(message)
        with self._lock:
            place = self._inbox.line_up(*told, self._room.waiting)
            if place is None:
                _log.info("event %s was sent again, or tells of what another did", message.event_id)
                return
            job = self._begun(message)
            ahead = self._ahead(place)
            if ahead is not None:
                self._jobs[message.event_id] = job
            with job.way.inside():
                welcome(job, ahead)

    def next(self) -> Job | None:
        """What is to be worked on now, in this replica's hand until `done`."""
        with self._lock:
            claimed = self._inbox.claim(self._clock())
            known = self._jobs.pop(claimed.event_id, None) if claimed else None
        if claimed is None or known is not None:
            return known
        return replace(self._begun(Incoming.from_json(claimed.payload)), left=True, again=claimed.again)

    def step_aside(self, message: Incoming) -> None:
        """It stays for the next start, and holds up nobody."""
        self._inbox.step_aside(message.event_id)

    def done(self, message: Incoming) -> None:
        self._inbox.done(message.event_id)

    def gone(self) -> tuple[Job, ...]:
        """What this replica took in, and another one has taken from the line since."""
        with self._lock:
            if not self._jobs:
                return ()
            waiting = self._inbox.queued()
            return tuple(self._jobs.pop(id) for id in list(self._jobs) if id not in waiting)

    @property
    def is_waited_in(self) -> bool:
        """By something that this replica took in."""
        return bool(self._jobs)

    def _ahead(self, place: Place) -> int | None:
        hands = self._room.hands * place.replicas
        return max(0, place.ahead - hands + 1) if place.ahead < self._room.waiting else None

    def _begun(self, message: Incoming) -> Job:
        way = self._stages.begin("reply")
        with way.inside():
            return Job(message, way, self._stages.begin("wait"))


def _place(message: Incoming) -> InLine:
    return InLine(message.thread.key, message.ts, f"{message.team}:{message.user}")
