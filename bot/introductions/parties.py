"""The people of an introduction as the register and Slack know them, and which language each is written to in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.languages import Languages
from bot.people import People, Profile
from bot.ports import Register
from bot.replies.catalogue import Texts
from bot.replies.inert import shown
from bot.replies.introduction_letters import LONGEST_NAME, person_line
from knowledge.directory.directory import Person


@dataclass(frozen=True, slots=True)
class Party:
    """``user`` is "" where nobody can be written to in Slack; ``row`` is None where the register holds nobody."""

    email: str
    user: str
    row: Person | None
    said: Texts

    def presented(self, said: Texts) -> str:
        """With role and organisation, to somebody who does not know them yet. Ready for a message."""
        return person_line(self.row, self.email) if "@" in self.email else said("somebody who has left")

    def named(self, said: Texts) -> str:
        """The name alone."""
        return shown(self.row.name, LONGEST_NAME) if self.row else self.presented(said)


@dataclass(frozen=True, slots=True)
class Outsider:
    """A guest, somebody of another workspace, or somebody whose address Slack does not tell. ``email`` is that of a
    guest, "" of the others: their own workspace does not vouch for it."""

    said: Texts
    email: str = ""


class Parties:
    def __init__(
        self, people: People, register: Register, languages: Languages, clock: Callable[[], datetime]
    ) -> None:
        self._people = people
        self._register = register
        self._languages = languages
        self._clock = clock

    def of(self, email: str) -> Party:
        """Raises what Slack raises where it does not say who has this address. Who had their data deleted has none."""
        profile = self._people.with_email(email) if "@" in email else None
        row = self._register.person(email, self._clock().date())
        there = profile is not None and self._is_there(profile)
        said = self._languages.of_profile(profile) if profile else self._languages.shared
        return Party(email, profile.id if profile and there else "", row, said)

    def reader(self, user: str, email: str) -> Party:
        """Who pressed something, as the one that reads the reply."""
        row = self._register.person(email, self._clock().date()) if email else None
        return Party(email, user, row, self._languages.of(user))

    def member(self, user: str, team: str) -> Party | Outsider:
        """Who came or pressed something, where it is a member of the cluster's own workspace."""
        reader = self.reader(user, self.identity(user, team))
        is_outside = not reader.email or not self._people.is_member(self._people.profile(user), team)
        return Outsider(reader.said, reader.email) if is_outside else reader

    def called(self, email: str, said: Texts) -> str:
        """With role and organisation, by the register alone. Ready for a message."""
        row = self._register.person(email, self._clock().date()) if "@" in email else None
        return Party(email, "", row, said).presented(said)

    def identity(self, user: str, team: str) -> str:
        """The e-mail address of a user whose workspace vouches for it; "" of anybody else."""
        return self._people.identity(user, team)

    def _is_there(self, profile: Profile) -> bool:
        """Whether they can be written to. A guest may be in the register; one who is of another cluster is not."""
        is_ours = profile.is_guest or self._people.is_member(profile, profile.team)
        return is_ours and not (profile.is_deleted or profile.is_bot)
