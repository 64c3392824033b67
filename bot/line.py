"""Messages that wait for a hand: in the records, where any replica takes the next, and what it knows of its own."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.incoming import Incoming
from bot.ports import Inbox
from knowledge.records.inbox import InLine
from knowledge.stages import Stage, Stages

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """A message on its ``way`` from when this replica took it in until its reply stands there; ``wait`` is the first
    part of that. ``again`` where somebody worked on it before."""

    message: Incoming
    way: Stage
    wait: Stage
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

    def take_in(self, message: Incoming) -> Job | None:
        """None where it was taken in before, under this event id or another one. It waits from `queue` on."""
        # Both at once: else a message that comes as two events, with a break in between, would be answered twice.
        payload, at = message.to_json(), self._clock()
        if not self._inbox.take_telling(message.event_id, message.message_key, payload, at, _place(message)):
            _log.info("event %s was sent again, or tells of what another did", message.event_id)
            return None
        return self._begun(message)

    def ahead_of(self, message: Incoming) -> int | None:
        """How many are done before it; None where there is no room for it."""
        place = self._inbox.place(message.event_id, self._clock())
        others = place.before + place.worked_on
        hands = self._room.hands * place.replicas
        return max(0, others - hands + 1) if others < self._room.waiting else None

    def queue(self, job: Job) -> None:
        """For whichever replica has a hand free first."""
        with self._lock:
            self._jobs[job.message.event_id] = job
            # Under the lock: else it would be missed in line.
            self._inbox.queue(job.message.event_id)

    def next(self) -> Job | None:
        """What is to be worked on now, in this replica's hand until `done`."""
        with self._lock:
            claimed = self._inbox.claim(self._clock())
            known = self._jobs.pop(claimed.event_id, None) if claimed else None
        if claimed is None or known is not None:
            return known
        return self._begun(Incoming.from_json(claimed.payload), claimed.again)

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

    def _begun(self, message: Incoming, again: bool = False) -> Job:
        way = self._stages.begin("reply")
        with way.inside():
            return Job(message, way, self._stages.begin("wait"), again)


def _place(message: Incoming) -> InLine:
    return InLine(message.thread.key, message.ts, f"{message.team}:{message.user}")
