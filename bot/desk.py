"""Where messages are taken in: each once, in order, and none forgotten over a restart."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

from bot.attendance import Left
from bot.failures import Failures, Told
from bot.inbox_names import NO_MESSAGES
from bot.incoming import Incoming, Thread
from bot.ports import Inbox, Meter
from bot.responder import Responder
from bot.signs import Signs
from bot.work import PoolFull, WorkPool
from knowledge.records.inbox import InLine
from knowledge.stages import Stage, Stages

_log = logging.getLogger(__name__)
# A reply to yesterday's question would only puzzle people.
_WORTH_RESUMING = timedelta(hours=12)
_CLOSING_SECONDS = 20.0
_LOOK_AGAIN_SECONDS = 0.3

Reply = Callable[[Incoming], None]


@dataclass(frozen=True, slots=True)
class _Job:
    """A message in hand. ``way`` is its way from when it was taken in until its reply stands there, ``wait`` the first
    part of that."""

    message: Incoming
    reply: Reply
    way: Stage
    wait: Stage


class Desk:
    """Takes messages in before Slack's acknowledgement, and works on them after it."""

    def __init__(
        self,
        inbox: Inbox,
        responder: Responder,
        failures: Failures,
        signs: Signs,
        meter: Meter,
        stages: Stages,
        clock: Callable[[], datetime],
        pool: WorkPool,
        apologies: WorkPool,
    ) -> None:
        self._inbox = inbox
        self._responder = responder
        self._failures = failures
        self._signs = signs
        self._stages = stages
        self._clock = clock
        self._pool = pool
        self._apologies = apologies
        self._closing = threading.Event()
        meter.watch_queue(pool.waiting)

    def takes_part(self, thread: Thread) -> bool:
        return self._responder.takes_part(thread)

    def listens_in(self, channel: str) -> bool:
        """Whether questions there are answered though nobody put them to the assistant."""
        return self._responder.listens_in(channel)

    def keeps_files_in(self, channel: str) -> bool:
        """Whether what is dropped there is offered to be known."""
        return self._responder.keeps_files_in(channel)

    def accept(self, message: Incoming) -> None:
        """Queues the message unless it was taken in before, under this event id or another one."""
        self._responder.join(message)
        # Both at once: else a message that comes as two events, with a break in between, would be answered twice.
        payload = message.to_json()
        line = _line(message)
        if not self._inbox.take_telling(message.event_id, message.message_key, payload, self._clock(), line):
            _log.info("event %s was sent again, or tells of what another did", message.event_id)
            return
        job = self._begun(message, self._responder.respond)
        with job.way.inside():
            if self._responder.owes_reply(message):
                self._signs.give(message, self._pool.waiting())
            self._queue(job)

    def take_up(self, left: Left) -> None:
        """Takes up again what an earlier run of the program, or another replica, took in and did not finish."""
        for event_id, payload in left:
            if event_id.startswith(NO_MESSAGES):
                continue
            message = Incoming.from_json(payload) if payload else None
            if message is None:
                self._inbox.done(event_id)
            elif self._clock() - _written_at(message) > _WORTH_RESUMING:
                _log.warning("event %s stayed without a reply: it is too old to answer now", event_id)
                self._drop(message)
            else:
                job = self._begun(message, self._responder.resume)
                with job.way.inside():
                    self._queue(job)

    def close(self) -> None:
        """Finishes what is under way. What is left stays in the inbox for the next start, or for other replicas."""
        self._closing.set()
        left = self._pool.close(_CLOSING_SECONDS) + self._apologies.close(_CLOSING_SECONDS)
        if left:
            _log.warning("%d messages are left for the next start", left)
        self._signs.close()

    def _begun(self, message: Incoming, reply: Reply) -> _Job:
        way = self._stages.begin("reply")
        with way.inside():
            return _Job(message, reply, way, self._stages.begin("wait"))

    def _queue(self, job: _Job) -> None:
        try:
            self._pool.submit(job.message.thread.key, partial(self._work, job))
        except PoolFull:
            self._turn_away(job)

    def _turn_away(self, job: _Job) -> None:
        message = job.message
        try:
            self._apologies.submit(message.channel, partial(self._apologise, job))
        except PoolFull:
            job.way.note(outcome="no room")
            job.way.end()
            _log.error("event %s waits in the inbox for the next start: there is no room", message.event_id)
            self._inbox.step_aside(message.event_id)

    def _work(self, job: _Job) -> None:
        message = job.message
        if not self._inbox.is_next(message.event_id, _line(message)):
            # What comes before it is at another replica, or behind it in the queue of this one.
            if not self._closing.wait(_LOOK_AGAIN_SECONDS):
                self._queue(job)
            return
        job.wait.end()
        try:
            job.reply(message)
        except Exception as error:  # noqa: BLE001 - the edge: whatever went wrong, the person hears of it
            end = self._failures.report(error, message)
            job.way.end(error)
            self._conclude(message, end)
        else:
            job.way.end()
            self._conclude(message)

    def _apologise(self, job: _Job) -> None:
        message = job.message
        job.way.note(outcome="turned away")
        job.way.end()
        try:
            self._responder.turn_away(message)
        except Exception as error:  # noqa: BLE001 - the edge: whatever went wrong, the person hears of it
            self._conclude(message, self._failures.report_turned_away(error, message))
        else:
            self._conclude(message)

    def _conclude(self, message: Incoming, end: Told = "told") -> None:
        """Who was told nothing gets a reply after the next start. All else is done with when its sign is gone too, so
        that none is forgotten over a restart."""
        stays = end == "untold" and message.put_to == "assistant"
        end_it = self._inbox.step_aside if stays else self._inbox.done
        self._signs.take_away(message, partial(end_it, message.event_id))

    def _drop(self, message: Incoming) -> None:
        if self._responder.owes_reply(message):
            self._signs.withhold(message)
        self._conclude(message)


def _line(message: Incoming) -> InLine:
    return InLine(message.thread.key, message.ts)


def _written_at(message: Incoming) -> datetime:
    return datetime.fromtimestamp(float(message.ts), UTC)
