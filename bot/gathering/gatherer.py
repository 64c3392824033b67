"""Keeps the knowledge in line with the pinned and marked threads of a channel."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.client import SLACK_ERRORS, reason
from bot.gathering.readers import readers_of
from bot.gathering.reading import Found, ThreadReader
from bot.gathering.threads import Thread, source_of, ts_of
from bot.unwatched import unwatched
from bot.use_cases.keep_knowledge import KeepKnowledge
from bot.use_cases.knowledge_changes import Unread
from bot.use_cases.leave_channels import gathered_from
from bot.use_cases.sync_sources import Waiting
from knowledge.errors import AlreadyRunning
from knowledge.holdings.holding import Holding
from knowledge.holdings.terms import Terms
from knowledge.records.audit import Audit
from knowledge.records.catalogue import Catalogue
from knowledge.records.holdings import Holdings
from knowledge.schedules import CHANNELS, Brought, Missed, channel_source
from knowledge.settings import AudienceSection
from knowledge.slack_settings import ChannelSection

_log = logging.getLogger(__name__)
_WAIT_SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class ThreadShelf:
    """Where threads are kept, and what is known of them."""

    keep: KeepKnowledge
    holdings: Holdings
    catalogue: Catalogue
    audit: Audit


class ChannelGatherer:
    """Each thread is a document of its own, with versions, in the name of the channel."""

    def __init__(
        self,
        channels: Sequence[ChannelSection],
        audiences: Mapping[str, AudienceSection],
        reader: ThreadReader,
        shelf: ThreadShelf,
    ) -> None:
        self._channels = {one.id: one for one in channels}
        self._audiences = audiences
        self._reader = reader
        self._shelf = shelf

    def bring(self, source: str) -> Brought | Missed | Waiting:
        """All of a channel."""
        channel = self._channels[source.removeprefix(CHANNELS)]
        return self._brought(channel, lambda: self._reader.found(channel, self._held(channel.id)))

    def bring_thread(self, channel: str, ts: str) -> Brought | Missed | Waiting:
        """One thread of a channel; of a channel that is not gathered from there is nothing to bring."""
        section = self._channels.get(channel)
        if section is None:
            return Brought()
        return self._brought(section, lambda: self._reader.found_at(section, ts))

    def _brought(self, channel: ChannelSection, look: Callable[[], Found]) -> Brought | Missed | Waiting:
        try:
            found = look()
        except SLACK_ERRORS as error:
            return Missed(
                f"Slack does not let it be read ({reason(error)})",
                "invite the assistant to the channel, and give the app what its manifest asks for",
            )
        held = self._held(channel.id).keys() & found.looked_at
        readers = readers_of(channel, found.room, self._audiences)
        threads = () if isinstance(readers, Missed) else found.threads
        try:
            for ts in held - {thread.ts for thread in threads}:
                self._remove(channel.id, ts)
            if isinstance(readers, Missed):
                return readers
            for thread in threads:
                self._keep(thread, readers.audience)
        except AlreadyRunning:
            return Waiting()
        return Brought()

    def _held(self, channel: str) -> Mapping[str, Holding]:
        """The threads that were gathered from the channel and are answered from, by ts."""
        every = self._shelf.holdings.every().items()
        mine = ((name, one) for name, one in every if gathered_from(one) == channel and not one.withdrawn)
        return {ts_of(channel, name): one for name, one in mine}

    def _keep(self, thread: Thread, audience: str) -> None:
        before = self._shelf.holdings.of(source_of(thread.channel, thread.ts))
        if self._is_kept(before, thread, audience) or self._was_taken_away(before, thread.channel):
            return
        looked = self._shelf.keep.look(thread.offer)
        if isinstance(looked, Unread):
            _log.warning("%s cannot be kept: %s", before.source, looked.failure.reason)
            return
        terms = replace(Terms.of(before), audience=audience)
        self._shelf.keep.add(looked.taken, terms, channel_source(thread.channel), unwatched(_WAIT_SECONDS))

    def _is_kept(self, before: Holding, thread: Thread, audience: str) -> bool:
        content, digest = before.content, hashlib.sha256(thread.offer.content).hexdigest()
        known = self._shelf.catalogue.holds_file(before.source)
        same = content is not None and (content.digest, before.audience) == (digest, audience)
        return known and same and not before.withdrawn

    def _was_taken_away(self, before: Holding, channel: str) -> bool:
        """By a person: what a coordinator removes stays removed, however it is marked."""
        last = next(iter(self._shelf.audit.entries(before.source, 1)), None)
        return before.withdrawn and last is not None and last.by != channel_source(channel)

    def _remove(self, channel: str, ts: str) -> None:
        self._shelf.keep.remove(source_of(channel, ts), channel_source(channel), unwatched(_WAIT_SECONDS))
