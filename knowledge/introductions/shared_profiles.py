"""What people say of themselves, here and to sister clusters whose registers are shared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from knowledge.introductions.profile import Profile


class SaysOfThemselves(Protocol):
    def every(self) -> tuple[Profile, ...]: ...

    def version(self) -> str:
        """Another one once anybody has said something."""
        ...


class SharedProfiles:
    """What somebody has hidden from a sister's register, or refused there, holds for her rows here too; what they said
    there of themselves stays there."""

    def __init__(self, own: SaysOfThemselves, sisters: Callable[[], Sequence[SaysOfThemselves]]) -> None:
        self._own = own
        self._sisters = sisters

    def version(self) -> str:
        return " ".join(one.version() for one in (self._own, *self._sisters()))

    def every(self) -> tuple[Profile, ...]:
        found = {profile.email: profile for profile in self._own.every()}
        for sister in self._sisters():
            for profile in sister.every():
                here = found.get(profile.email)
                found[profile.email] = _also(here, profile) if here else _bare(profile)
        return tuple(found[email] for email in sorted(found))


def _also(here: Profile, there: Profile) -> Profile:
    """Hidden there, and not said here."""
    hidden = tuple(name for name in there.hidden if name not in here.hidden and getattr(here, name) is None)
    return replace(here, hidden=(*here.hidden, *hidden))


def _bare(profile: Profile) -> Profile:
    """Without what is secret, and without what they said."""
    return replace(profile.unspoken, not_with_people=(), not_with_organisations=(), returned=None)
