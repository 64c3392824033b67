"""Who reads what is said to a press: the one who pressed, or everyone in a channel."""

from __future__ import annotations

from collections.abc import Sequence

from bot.audience import Room, readable_by_all
from bot.languages import Languages
from bot.people import People
from bot.pressed import Press
from bot.replies.catalogue import Texts
from knowledge.audiences import AudienceRule
from knowledge.models import Asker


class Readers:
    def __init__(
        self, people: People, rule: AudienceRule, languages: Languages, coordinators: Sequence[str]
    ) -> None:
        self._people = people
        self._rule = rule
        self._languages = languages
        self._coordinators = coordinators

    def alone(self, press: Press) -> Asker:
        """The one who pressed, with all that they may read themselves."""
        return self._asker(press, Room(is_direct=True))

    def all_in_channel(self, press: Press) -> Asker:
        """The same person, with what everyone who reads the channel at this moment may read."""
        return self._asker(press, self.room(press))

    def room(self, press: Press) -> Room:
        """The channel; the assistant itself is a bot among its readers, and does not count."""
        return self._people.room(press.channel, press.team, "")

    def is_coordinator(self, press: Press) -> bool:
        return self._people.identity(press.user, press.team) in self._coordinators

    def name(self, press: Press) -> str:
        return self._people.profile(press.user).name

    def said(self, press: Press, words: str = "") -> Texts:
        """For an answer to ``words``; without any, for everything else that the person reads."""
        return self._languages.answering(words, press.user)

    def _asker(self, press: Press, room: Room) -> Asker:
        person = self._people.person(self._people.profile(press.user), press.team)
        audiences = readable_by_all(room, person, self._rule)
        return Asker(audiences, self._people.identity(press.user, press.team))
