"""Who reads what is said to a press: the one who pressed, or everyone in a channel."""

from __future__ import annotations

from bot.audience import Room, readable_by_all
from bot.house import House
from bot.people import People
from bot.pressed import Press
from bot.replies.catalogue import Texts
from knowledge.audiences import AudienceRule
from knowledge.models import Asker


class Readers:
    def __init__(self, people: People, rule: AudienceRule, house: House) -> None:
        self._people = people
        self._rule = rule
        self._house = house

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
        return self._people.identity(press.user, press.team) in self._house.coordinators

    def name(self, press: Press) -> str:
        return self._people.profile(press.user).name

    def said(self, press: Press, words: str = "") -> Texts:
        """The texts in the language of ``words``; without any in that of the person's Slack."""
        return self._house.texts_in(words, self._people.profile(press.user).locale)

    def _asker(self, press: Press, room: Room) -> Asker:
        person = self._people.person(self._people.profile(press.user), press.team)
        audiences = readable_by_all(room, person, self._rule)
        return Asker(audiences, self._people.identity(press.user, press.team))
