"""The channels that introductions have to do with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Places:
    """Each is a name with its '#', an id, or "" (none). New members are presented in ``presented_in``; whoever joins
    ``welcome`` is new."""

    presented_in: str = ""
    welcome: str = ""
