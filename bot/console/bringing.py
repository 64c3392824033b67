"""A coordinator's answer goes back to everyone who asked: where they asked, if all who read there may read it; else to
them alone; else not at all, and the coordinators hear of it."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from slack_sdk.errors import SlackApiError

from bot.audience import Room, readable_by_all
from bot.client import SLACK_ERRORS, reason
from bot.introductions.coordinators import Coordinators
from bot.introductions.slack import Slack
from bot.people import Profile
from bot.post import LetterRefused
from bot.replies.catalogue import texts
from bot.replies.gap_letters import Why, brought_message, unbrought_letter
from knowledge.audiences import Person
from knowledge.errors import KlyngebotError
from knowledge.gaps.gap import Delivery
from knowledge.records.gap_deliveries import MOST_TRIES, Claimed, GapDeliveries

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Brought:
    """It is there."""


@dataclass(frozen=True, slots=True)
class Unbrought:
    """Nobody gets it there."""

    why: Why


class Bringing:
    """A duty of the timekeeper. What Slack does not take is tried again later and later, and given up at last."""

    def __init__(self, deliveries: GapDeliveries, slack: Slack, coordinators: Coordinators) -> None:
        self._deliveries = deliveries
        self._people = slack.people
        self._post = slack.post
        self._client = slack.client
        self._rule = slack.rule
        self._coordinators = coordinators
        self._team = ""

    def attend(self, now: datetime) -> None:
        for delivery in self._deliveries.due(now):
            if isinstance(self._deliveries.claim(delivery, now), Claimed):
                self._try(delivery)

    def _try(self, delivery: Delivery) -> None:
        """One that fails does not keep the others."""
        try:
            outcome = self._in_thread(delivery) if delivery.way.thread else self._alone(delivery)
        except (KlyngebotError, *SLACK_ERRORS) as error:
            _log.warning("an answer is not brought back yet: %s", _words(error))
            if delivery.tries + 1 >= MOST_TRIES:
                self._give_up(delivery, "refused")
            return
        if isinstance(outcome, Unbrought):
            self._give_up(delivery, outcome.why)
        else:
            self._deliveries.sent(delivery)

    def _give_up(self, delivery: Delivery, why: Why) -> None:
        """It stands in the list whether or not the letter arrives."""
        self._deliveries.give_up(delivery)
        try:
            self._coordinators.tell(lambda said: unbrought_letter(delivery, why, said), _mark(delivery))
        except (KlyngebotError, *SLACK_ERRORS) as error:
            _log.warning("coordinators do not hear of an answer that was given up: %s", _words(error))

    def _in_thread(self, delivery: Delivery) -> Brought | Unbrought:
        way = delivery.way
        if way.channel.startswith("D") or not self._all_may_read(delivery):
            return self._alone(delivery)
        try:
            self._post.into(
                way.channel, brought_message(delivery, texts(delivery.language)), _mark(delivery), way.thread
            )
        except LetterRefused as refused:
            # Where posting only broke off, it may stand there: the next try looks for its mark.
            if not isinstance(refused.__cause__, SlackApiError):
                raise
            _log.info("an answer goes to its asker alone: %s", refused)
            return self._alone(delivery)
        return Brought()

    def _alone(self, delivery: Delivery) -> Brought | Unbrought:
        way, profile = delivery.way, self._asker(delivery)
        if profile is None or profile.is_deleted or profile.is_bot:
            return Unbrought("away")
        person = self._people.person(profile, self._own_team())
        if delivery.audience not in readable_by_all(Room(is_direct=True), person, self._rule):
            return Unbrought("not theirs")
        message, mark = brought_message(delivery, texts(delivery.language)), _mark(delivery)
        if way.channel.startswith("D") and way.thread:
            self._post.into(way.channel, message, mark, way.thread)
        else:
            self._post.to_person(profile.id, message, mark)
        return Brought()

    def _all_may_read(self, delivery: Delivery) -> bool:
        """Everyone who reads the channel at this moment, and who asked; where nobody knows who that was, only what is
        public stays there."""
        profile = self._asker(delivery)
        person = self._people.person(profile, self._own_team()) if profile else Person()
        room = self._people.room(delivery.way.channel, self._own_team(), "")
        return delivery.audience in readable_by_all(room, person, self._rule)

    def _asker(self, delivery: Delivery) -> Profile | None:
        """None where nobody is known by it (any more)."""
        person = delivery.way.person
        if "@" in person:
            return self._people.with_email(person)
        return self._people.known(person.upper()) if person else None

    def _own_team(self) -> str:
        """The workspace that the assistant lives in."""
        self._team = self._team or str(self._client.auth_test().get("team_id") or "")
        return self._team


def _words(error: Exception) -> str:
    return str(error) if isinstance(error, KlyngebotError) else reason(error)


def _mark(delivery: Delivery) -> str:
    """The same for this answer to this question at this place, also after a restart."""
    told = sha256(f"{delivery.words}\n{delivery.answer}".encode()).hexdigest()[:12]
    return f"gap:{delivery.id}:{told}"
