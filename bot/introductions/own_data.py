"""What is kept of somebody, given to them or erased, at their own press."""

from __future__ import annotations

from dataclasses import dataclass

from bot.counter import Presses
from bot.introductions.home import Home
from bot.introductions.parties import Outsider, Parties, Party
from bot.introductions.slack import Slack
from bot.ports import ErasesPerson
from bot.pressed import Press
from bot.replies.own_data import ERASE, EXPORT, erased_letter, later_letter, outsiders_letter, own_file
from bot.unwatched import unwatched
from bot.use_cases.give_person import GivePerson
from knowledge.errors import AlreadyRunning
from knowledge.privacy.identity import Identity
from knowledge.records.persons import Persons

# A person waits; a sync that takes longer is not waited for.
_WAIT_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class PersonalData:
    """Who is who in the records, and what is done with what is theirs."""

    persons: Persons
    give: GivePerson
    erase: ErasesPerson


class OwnData:
    """For members and guests: what is kept under an address goes to nobody for whom the workspace does not vouch."""

    def __init__(self, personal: PersonalData, slack: Slack, parties: Parties, home: Home) -> None:
        self._personal = personal
        self._people = slack.people
        self._rule = slack.rule
        self._post = slack.post
        self._inbox = slack.inbox
        self._coordinators = slack.house.coordinators
        self._clock = slack.clock
        self._parties = parties
        self._home = home

    @property
    def presses(self) -> Presses:
        return {EXPORT: self._export, ERASE: self._erase}

    def _export(self, press: Press) -> None:
        viewer = self._vouched_for(press)
        if viewer is None:
            return
        identity = self._identity(viewer, press)
        person = self._people.person(self._people.profile(press.user), press.team)
        given = self._personal.give.run(identity, self._rule.for_person(person))
        self._post.hand(
            press.user,
            own_file(identity, given, viewer.said),
            viewer.said("Here is all that I keep about you."),
        )

    def _erase(self, press: Press) -> None:
        """Not taken up again by the next run of the program: what was taken in from the person goes first, and this
        press with it. Who is not told that it is done presses again."""
        viewer = self._vouched_for(press)
        if viewer is None or press.id not in dict(self._inbox.pending()):
            return
        identity = self._identity(viewer, press)
        try:
            self._personal.erase.run(identity, identity.email, self._clock(), unwatched(_WAIT_SECONDS))
        except AlreadyRunning:
            self._post.tell(press.user, later_letter(viewer.said))
            return
        self._post.tell(press.user, erased_letter(viewer.said))
        self._home.show(press.user, press.team)

    def _vouched_for(self, press: Press) -> Party | Outsider | None:
        """None for others, who are told."""
        viewer = self._parties.member(press.user, press.team)
        if viewer.email:
            return viewer
        self._post.tell(press.user, outsiders_letter(self._coordinators, viewer.said))
        return None

    def _identity(self, viewer: Party | Outsider, press: Press) -> Identity:
        return self._personal.persons.identify(viewer.email, (press.user,))
