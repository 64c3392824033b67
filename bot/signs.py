"""Small signs at a message: a status line or 👀 from the moment that it is taken in until its reply stands there."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from typing import Literal

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.client import SLACK_ERRORS, fleeting_client, reason, retry_after
from bot.incoming import Incoming
from bot.languages import Languages
from bot.openness import Openness
from bot.replies.notices import queue_notice, queue_status, working_status
from bot.work import PoolFull, WorkPool

_log = logging.getLogger(__name__)
_WORKING = "eyes"
_SMILE = "blush"
_GIVEN_AT_ONCE = 4
# In a channel each of these words is one call more; so many questions take several seconds.
_MANY_AHEAD = 10
_TAKEN_AWAY_AT_MOST = 5_000
_CLOSING_SECONDS = 5.0

Sign = Literal["status", "reaction", "none"]


class Signs:
    """None of them is worth waiting for: one that Slack refuses is no loss. Where Slack says when it wants to be asked
    again, nobody asks before, and who still waits by then gets it then. Safe from several threads, of which each
    message is in one at a time."""

    def __init__(self, client: WebClient, openness: Openness, languages: Languages) -> None:
        self._client = client
        self._fleeting = fleeting_client(client)
        self._openness = openness
        self._languages = languages
        self._lock = threading.Lock()
        self._waiting: dict[str, Incoming] = {}
        self._given: dict[str, Future[Sign]] = {}
        self._again: threading.Timer | None = None
        self._giving = ThreadPoolExecutor(_GIVEN_AT_ONCE, thread_name_prefix="signs")
        # Slack lets about twenty reactions be taken away in a minute; those who answer must not wait for that.
        self._tidying = WorkPool(1, _TAKEN_AWAY_AT_MOST, "tidying")

    def give(self, to: Incoming, ahead: int = 0) -> None:
        """The first one, soon: a status line in direct messages, 👀 elsewhere and where there is no status. Where
        questions are ``ahead`` of this one, the line says so; in a channel a word to the asker alone does, once they
        are many."""
        with self._lock:
            self._waiting[to.event_id] = to
            self._given[to.event_id] = self._giving.submit(copy_context().run, self._first, to, ahead)
            if ahead >= _MANY_AHEAD and not to.is_direct:
                self._giving.submit(copy_context().run, self._tell_place, to, ahead)

    def settle(self, to: Incoming) -> None:
        """To be called before anything is said: a sign that came after the reply would stand for ever."""
        with self._lock:
            self._waiting.pop(to.event_id, None)
        sign = self._sign_at(to)
        # The reply before it in the thread has taken the status away.
        is_gone = sign == "status" and to.thread_ts != ""
        if sign == "none" or is_gone:
            self._note(to, self._first(to))

    def show_stage(self, to: Incoming, status: str) -> None:
        """What is being done now, where there is a status line."""
        if self._sign_at(to) == "status":
            self._set_status(to, status)

    def withhold(self, to: Incoming) -> None:
        """Gives none any more. An earlier run of the program may have left 👀 at a message that this one gave none."""
        with self._lock:
            self._waiting.pop(to.event_id, None)
        if to.event_id not in self._given:
            self._note(to, "reaction")
        self._sign_at(to)

    def take_away(self, to: Incoming, then: Callable[[], None]) -> None:
        """The message is dealt with; ``then`` is called once nothing is left of the work on it. A status goes by
        itself: with the reply, or after two minutes without one."""
        sign = self._sign_at(to)
        self._given.pop(to.event_id, None)
        if sign != "reaction":
            then()
            return
        self._tidy(to, partial(self._remove, to, then))

    def hand_over(self, to: Incoming) -> None:
        """Another replica deals with it, and gives its own. What this one gave, or is just giving, may come too late
        for that one to take it away."""
        with self._lock:
            self._waiting.pop(to.event_id, None)
        given = self._given.pop(to.event_id, None)
        if given is not None and not given.cancel():
            self._tidy(to, partial(self._take_back, to, given))

    def smile(self, to: Incoming) -> None:
        self._react(to, _SMILE)

    def close(self) -> None:
        """Takes away what there is time for; what is left is taken away at the next start."""
        with self._lock:
            self._waiting.clear()
            if self._again is not None:
                self._again.cancel()
        self._giving.shutdown(wait=False, cancel_futures=True)
        if left := self._tidying.close(_CLOSING_SECONDS):
            _log.warning("%d messages keep their sign until the next start", left)

    def _give_later(self, seconds: float) -> None:
        """Those who still wait for their turn then get the sign that they could not get now."""
        with self._lock:
            if self._waiting and self._again is None:
                self._again = threading.Timer(seconds, self._give_again)
                self._again.daemon = True
                self._again.start()

    def _give_again(self) -> None:
        with self._lock:
            self._again = None
            for id, message in self._waiting.items():
                if self._given[id].done() and self._given[id].result() == "none":
                    self._given[id] = self._giving.submit(self._first, message)

    def _note(self, to: Incoming, sign: Sign) -> None:
        known: Future[Sign] = Future()
        known.set_result(sign)
        self._given[to.event_id] = known

    def _sign_at(self, to: Incoming) -> Sign:
        given = self._given.get(to.event_id)
        return "none" if given is None or given.cancel() or given.cancelled() else given.result()

    def _first(self, to: Incoming, ahead: int = 0) -> Sign:
        said = self._languages.noticing(to)
        status = queue_status(said, ahead) if ahead else working_status(said)
        if to.is_direct and self._set_status(to, status):
            return "status"
        return "reaction" if self._react(to, _WORKING) else "none"

    def _set_status(self, to: Incoming, status: str) -> bool:
        return self._try(
            "status",
            lambda: self._fleeting.assistant_threads_setStatus(
                channel_id=to.channel, thread_ts=to.thread.ts, status=status
            ),
        )

    def _react(self, to: Incoming, name: str) -> bool:
        return self._try("reactions", lambda: self._fleeting.reactions_add(**_reaction(to, name)))

    def _tell_place(self, to: Incoming, ahead: int) -> None:
        text = queue_notice(self._languages.noticing(to), ahead)
        self._try(
            "place",
            lambda: self._fleeting.chat_postEphemeral(
                channel=to.channel, user=to.user, thread_ts=to.thread_ts or None, text=text
            ),
        )

    def _tidy(self, to: Incoming, job: Callable[[], None]) -> None:
        try:
            self._tidying.submit("reactions", job)
        except PoolFull:
            _log.warning("event %s keeps its sign until the next start: there is no room", to.event_id)

    def _take_back(self, to: Incoming, given: Future[Sign]) -> None:
        if given.result() == "reaction":
            self._remove(to, lambda: None)

    def _remove(self, to: Incoming, then: Callable[[], None]) -> None:
        try:
            self._client.reactions_remove(**_reaction(to, _WORKING))
        except SLACK_ERRORS as error:
            _log.debug("a sign was not taken away: %s", reason(error))
        then()

    def _try(self, way: str, call: Callable[[], object]) -> bool:
        """Whether a sign is there now."""
        if not self._openness.is_open(way):
            return False
        try:
            call()
        except SLACK_ERRORS as error:
            _log.debug("a sign was not taken: %s", reason(error))
            if isinstance(error, SlackApiError) and (seconds := retry_after(error)):
                self._openness.close(way, seconds)
                self._give_later(seconds)
            return reason(error) == "already_reacted"
        return True


def _reaction(to: Incoming, name: str) -> dict[str, str]:
    return {"channel": to.channel, "timestamp": to.ts, "name": name}
