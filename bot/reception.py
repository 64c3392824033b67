"""Receives who opens the conversation with the assistant: a greeting once, and what they could ask."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.failures import Failures
from bot.house import House
from bot.introductions.welcoming import WELCOMED
from bot.languages import Languages
from bot.openings import Opening
from bot.people import People, Profile
from bot.ports import Contacts, Inbox
from bot.post import LetterRefused, Post
from bot.prompts import Prompts
from bot.replies.greeting import Role, greeting_message, prompts_for
from bot.replies.message import Message
from bot.work import PoolFull, WorkPool

_log = logging.getLogger(__name__)
_GREETED = "greeted:"
_CLOSING_SECONDS = 5.0
# A channel of such a name is about everything.
_ABOUT_NOTHING = {"generelt", "general", "random", "tilfeldig", "alle", "all", "welcome", "velkommen"}


@dataclass(frozen=True, slots=True)
class Greeting:
    """What greeting takes: who somebody is, and what reaches them."""

    people: People
    post: Post
    prompts: Prompts
    house: House
    languages: Languages
    contacts: Contacts


class Reception:
    """Works after Slack's acknowledgement; what is lost over a restart comes back with the next opening."""

    def __init__(
        self,
        greeting: Greeting,
        inbox: Inbox,
        failures: Failures,
        clock: Callable[[], datetime],
        pool: WorkPool,
    ) -> None:
        self._people = greeting.people
        self._post = greeting.post
        self._prompts = greeting.prompts
        self._house = greeting.house
        self._languages = greeting.languages
        self._contacts = greeting.contacts
        self._inbox = inbox
        self._failures = failures
        self._clock = clock
        self._pool = pool

    def receive(self, opening: Opening) -> None:
        self._submit(opening, self._receive)

    def look_along(self, opening: Opening) -> None:
        """They look at another channel now."""
        self._submit(opening, self._look_along)

    def settle(self, seconds: float) -> bool:
        """Waits until nothing is under way; whether that came."""
        return self._pool.settle(seconds)

    def close(self) -> None:
        self._pool.close(_CLOSING_SECONDS)

    def _submit(self, opening: Opening, job: Callable[[Opening], None]) -> None:
        try:
            self._pool.submit(opening.user, partial(self._work, job, opening))
        except PoolFull:
            _log.warning("somebody is not greeted: there is no room")

    def _work(self, job: Callable[[Opening], None], opening: Opening) -> None:
        try:
            job(opening)
        except Exception as error:  # noqa: BLE001 - the edge: nobody asked for anything, so nobody is told
            self._failures.report(error)

    def _receive(self, opening: Opening) -> None:
        profile = self._people.profile(opening.user)
        if profile.is_bot:
            return
        key, said = f"{_GREETED}{opening.team}:{opening.user}", self._languages.of_profile(profile)
        is_first = self._inbox.take(key, "", self._clock())
        self._inbox.done(key)
        role = self._role(profile, opening.team, is_first)
        prompts = prompts_for(role, said, self._house.cluster, self._topic(opening.viewing))
        offered = self._prompts.offer(opening.channel, prompts, said("What would you like to know?"))
        if is_first and not self._post.has_written(opening.channel, f"{WELCOMED}{opening.user}"):
            examples = prompts if offered == "not offered" else ()
            self._greet(
                opening, key, greeting_message(said, self._house.cluster, examples, self._house.privacy)
            )

    def _greet(self, opening: Opening, mark: str, message: Message) -> None:
        try:
            self._post.into(opening.channel, message, mark)
            self._contacts.told(opening.user, self._clock())
        except LetterRefused as refused:
            _log.info("somebody was not greeted: %s", refused)

    def _look_along(self, opening: Opening) -> None:
        profile = self._people.profile(opening.user)
        role, said = self._role(profile, opening.team, is_first=False), self._languages.of_profile(profile)
        prompts = prompts_for(role, said, self._house.cluster, self._topic(opening.viewing))
        self._prompts.offer(opening.channel, prompts, said("What would you like to know?"))

    def _role(self, profile: Profile, team: str, is_first: bool) -> Role:
        """Who opens the conversation for the first time is new to the assistant at least."""
        if not self._people.is_member(profile, team):
            return "outsider"
        if self._people.identity(profile.id, team) in self._house.coordinators:
            return "coordinator"
        return "new" if is_first else "member"

    def _topic(self, channel: str) -> str:
        """What a channel is about by its name, in words."""
        name = self._people.name_of(channel) if channel.startswith(("C", "G")) else ""
        words = " ".join(name.replace("_", "-").split("-")).strip()
        return "" if words.lower() in _ABOUT_NOTHING else words
