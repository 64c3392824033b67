"""What somebody typed behind ``/klynge``: which of its ways, and the words for it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Way = Literal["ask", "find", "introduce", "events", "profile", "privacy", "help", "listen", "silence"]

_WAYS: Mapping[str, Way] = {
    "ask": "ask",
    "spør": "ask",
    "spørr": "ask",
    "find": "find",
    "search": "find",
    "finn": "find",
    "søk": "find",
    "introduce": "introduce",
    "introduser": "introduce",
    "events": "events",
    "arrangementer": "events",
    "arrangement": "events",
    "profile": "profile",
    "profil": "profile",
    "privacy": "privacy",
    "personvern": "privacy",
    "help": "help",
    "hjelp": "help",
}
# These take no words: with some behind them they open a question ("profilen til …", "help me with …").
_ALONE: frozenset[Way] = frozenset({"profile", "privacy", "help"})
_LISTEN = {"listen", "lytt"}
_SWITCHES: Mapping[str, Way] = {"on": "listen", "på": "listen", "off": "silence", "av": "silence"}


@dataclass(frozen=True, slots=True)
class Typed:
    """``words`` are what stands behind the way's own word; all of it for a question without one."""

    way: Way
    words: str = ""


def typed(text: str) -> Typed:
    """``text`` is plain, without Slack's markup."""
    first, _, rest = text.strip().partition(" ")
    word, rest = first.casefold().strip(":"), rest.strip()
    if not word:
        return Typed("help")
    if word in _LISTEN and rest.casefold() in _SWITCHES:
        return Typed(_SWITCHES[rest.casefold()])
    way = _WAYS.get(word, "ask")
    if word not in _WAYS or (way in _ALONE and rest):
        return Typed("ask", text.strip())
    if way in ("ask", "find") and not rest:
        return Typed("help")
    return Typed(way, rest)
