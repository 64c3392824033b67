"""Who is new: taken in before Slack's acknowledgement, welcomed within a minute, once for each person ever."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bot.channels import Channels
from bot.inbox_names import ARRIVALS, JOINED
from bot.introductions.places import Places
from bot.ports import Inbox
from bot.visits import Visit
from knowledge.errors import KlyngebotError

_log = logging.getLogger(__name__)
# Slack refuses some people for ever; and a welcome that comes later than this is none.
_WORTH_A_WELCOME = timedelta(days=3)


class Arrivals:
    """What fails waits in the inbox for the next minute, over restarts as well."""

    def __init__(
        self,
        inbox: Inbox,
        channels: Channels,
        places: Places,
        welcome: Callable[[Visit], None],
        clock: Callable[[], datetime],
    ) -> None:
        self._inbox = inbox
        self._channels = channels
        self._places = places
        self._welcome = welcome
        self._clock = clock

    def take_newcomer(self, visit: Visit) -> None:
        """Somebody is new, by whichever event Slack tells of it."""
        self._inbox.take(f"{ARRIVALS}{visit.team}:{visit.user}", visit.to_json(), self._clock())

    def take_joiner(self, visit: Visit) -> None:
        """Somebody joined a channel. Which one it is is looked up later."""
        if self._places.welcome:
            self._inbox.take(f"{JOINED}{visit.id}", visit.to_json(), self._clock())

    def attend(self, now: datetime) -> None:
        """Welcomes who waits for it."""
        for name, taken in ((JOINED, self._sort_out), (ARRIVALS, self._welcome)):
            for id, payload in self._inbox.pending():
                if id.startswith(name):
                    self._attend_to(id, Visit.from_json(payload), taken, now)

    def _sort_out(self, visit: Visit) -> None:
        if visit.channel and visit.channel == self._channels.named(self._places.welcome):
            self.take_newcomer(visit)

    def _attend_to(self, id: str, visit: Visit, taken: Callable[[Visit], None], now: datetime) -> None:
        try:
            taken(visit)
        except Exception as error:  # noqa: BLE001 - the edge: one who is new must not hold up the others
            _log.warning(
                "%s waits: %s", id, error if isinstance(error, KlyngebotError) else type(error).__name__
            )
            _log.debug("the cause", exc_info=error)
            if now - datetime.fromtimestamp(visit.at, UTC) < _WORTH_A_WELCOME:
                return
            _log.error("%s is given up", id)
        self._inbox.done(id)
