"""Digests are sent when they are due, at Slack's pace, each once."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.client import SLACK_ERRORS, reason
from bot.digests.periods import NotNow, Often, Period, period_due
from bot.digests.readers import Reader, Readers
from bot.introductions.slack import Slack
from bot.replies.message import Message
from knowledge.errors import KlyngebotError
from knowledge.records.digests import DigestClaimed, Digests

_log = logging.getLogger(__name__)
# Each takes about five calls, and Slack takes fifty of some of them a minute.
_A_MINUTE = 10
_MINUTE = timedelta(minutes=1)
_OFTEN: tuple[Often, ...] = ("weekly", "monthly")


@dataclass(frozen=True, slots=True)
class NothingNew:
    """There is nothing to write about."""


# What one reader is told of a period at a moment.
Writes = Callable[[Reader, Period, datetime], Message | NothingNew]


@dataclass(frozen=True, slots=True)
class Errand:
    """``name`` is of the period and of who is told: a coordinator who is a member may get two letters."""

    person: str
    name: str
    period: Period
    write: Writes


@dataclass(frozen=True, slots=True)
class Writers:
    coordinators: Writes
    members: Callable[[Often], Writes]


class Sending:
    """Called by one thread; safe beside other replicas. What does not get its turn in one minute gets it in the next,
    and what fails comes again when its claim has run out."""

    def __init__(
        self, slack: Slack, digests: Digests, readers: Readers, writers: Writers, zone: ZoneInfo
    ) -> None:
        self._preferences = slack.preferences
        self._coordinators = slack.house.coordinators
        self._post = slack.post
        self._digests = digests
        self._readers = readers
        self._writers = writers
        self._zone = zone
        self._turns: deque[datetime] = deque()

    def attend(self, now: datetime) -> None:
        for errand in self._due(now):
            if not self._has_turn(now):
                return
            try:
                self._run(errand, now)
            except (*SLACK_ERRORS, KlyngebotError) as error:
                word = str(error) if isinstance(error, KlyngebotError) else reason(error)
                _log.error("a digest of %s waits: %s", errand.name, word)

    def _due(self, now: datetime) -> Iterator[Errand]:
        for often in _OFTEN:
            period = period_due(often, now, self._zone)
            if isinstance(period, NotNow):
                continue
            if often == "weekly":
                name = f"coordinators-{period.name}"
                yield from self._open(name, self._coordinators, period, self._writers.coordinators, now)
            people = tuple(one.person for one in self._preferences.subscribers() if one.digest == often)
            yield from self._open(period.name, people, period, self._writers.members(often), now)

    def _open(
        self, name: str, people: tuple[str, ...], period: Period, write: Writes, now: datetime
    ) -> Iterator[Errand]:
        taken = self._digests.taken(name, now)
        addresses = dict.fromkeys(one.lower() for one in people)
        return (Errand(one, name, period, write) for one in addresses if one not in taken)

    def _run(self, errand: Errand, now: datetime) -> None:
        if not isinstance(self._digests.claim(errand.person, errand.name, now), DigestClaimed):
            return
        reader = self._readers.of(errand.person, now.astimezone(self._zone).date())
        if isinstance(reader, Reader):
            written = errand.write(reader, errand.period, now)
            if isinstance(written, Message):
                self._post.to_person(reader.user, written, errand.name)
        self._digests.settle(errand.person, errand.name, now)

    def _has_turn(self, now: datetime) -> bool:
        while self._turns and self._turns[0] <= now - _MINUTE:
            self._turns.popleft()
        if len(self._turns) >= _A_MINUTE:
            return False
        self._turns.append(now)
        return True
