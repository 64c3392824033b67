"""Where presses of buttons and sent forms are taken in: each press once, and none forgotten over a restart."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from bot.failures import Failures
from bot.ports import Inbox
from bot.pressed import Accepted, Faults, Press, Submission
from bot.work import PoolFull, WorkPool

_log = logging.getLogger(__name__)
PRESSES = "press:"
_CLOSING_SECONDS = 20.0

Presses = Mapping[str, Callable[[Press], None]]
Forms = Mapping[str, Callable[[Submission], Accepted | Faults]]


class Counter:
    """``presses`` and ``forms`` say who takes what, by the names of buttons and forms. Presses are worked on after
    Slack's acknowledgement, those of one person one after the other; a form is taken before it, so that its faults
    stand in it: whoever takes one only writes down."""

    def __init__(
        self,
        inbox: Inbox,
        presses: Presses,
        forms: Forms,
        failures: Failures,
        clock: Callable[[], datetime],
        pool: WorkPool,
    ) -> None:
        self._inbox = inbox
        self._presses = presses
        self._forms = forms
        self._failures = failures
        self._clock = clock
        self._pool = pool

    def take(self, press: Press) -> None:
        """Queues the press unless it was taken before. A button that nobody knows (a link, a former one) is left."""
        if press.name not in self._presses:
            _log.debug("the button %s is left alone", press.action)
        elif self._inbox.take(press.id, press.to_json(), self._clock()):
            self._queue(press)

    def take_form(self, submission: Submission) -> Accepted | Faults:
        """Whether it is taken, or what is wrong in it. One of a former version is closed."""
        taken = self._forms.get(submission.form)
        return taken(submission) if taken else Accepted()

    def resume(self) -> None:
        """Takes up again what an earlier run of the program took in and did not finish. Steps know what came late."""
        for id, payload in self._inbox.pending():
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

    def _work(self, press: Press) -> None:
        try:
            self._presses[press.name](press)
        except Exception as error:  # noqa: BLE001 - the edge: whatever went wrong, the person hears of it
            self._failures.report_to(error, press.user)
        self._inbox.done(press.id)
