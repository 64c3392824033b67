"""What time brings: whose question ran out, what is due to be said, and who is to be introduced now."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.introductions.brokerage import Brokerage
from bot.introductions.coordinators import Coordinators
from bot.introductions.letters import Letters
from bot.introductions.parties import Parties, Party
from bot.introductions.rooms import Rooms
from bot.post import Letter, LetterRefused, Post
from bot.replies.catalogue import Texts, texts
from bot.replies.introduction_room import Pair, email_draft, room_message
from bot.replies.message import Message
from knowledge.errors import KlyngebotError
from knowledge.introductions.events import Clock, Introduced, Withdrawn
from knowledge.introductions.hours import meeting_times
from knowledge.introductions.introduction import Introduction
from knowledge.introductions.limits import Allowance
from knowledge.introductions.notices import Notice
from knowledge.records.notices import Claimed, Due

_log = logging.getLogger(__name__)
_PROPOSED_TIMES = 3
# What two people who are written to in different languages are both likely to read.
_COMMON_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Tools:
    """What the broker works with beside the records."""

    parties: Parties
    letters: Letters
    rooms: Rooms
    post: Post
    coordinators: Coordinators


class NobodyReached(KlyngebotError):
    """No coordinator can be written to in Slack."""


class Broker:
    """Safe to run from several threads and replicas at once: each notice is claimed before it is said."""

    def __init__(self, brokerage: Brokerage, tools: Tools) -> None:
        self._brokerage = brokerage
        self._tools = tools

    def attend(self, now: datetime) -> None:
        """All that is due now. What fails is logged and comes again at the next call."""
        if self._brokerage.notices.are_paused():
            return
        self._brokerage.introductions.expire(now)
        for due in self._brokerage.notices.due(now):
            try:
                self._attend_to(due, now)
            except Exception as error:  # noqa: BLE001 - the edge: one introduction must not hold up the others
                _log.error(
                    "the %s of introduction %s waits: %s",
                    due.notice.kind,
                    due.introduction.id,
                    error if isinstance(error, KlyngebotError) else type(error).__name__,
                )
                _log.debug("the cause", exc_info=error)
                self._brokerage.notices.release(due.notice)

    def _attend_to(self, due: Due, now: datetime) -> None:
        notice = due.notice
        if notice.person and not self._can_be_told(due, now):
            return
        claimed = self._brokerage.notices.claim(notice, self._allowance(notice, now), now)
        if not isinstance(claimed, Claimed):
            return
        letters = self._say(claimed, now)
        self._brokerage.notices.sent(notice, " ".join(letter.ref for letter in letters), now)

    def _can_be_told(self, due: Due, now: datetime) -> bool:
        """Who is gone from the register or from Slack is asked nothing more, and the other side does not wait."""
        notice, party = due.notice, self._tools.parties.of(due.notice.person)
        if party.user and (party.row or notice.person in self._tools.coordinators.emails):
            return True
        if notice.kind in ("ask", "reminder"):
            _log.warning(
                "introduction %s is withdrawn: somebody cannot be asked in Slack", notice.introduction
            )
            self._brokerage.introductions.step(notice.introduction, Withdrawn(Clock()), now)
        return False

    def _allowance(self, notice: Notice, now: datetime) -> Allowance:
        day = now.astimezone(self._brokerage.zone).date()
        person = self._brokerage.register.person(notice.person, day) if notice.person else None
        return Allowance.of(person, day) if person else Allowance()

    def _say(self, claimed: Claimed, now: datetime) -> Sequence[Letter]:
        match claimed.notice.kind:
            case "room":
                return self._introduce(claimed, now)
            case "review":
                review = partial(self._tools.letters.to_coordinator, claimed.introduction)
                return self._tell_coordinators(review, claimed.notice)
            case _:
                party, message = self._tools.letters.to_party(claimed.notice, claimed.introduction)
                return [self._tools.post.to_person(party.user, message, _mark(claimed.notice))]

    def _introduce(self, claimed: Claimed, now: datetime) -> Sequence[Letter]:
        """Opens the room, says there who they are, and writes down that it came about."""
        introduction, parties = claimed.introduction, self._tools.parties
        first, second = (parties.of(email) for email in introduction.parties)
        pair = _pair(first, second, introduction)
        times = meeting_times(now, self._brokerage.zone, _PROPOSED_TIMES)
        room = self._tools.rooms.open(first, second, introduction.id)
        if room.how == "email":
            letters = self._tell_coordinators(partial(email_draft, pair, times), claimed.notice)
        else:
            alike = first.said.language == second.said.language
            message = room_message(pair, times, first.said if alike else texts(_COMMON_LANGUAGE))
            letters = (self._tools.post.into(room.channel, message, _mark(claimed.notice)),)
        event = Introduced(room.how, room.channel)
        self._brokerage.introductions.step(introduction.id, event, now)
        return letters

    def _tell_coordinators(self, letter: Callable[[Texts], Message], notice: Notice) -> Sequence[Letter]:
        """Raises NobodyReached where none of them can be written to."""
        letters = self._tools.coordinators.tell(letter, _mark(notice))
        if not letters:
            raise NobodyReached("no coordinator of cluster.toml is found in Slack by their e-mail address")
        return letters


def _pair(first: Party, second: Party, introduction: Introduction) -> Pair:
    if first.row is None or second.row is None:
        raise LetterRefused("one of the two is not in the register any more")
    proposal = introduction.proposal
    need = proposal.need if proposal.asker == proposal.first else ""
    return Pair(first.row, second.row, need)


def _mark(notice: Notice) -> str:
    return f"{notice.introduction}:{notice.kind}"
