"""Where presses of buttons, sent forms, and who opens the Home are taken in: each press once, and none forgotten over
a restart."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.attendance import Left
from bot.failures import Failures
from bot.inbox_names import PRESSES
from bot.ports import Inbox
from bot.pressed import Accepted, Faults, Press, Submission
from bot.visits import Visit
from bot.work import PoolFull, WorkPool
from knowledge.stages import Stages

_log = logging.getLogger(__name__)
_CLOSING_SECONDS = 20.0

Presses = Mapping[str, Callable[[Press], None]]
Forms = Mapping[str, Callable[[Submission], Accepted | Faults]]


@dataclass(frozen=True, slots=True)
class Takers:
    """Who takes what: presses and forms by the names of buttons and forms; and who shows somebody their Home."""

    presses: Presses
    forms: Forms
    home: Callable[[Visit], None]


class Counter:
    """Presses are worked on after Slack's acknowledgement, those of one person one after the other; a form is taken
    before it, so that its faults stand in it: whoever takes one only writes down, and leaves the rest for after it."""

    def __init__(
        self,
        inbox: Inbox,
        takers: Takers,
        failures: Failures,
        stages: Stages,
        clock: Callable[[], datetime],
        pool: WorkPool,
    ) -> None:
        self._inbox = inbox
        self._takers = takers
        self._failures = failures
        self._stages = stages
        self._clock = clock
        self._pool = pool

    def take(self, press: Press) -> None:
        """Queues the press unless it was taken before. A button that nobody knows (a link, a former one) is left."""
        if press.name not in self._takers.presses:
            _log.debug("the button %s is left alone", press.action)
        elif self._inbox.take(press.id, press.to_json(), self._clock()):
            self._queue(press)

    def take_form(self, submission: Submission) -> Accepted | Faults:
        """Whether it is taken, or what is wrong in it. One of a former version is closed."""
        taken = self._takers.forms.get(submission.form)
        with self._stages.stage("press", "form"):
            outcome = taken(submission) if taken else Accepted()
        if isinstance(outcome, Accepted) and outcome.afterwards is not None:
            self._submit(submission.user, outcome.afterwards)
        if isinstance(outcome, Accepted) and outcome.then is not None:
            self.take(outcome.then)
        return outcome

    def open_home(self, visit: Visit) -> None:
        """Not kept over a restart: who finds their Home out of date opens it again."""
        self._submit(visit.user, partial(self._takers.home, visit))

    def take_up(self, left: Left) -> None:
        """Takes up again what an earlier run of the program, or another replica, took in and did not finish. Steps know
        what came late."""
        for id, payload in left:
            if id.startswith(PRESSES):
                self._queue(Press.from_json(payload))

    def settle(self, seconds: float) -> bool:
        """Waits until nothing is under way; whether that came."""
        return self._pool.settle(seconds)

    def close(self) -> None:
        """Finishes what is under way. What is left stays in the inbox for the next start."""
        self._pool.close(_CLOSING_SECONDS)

    def _queue(self, press: Press) -> None:
        try:
            self._pool.submit(press.user, partial(self._work, press))
        except PoolFull:
            _log.error("the press %s waits in the inbox for the next start: there is no room", press.id)

    def _submit(self, user: str, job: Callable[[], None]) -> None:
        """What needs no second try: it only shows again what is written down already."""
        try:
            self._pool.submit(user, partial(self._try, job))
        except PoolFull:
            _log.error("somebody does not see how it stands: there is no room")

    def _try(self, job: Callable[[], None]) -> None:
        with self._stages.stage("press", "shown"):
            try:
                job()
            except Exception as error:  # noqa: BLE001 - the edge: what was asked for is done, only not shown
                self._failures.report(error)

    def _work(self, press: Press) -> None:
        with self._stages.stage("press", press.name):
            try:
                self._takers.presses[press.name](press)
            except Exception as error:  # noqa: BLE001 - the edge: whatever went wrong, the person hears of it
                self._failures.report_to(error, press.user)
        self._inbox.done(press.id)
