"""Profiles that their people have not looked at for a year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.reviewing.kinds import Choice, Gone, Standing
from knowledge.holdings.reminding import PRIVATE, Course, Matter, Settled
from knowledge.introductions.profile import Profile
from knowledge.records.profiles import Profiles

PROFILES = "profile"
_YEAR = timedelta(days=365)


class OwnProfiles:
    """``Kind`` of what people say of themselves; it concerns nobody but them. ``zone`` is the cluster's."""

    name = PROFILES

    def __init__(self, profiles: Profiles, zone: ZoneInfo) -> None:
        self._profiles = profiles
        self._zone = zone

    def due(self, day: date) -> Iterator[Matter]:
        for profile in self._profiles.every():
            if profile.stands_alone and profile.returned is not None:
                matter = self._matter(profile.email, profile.returned)
                if matter.deadline <= day:
                    yield matter

    def course(self, matter: Matter) -> Course:
        return PRIVATE

    def standing(self, matter: Matter) -> Standing | Gone:
        profile = self._profiles.of(matter.subject)
        if profile.deleted is not None or profile.returned is None:
            return Gone(matter.subject)
        return Standing(
            matter=self._matter(profile.email, profile.returned),
            title="",
            home="profile",
            choices=("confirm", "edit", "delete"),
            confirmed_on=profile.returned.astimezone(self._zone).date(),
            confirmed_by=profile.email,
            review_on=self._matter(profile.email, profile.returned).deadline,
            opening="; ".join(_words(profile)),
        )

    def do(self, choice: Choice, matter: Matter, by: str, now: datetime) -> Settled:
        """Who says that it is right is asked again in a year."""
        profile = self._profiles.of(matter.subject)
        if profile.deleted is not None or profile.returned is None:
            return "overtaken"
        if self._matter(profile.email, profile.returned).revision != matter.revision:
            return "overtaken"
        self._profiles.save(profile, now)
        return "confirmed"

    def _matter(self, email: str, returned: datetime) -> Matter:
        deadline = returned.astimezone(self._zone).date() + _YEAR
        return Matter(PROFILES, email, "review", deadline, email, int(returned.timestamp()))


def _words(profile: Profile) -> Iterator[str]:
    """What it says, without what is hidden."""
    for name in ("role", "place", "offers", "needs"):
        value = getattr(profile, name)
        if value and name not in profile.hidden:
            yield value if isinstance(value, str) else ", ".join(value)
