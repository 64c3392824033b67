"""Somebody came: to the assistant's Home, into the workspace, or into a channel. Translated in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Visit:
    """``id`` is the same when Slack tells of it again; ``channel`` is "" where they came to none; ``at`` are seconds
    of the epoch."""

    id: str
    user: str
    team: str
    channel: str = ""
    at: float = 0.0

    @classmethod
    def from_body(cls, body: Mapping[str, Any]) -> Self:
        """From the outer body of an ``event_callback``."""
        event = body["event"]
        user = event["user"]
        authorizations = body.get("authorizations") or [{}]
        return cls(
            id=str(body.get("event_id") or ""),
            # Who is new comes as a whole; who opens something by id alone.
            user=str(user["id"] if isinstance(user, Mapping) else user),
            team=str(authorizations[0].get("team_id") or body.get("team_id") or ""),
            channel=str(event.get("channel") or ""),
            at=float(body.get("event_time") or 0),
        )

    @classmethod
    def from_json(cls, payload: str) -> Self:
        return cls(**json.loads(payload))

    def to_json(self) -> str:
        return json.dumps(asdict(self))
