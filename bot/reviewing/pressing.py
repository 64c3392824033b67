"""What somebody presses below what they have to look at."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import get_args

from bot.counter import Presses
from bot.introductions.parties import Outsider, Parties
from bot.post import Letter
from bot.pressed import Press
from bot.replies.profile_letters import members_only_message
from bot.replies.review import Reader, not_yours_letter, review_letter, unknown_letter
from bot.reviewing.kinds import Choice, Gone
from bot.reviewing.letters import Letters
from bot.reviewing.profiles import PROFILES
from knowledge.holdings.reminding import COORDINATORS
from knowledge.records.reminders import Reminded

_PREFIX = "review."
# Changes nothing: ``opening`` takes it.
_READ = "read"
# What a member does with their profile on their Home as well.
_ON_HOME = {"edit": "profile.edit", "delete": "profile.delete"}


class Pressing:
    """Every press ends in the letter as it stands then, whatever was pressed: that is what makes those harmless that
    come twice or too late. ``of_profiles`` are the presses of profiles."""

    def __init__(
        self, letters: Letters, parties: Parties, of_profiles: Presses, clock: Callable[[], datetime]
    ) -> None:
        self._letters = letters
        self._reviews = letters.reviews
        self._parties = parties
        self._of_profiles = of_profiles
        self._clock = clock

    @property
    def presses(self) -> Presses:
        choices: tuple[Choice, ...] = get_args(Choice)
        taken = {f"{_PREFIX}{choice}": self._taker(choice) for choice in choices if choice != _READ}
        return {**taken, _ON_HOME["delete"]: self._delete_profile}

    def _taker(self, choice: Choice) -> Callable[[Press], None]:
        return lambda press: self._take(choice, press)

    def _delete_profile(self, press: Press) -> None:
        """From the Home as from a letter: what they were asked about it goes with it."""
        self._of_profiles[_ON_HOME["delete"]](press)
        if email := self._parties.identity(press.user, press.team):
            self._reviews.reminders.forget(PROFILES, email)

    def _take(self, choice: Choice, press: Press) -> None:
        member = self._parties.member(press.user, press.team)
        if isinstance(member, Outsider):
            self._letters.post.tell(press.user, members_only_message(member.said))
            return
        reminded = self._pressed(press.value)
        if reminded is None:
            self._letters.post.tell(press.user, unknown_letter(member.said))
        elif not self._may(member.email, reminded):
            self._letters.post.tell(press.user, not_yours_letter(member.said))
        else:
            self._do(choice, press, reminded, member.email)
            reader = self._letters.reader(member.user, member.email, member.said)
            self._show(press, reminded.id, reader)
            if choice == "delete":
                self._reviews.reminders.forget(PROFILES, member.email)

    def _pressed(self, value: str) -> Reminded | None:
        """None where the records do not hold it."""
        id = int(value) if value.isdecimal() else 0
        return next((one for one in self._reviews.reminders.get(id) if one.id == id), None)

    def _may(self, email: str, reminded: Reminded) -> bool:
        """Whoever looks after it now, and the coordinators; a profile is its person's alone."""
        kind = self._reviews.kinds[reminded.matter.kind]
        standing = kind.standing(reminded.matter)
        owner = reminded.matter.owner if isinstance(standing, Gone) else standing.matter.owner
        if kind.course(reminded.matter).instead == COORDINATORS and email in self._letters.coordinators:
            return True
        return email == owner

    def _do(self, choice: Choice, press: Press, reminded: Reminded, by: str) -> None:
        """Nothing where it is settled; but what was archived can be brought back."""
        now, matter = self._clock().astimezone(self._reviews.zone), reminded.matter
        if reminded.settled not in ("", "overtaken") and (choice, reminded.settled) != (
            "restore",
            "archived",
        ):
            return
        if choice == "update":
            self._reviews.reminders.put_off(matter, now)
        elif choice in _ON_HOME:
            self._of_profiles[_ON_HOME[choice]](press)
            if choice == "delete":
                self._reviews.reminders.settle(matter, "deleted", by)
        else:
            settled = self._reviews.kinds[matter.kind].do(choice, matter, by, now)
            self._reviews.reminders.settle(matter, settled, by)

    def _show(self, press: Press, id: int, reader: Reader) -> None:
        items = self._letters.items(self._reviews.reminders.get(id))
        self._letters.post.rewrite(Letter(press.channel, press.ts), review_letter(items, reader))
