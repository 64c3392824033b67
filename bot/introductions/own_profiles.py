"""All that is known of somebody, for their own eyes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.introductions.brokerage import Brokerage
from bot.replies.profile_lines import OwnProfile
from knowledge.introductions.entered import unhidden


class OwnProfiles:
    def __init__(self, brokerage: Brokerage, clock: Callable[[], datetime]) -> None:
        self._brokerage = brokerage
        self._clock = clock

    def of(self, email: str) -> OwnProfile:
        listed = self._brokerage.register.listed(email, self._clock().date())
        profile = self._brokerage.profiles.of(email)
        row = unhidden(listed.row if listed else None, profile)
        if listed and not row.organisation:
            row = replace(row, organisation=listed.organisation_name)
        past = self._brokerage.introductions.history(self._clock()).past
        return OwnProfile(row, profile, listed, email in past.benched)
