"""Where messages are taken in: each once, in order, and none forgotten over a restart."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

from bot.crew import Crew
from bot.failures import Failures, Told
from bot.incoming import Incoming, Thread
from bot.line import Job, Line
from bot.responder import Responder
from bot.signs import Signs
from bot.work import PoolFull, WorkPool

_log = logging.getLogger(__name__)
# A reply to yesterday's question would only puzzle people.
_WORTH_RESUMING = timedelta(hours=12)
_CLOSING_SECONDS = 20.0
_LOOK_AGAIN_SECONDS = 0.3


class Desk:
    """Takes messages in before Slack's acknowledgement, and works on them after it; also on those that other replicas
    took in, where it has hands free."""

    def __init__(
        self,
        line: Line,
        responder: Responder,
        failures: Failures,
        signs: Signs,
        clock: Callable[[], datetime],
        hands: int,
        apologies: WorkPool,
    ) -> None:
        self._line = line
        self._responder = responder
        self._failures = failures
        self._signs = signs
        self._clock = clock
        self._crew = Crew(self._work_next, hands)
        self._apologies = apologies
        self._changed = threading.Lock()
        self._closing = False
        self._again: threading.Timer | None = None

    def takes_part(self, thread: Thread) -> bool:
        return self._responder.takes_part(thread)

    def listens_in(self, channel: str) -> bool:
        """Whether questions there are answered though nobody put them to the assistant."""
        return self._responder.listens_in(channel)

    def keeps_files_in(self, channel: str) -> bool:
        """Whether what is dropped there is offered to be known."""
        return self._responder.keeps_files_in(channel)

    def accept(self, message: Incoming) -> None:
        """Puts the message in line unless it was taken in before, under this event id or another one."""
        self._responder.join(message)
        self._line.take_in(message, self._welcome)
        self._crew.call()
        self._look_again()

    def look(self) -> None:
        """Whether something waits here or at another replica, and whether another has taken what waited here."""
        for job in self._line.gone():
            _log.info("event %s is another replica's now", job.message.event_id)
            job.way.note(outcome="another replica's")
            job.way.end()
            self._signs.hand_over(job.message)
        self._crew.call()
        self._look_again()

    def close(self) -> None:
        """Finishes what is under way. What is left stays in line for the next start, or for other replicas."""
        with self._changed:
            self._closing = True
            if self._again is not None:
                self._again.cancel()
        self._crew.close(_CLOSING_SECONDS)
        self._apologies.close(_CLOSING_SECONDS)
        if self._line.is_waited_in:
            _log.warning("messages are left for the next start, or for other replicas")
        self._signs.close()

    def _welcome(self, job: Job, ahead: int | None) -> None:
        if ahead is None:
            self._turn_away(job)
        elif self._responder.owes_reply(job.message):
            self._signs.give(job.message, ahead)

    def _look_again(self) -> None:
        """What comes before a message that waits here may be at another replica."""
        with self._changed:
            if self._closing or self._again is not None or not self._line.is_waited_in:
                return
            self._again = threading.Timer(_LOOK_AGAIN_SECONDS, self._look_by_itself)
            self._again.daemon = True
            self._again.start()

    def _look_by_itself(self) -> None:
        with self._changed:
            self._again = None
        try:
            self.look()
        except Exception as error:  # noqa: BLE001 - the edge of the thread: the records may be back at the next look
            _log.error("what waits cannot be looked at: %s", type(error).__name__)
            _log.debug("the cause", exc_info=error)
            self._look_again()

    def _turn_away(self, job: Job) -> None:
        message = job.message
        try:
            self._apologies.submit(message.channel, partial(self._apologise, job))
        except PoolFull:
            job.way.note(outcome="no room")
            job.way.end()
            _log.error("event %s waits for the next start: there is no room", message.event_id)
            self._line.step_aside(message)

    def _work_next(self) -> bool:
        job = self._line.next()
        if job is None:
            return False
        with job.way.inside():
            job.wait.end()
            self._work(job)
        return True

    def _work(self, job: Job) -> None:
        message = job.message
        if job.left and self._clock() - _written_at(message) > _WORTH_RESUMING:
            _log.warning("event %s stayed without a reply: it is too old to answer now", message.event_id)
            job.way.note(outcome="too old")
            job.way.end()
            self._drop(message)
            return
        try:
            (self._responder.resume if job.again else self._responder.respond)(message)
        except Exception as error:  # noqa: BLE001 - the edge: whatever went wrong, the person hears of it
            end = self._failures.report(error, message)
            job.way.end(error)
            self._conclude(message, end)
        else:
            job.way.end()
            self._conclude(message)

    def _apologise(self, job: Job) -> None:
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
        end_it = self._line.step_aside if stays else self._line.done
        self._signs.take_away(message, partial(self._end, end_it, message))

    def _end(self, end_it: Callable[[Incoming], None], message: Incoming) -> None:
        """What comes after it in its conversation may have its turn."""
        end_it(message)
        self._crew.call()

    def _drop(self, message: Incoming) -> None:
        if self._responder.owes_reply(message):
            self._signs.withhold(message)
        self._conclude(message)


def _written_at(message: Incoming) -> datetime:
    return datetime.fromtimestamp(float(message.ts), UTC)
