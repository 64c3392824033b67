"""As whom somebody takes a step."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.introductions.events import Actor, Coordinator, Member


def actor_of(email: str, coordinators: Sequence[str]) -> Actor:
    return Coordinator(email) if email in coordinators else Member(email)
