"""What people say of themselves to the bot, beside the rows of registers."""

from __future__ import annotations

from knowledge.introductions.profile import Profile, overlaid
from knowledge.models import MEMBERS, SourceInfo
from knowledge.rows import PersonRow

PROFILES = "profiles"
# What a register's text tells that a person may have replaced or hidden.
_TOLD = ("name", "organisation", "role", "place", "languages", "topics", "offers", "needs")


def source_of(profile: Profile) -> SourceInfo:
    """As a profile is cited: ``profiles#EMAIL``."""
    said_on = profile.returned.date() if profile.returned else None
    return SourceInfo(
        f"{PROFILES}#{profile.email}", profile.name or profile.email, "people", MEMBERS, said_on
    )


def said_fields(profile: Profile) -> tuple[str, ...]:
    return tuple(name for name in _TOLD if getattr(profile, name) is not None)


def told_values(row: PersonRow, *names: str) -> frozenset[str]:
    """What a row says of somebody in these fields; in all that they may replace or hide, where none is named."""
    held = (getattr(row, name) for name in names or _TOLD)
    return frozenset(value for one in held for value in (one if isinstance(one, tuple) else (one,)) if value)


def still_told(row: PersonRow, profile: Profile) -> frozenset[str] | None:
    """What of a register's row still holds, where it says something that does not; None where all of it does."""
    shown = overlaid(row, profile)
    if all(told_values(row, name) <= told_values(shown, name) for name in _TOLD):
        return None
    return told_values(row) & told_values(shown)
