"""What stands between the assistant and Slack's Web API where several clusters speak through one app."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

# What goes with a call, and what an answer holds, by name.
Body = Mapping[str, Any]


class Edge(Protocol):
    """Safe from several threads."""

    def sent(self, method: str, body: Body) -> Body | None:
        """What goes out in its place; None for what is not to be sent."""
        ...

    def received(self, method: str, body: Body, answer: Body) -> Body:
        """What the assistant sees of Slack's answer to ``body``."""
        ...


class NoEdge:
    """One cluster has the whole workspace."""

    def sent(self, method: str, body: Body) -> Body:
        return body

    def received(self, method: str, body: Body, answer: Body) -> Body:
        return answer


NO_EDGE = NoEdge()
