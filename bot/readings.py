"""What the records say of how the whole installation is, for whoever watches it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.metrics import Reading
from knowledge.records.catalogue import Catalogue
from knowledge.records.inbox import Inbox
from knowledge.records.model_calls import ModelCalls


@dataclass(frozen=True, slots=True)
class Readings:
    """The same at each replica of one installation."""

    catalogue: Catalogue
    inbox: Inbox
    model_calls: ModelCalls

    def __call__(self) -> Iterator[Reading]:
        yield Reading("passages", "Passages that can be found", self.catalogue.passage_count())
        failing = len(self.catalogue.failures())
        yield Reading("failing_files", "Files and addresses that the last sync could not read", failing)
        if synced := self.catalogue.fact("synced_at"):
            at = datetime.fromisoformat(synced).timestamp()
            yield Reading("last_sync_timestamp_seconds", "When the last sync ended", at)
        yield Reading(
            "events_in_hand", "Events taken in and not finished, at all replicas", self.inbox.unfinished()
        )
        yield Reading("waiting", "Messages that wait for a hand, at all replicas", len(self.inbox.queued()))
        yield Reading("model_calls_today", "Calls of a model made today", self.model_calls.spent())

    def fault(self) -> str:
        """Why questions cannot be answered; "" where they can. Raises DataFolderError where the records are away."""
        return "" if self.catalogue.fact("synced_at") else "nothing is indexed yet"
