"""Channels that cluster.toml names no longer: what was gathered from them goes, as from any source taken out."""

from __future__ import annotations

from collections.abc import Collection

from bot.use_cases.keep_knowledge import KeepKnowledge
from ingest.sync import SyncRun
from knowledge.holdings.holding import Holding
from knowledge.records.holdings import Holdings
from knowledge.schedules import CHANNELS, channel_source


class LeaveChannels:
    """What a coordinator saved of a channel is theirs, and stays."""

    def __init__(self, channels: Collection[str], holdings: Holdings, keep: KeepKnowledge) -> None:
        """``channels`` are the ids of those that are still gathered from."""
        self._channels = frozenset(channels)
        self._holdings = holdings
        self._keep = keep

    def left(self) -> tuple[str, ...]:
        """The sources of what is to go."""
        every = self._holdings.every().items()
        return tuple(
            source
            for source, one in every
            if not one.withdrawn and gathered_from(one) not in ("", *self._channels)
        )

    def run(self, run: SyncRun) -> tuple[str, ...]:
        """The sources of what went. Raises AlreadyRunning."""
        gone = self.left()
        for source in gone:
            channel = gathered_from(self._holdings.of(source))
            self._keep.remove(source, channel_source(channel), run)
        return gone


def gathered_from(holding: Holding) -> str:
    """The id of the channel that brought what answers come from; '' where a person added it."""
    by = holding.content.by if holding.content else ""
    return by.removeprefix(CHANNELS) if by.startswith(CHANNELS) else ""
