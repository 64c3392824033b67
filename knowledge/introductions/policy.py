"""How much a cluster's coordinators want to see of introductions before anybody is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from knowledge.introductions.events import Actor, Coordinator, Started, Submitted

Mode = Literal["automatic", "first", "always"]


@dataclass(frozen=True, slots=True)
class Policy:
    """``automatic``: nobody looks at them; ``first``: a coordinator approves the first ``count`` of the cluster;
    ``always``: every one. What a coordinator asks for needs no other's approval."""

    mode: Mode = "automatic"
    count: int = 0

    def begin(self, by: Actor, approved: int) -> Submitted | Started:
        """The event that takes a draft on its way, when ``approved`` of this cluster were approved so far."""
        unseen = self.mode == "automatic" or (self.mode == "first" and approved >= self.count)
        return Started(by) if unseen or isinstance(by, Coordinator) else Submitted(by)
