"""What was looked at and is not added yet, as the buttons and forms about it carry it: nothing is kept elsewhere."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Self

from bot.use_cases.knowledge_changes import Taken

_TITLE = 150


@dataclass(frozen=True, slots=True)
class Draft:
    """``title`` is what it is called; ``channel`` and ``ts`` name the message that shows it, once that is known."""

    taken: Taken
    title: str
    channel: str = ""
    ts: str = ""

    @classmethod
    def of(cls, taken: Taken, title: str) -> Self:
        return cls(taken, title[:_TITLE])

    @classmethod
    def from_json(cls, carried: str) -> Self:
        said: Mapping[str, Any] = json.loads(carried)
        taken = Taken(**{one.name: said[one.name] for one in fields(Taken)})
        return cls(taken, said["title"], said.get("channel", ""), said.get("ts", ""))

    def to_json(self) -> str:
        """At most about 1,200 characters: a button of Slack's carries 2,000."""
        told = asdict(self.taken) | {"title": self.title, "channel": self.channel, "ts": self.ts}
        return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
