"""Brings to people what they have to look at, in working hours, each thing once: what is due in one letter a day, and
what a test found at once."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.client import SLACK_ERRORS
from bot.post import LetterRefused
from bot.replies.review import review_letter
from bot.reviewing.letters import Letters
from knowledge.holdings.reminding import COORDINATORS, Turn, next_turn
from knowledge.introductions.hours import is_quiet
from knowledge.records.reminders import Claimed, NotNow

_log = logging.getLogger(__name__)
# More than these wait for another day.
MOST_IN_A_LETTER = 5


class Reminding:
    def __init__(self, letters: Letters) -> None:
        self._letters = letters
        self._reviews = letters.reviews

    def attend(self, now: datetime) -> None:
        """A letter that Slack does not take keeps no other."""
        if is_quiet(now, self._reviews.zone):
            return
        for (addressee, _), turns in self._by_letter(now).items():
            day = now.astimezone(self._reviews.zone).date()
            claimed = self._reviews.reminders.claim(turns[:MOST_IN_A_LETTER], day, now)
            if isinstance(claimed, NotNow):
                continue
            if self._is_said(addressee, claimed):
                self._reviews.reminders.sent(claimed.mark, now)

    def _by_letter(self, now: datetime) -> Mapping[tuple[str, bool], Sequence[Turn]]:
        """By addressee, findings in a letter of their own; the most overdue first."""
        found: dict[tuple[str, bool], list[Turn]] = {}
        for turn in sorted(self._turns(now), key=lambda turn: (turn.matter.deadline, turn.matter.subject)):
            for to in self._reached(turn):
                letter = (to.addressee, to.matter.reason == "finding")
                found.setdefault(letter, []).append(to)
        return found

    def _turns(self, now: datetime) -> Iterator[Turn]:
        day = now.astimezone(self._reviews.zone).date()
        for kind in self._reviews.kinds.values():
            for matter in kind.due(day):
                past = self._reviews.reminders.past(matter)
                if turn := next_turn(matter, kind.course(matter), past, now):
                    yield turn

    def _reached(self, turn: Turn) -> Iterator[Turn]:
        """To whom it goes: where its owner is not in Slack or has left, to those who stand in for them, if anybody."""
        try:
            is_there = turn.addressee == COORDINATORS or bool(self._letters.party(turn.addressee).user)
        except SLACK_ERRORS as error:
            _log.warning("Slack does not say who is to be reminded: %s", type(error).__name__)
            return
        instead = self._reviews.kinds[turn.matter.kind].course(turn.matter).instead
        if is_there:
            yield turn
        elif instead is not None:
            yield replace(turn, addressee=instead, number=1)

    def _is_said(self, addressee: str, claimed: Claimed) -> bool:
        """Whether it reached anybody; where it did not, it is tried again when the claim has run out."""
        if addressee != COORDINATORS:
            return self._has_reached(addressee, claimed)
        reached = [self._has_reached(email, claimed) for email in self._letters.coordinators]
        if not any(reached):
            _log.warning("something is due for review, and no coordinator can be reached")
        return any(reached)

    def _has_reached(self, email: str, claimed: Claimed) -> bool:
        try:
            party = self._letters.party(email)
            if not party.user:
                return False
            reader = self._letters.reader(party.user, party.email, party.said)
            letter = review_letter(self._letters.items(claimed.reminded), reader)
            self._letters.post.to_person(party.user, letter, claimed.mark)
        except (LetterRefused, *SLACK_ERRORS) as error:
            _log.warning("somebody was not reminded of what is due: %s", error)
            return False
        return True
