"""Homes that were opened lately are shown anew when something on them has changed, at Slack's pace."""

from __future__ import annotations

import logging
from collections import deque
from datetime import datetime, timedelta

from bot.client import SLACK_ERRORS, reason
from bot.introductions.home import Home
from bot.people import People
from knowledge.records.opened_homes import OpenedHome, OpenedHomes

_log = logging.getLogger(__name__)
# Slack takes a hundred a minute, and people press as well.
_A_MINUTE = 40
_MINUTE = timedelta(minutes=1)


class Refreshing:
    """Called by one thread. What does not get its turn in one minute gets it in the next."""

    def __init__(self, home: Home, homes: OpenedHomes, people: People) -> None:
        self._home = home
        self._homes = homes
        self._people = people
        self._state: tuple[str, ...] = ()
        self._waiting: deque[OpenedHome] = deque()
        self._looked_at: deque[datetime] = deque()

    def attend(self, now: datetime) -> None:
        """Looks at each where the records have changed since the last time, or a new day has begun."""
        state = (*self._homes.state(), now.date().isoformat())
        if state != self._state:
            self._state, self._waiting = state, deque(self._homes.lately(now))
        while self._waiting and self._has_turn(now):
            self._refresh(self._waiting.popleft())

    def _has_turn(self, now: datetime) -> bool:
        while self._looked_at and self._looked_at[0] <= now - _MINUTE:
            self._looked_at.popleft()
        if len(self._looked_at) >= _A_MINUTE:
            return False
        self._looked_at.append(now)
        return True

    def _refresh(self, opened: OpenedHome) -> None:
        """Who is unknown for a moment would see a stranger's Home, so their own stays as it is."""
        try:
            if self._people.known(opened.user).is_deleted:
                self._homes.forget(opened.user)
            else:
                self._home.refresh(opened)
        except SLACK_ERRORS as error:
            _log.info("a Home stays as it is until the next change: %s", reason(error))
