"""Looks at the threads of gathered channels in which something has happened, and at nothing else of the channel."""

from __future__ import annotations

from datetime import datetime

from bot.gathering.gatherer import ChannelGatherer
from bot.use_cases.sync_sources import Waiting
from knowledge.records.noticed_threads import NoticedThreads
from knowledge.records.schedules import Schedules
from knowledge.schedules import Missed, channel_source


class Looking:
    """A thread that cannot be looked at leaves the rest to a look at the whole channel, which has its own pauses and
    tells what is wrong."""

    def __init__(self, gatherer: ChannelGatherer, noticed: NoticedThreads, schedules: Schedules) -> None:
        self._gatherer = gatherer
        self._noticed = noticed
        self._schedules = schedules

    def attend(self, now: datetime) -> None:
        for one in self._noticed.waiting():
            result = self._gatherer.bring_thread(one.channel, one.ts)
            if isinstance(result, Waiting):
                return
            if isinstance(result, Missed):
                self._schedules.hasten(channel_source(one.channel))
            self._noticed.done(one)
