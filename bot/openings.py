"""Somebody opens the conversation with the assistant, or looks at another channel beside it. Translated in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

_CHANNEL = "slack#/types/channel_id"


@dataclass(frozen=True, slots=True)
class Opening:
    """``channel`` is the conversation with the assistant, ``viewing`` the channel that they come from or look at; ""
    where Slack names none."""

    user: str
    team: str
    channel: str
    viewing: str = ""

    @classmethod
    def from_body(cls, body: Mapping[str, Any]) -> Self:
        """From the outer body of an ``event_callback``."""
        event = body["event"]
        authorizations = body.get("authorizations") or [{}]
        entities = (event.get("context") or {}).get("entities") or []
        seen = [str(one["value"]) for one in entities if one.get("type") == _CHANNEL and one.get("value")]
        return cls(
            user=str(event["user"]),
            team=str(authorizations[0].get("team_id") or body.get("team_id") or ""),
            channel=str(event.get("channel") or ""),
            viewing=seen[0] if seen else "",
        )
