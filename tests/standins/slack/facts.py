"""Slack's published facts of the methods and events that the stand-in knows, read from facts.json.

The table is made from slack-ruby/slack-api-ref (f4837c0, MIT), with its known slips mended: chat.appendStream
takes chunks alone, chat.stopStream takes session_status, an app-level token needs connections:write.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# Asked for by arguments of several methods rather than by one method.
_EXTRA_SCOPES = frozenset({"chat:write.customize", "commands", "app_mentions:read"})
# Lets an app post where it is not a member; off unless a test grants it, so that not_in_channel can happen.
CHAT_WRITE_PUBLIC = "chat:write.public"


@dataclass(frozen=True, slots=True)
class ArgumentFacts:
    """One argument: `kind` is string, boolean, number, integer, array or json."""

    kind: str
    enum: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    min_items: int | None = None
    max_items: int | None = None
    max_length: int | None = None
    item_max_length: int | None = None


@dataclass(frozen=True, slots=True)
class MethodFacts:
    """One method; any one of `scopes` opens it."""

    name: str
    tier: str
    json_allowed: bool
    scopes: tuple[str, ...]
    required: tuple[str, ...]
    arguments: Mapping[str, ArgumentFacts] = field(default_factory=dict)


def _argument(raw: Mapping[str, Any]) -> ArgumentFacts:
    return ArgumentFacts(
        kind=raw["type"],
        enum=tuple(raw.get("enum", ())),
        minimum=raw.get("minimum"),
        maximum=raw.get("maximum"),
        min_items=raw.get("minItems"),
        max_items=raw.get("maxItems"),
        max_length=raw.get("maxLength"),
        item_max_length=raw.get("itemMaxLength"),
    )


def _method(name: str, raw: Mapping[str, Any]) -> MethodFacts:
    return MethodFacts(
        name=name,
        tier=raw["tier"],
        json_allowed=raw["json"],
        scopes=tuple(raw["scopes"]),
        required=tuple(raw["required"]),
        arguments={key: _argument(value) for key, value in raw["args"].items()},
    )


_TABLE = json.loads(Path(__file__).with_name("facts.json").read_text(encoding="utf-8"))
METHODS: Mapping[str, MethodFacts] = {name: _method(name, raw) for name, raw in _TABLE["methods"].items()}
EVENT_SCOPES: Mapping[str, tuple[str, ...]] = {name: tuple(s) for name, s in _TABLE["events"].items()}
ALL_SCOPES: frozenset[str] = _EXTRA_SCOPES.union(
    *(facts.scopes for facts in METHODS.values()), *EVENT_SCOPES.values()
)
