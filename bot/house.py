"""What the assistant says about its own house: the cluster's name, whom to ask, which language is its first."""

from __future__ import annotations

from dataclasses import dataclass

from bot.replies.catalogue import Spoken


@dataclass(frozen=True, slots=True)
class House:
    """``coordinators`` are e-mail addresses."""

    cluster: str
    coordinators: tuple[str, ...] = ()
    language: Spoken = "nb"
