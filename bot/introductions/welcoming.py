"""Somebody who is new is welcomed, and presented to the others where they want that."""

from __future__ import annotations

import logging

from bot.counter import Presses
from bot.inbox_names import PRESENTED
from bot.introductions.brokerage import Brokerage
from bot.introductions.parties import Outsider, Parties, Party
from bot.introductions.slack import Slack
from bot.post import Letter, LetterRefused
from bot.pressed import Press
from bot.replies.message import Message, message_of
from bot.replies.profile_letters import members_only_message
from bot.replies.suggestion_cards import unknown_message
from bot.replies.welcome import (
    Welcomed,
    channel_name,
    digest_of,
    missing_letter,
    presentation,
    preview_letter,
    shut_out_letter,
    welcome_letter,
)
from bot.visits import Visit
from knowledge.directory.directory import Person

_log = logging.getLogger(__name__)
# What the mark of a welcome begins with.
WELCOMED = "welcome:"


class Welcoming:
    def __init__(self, brokerage: Brokerage, slack: Slack, parties: Parties) -> None:
        self._register = brokerage.register
        self._channel = brokerage.places.presented_in
        self._slack = slack
        self._post = slack.post
        self._house = slack.house
        self._parties = parties

    @property
    def presses(self) -> Presses:
        return {
            "newcomer.present": self._preview,
            "newcomer.post": self._present,
            "newcomer.later": self._leave_it,
        }

    def welcome(self, visit: Visit) -> None:
        """May be done twice: each letter is written once. Raises LetterRefused, and what Slack raises."""
        profile = self._slack.people.known(visit.user)
        member = self._parties.member(visit.user, visit.team)
        if profile.is_bot or isinstance(member, Outsider):
            return
        welcomed = Welcomed(profile.name, self._house.cluster, bool(self._channel))
        self._post.to_person(visit.user, welcome_letter(welcomed, member.said), f"{WELCOMED}{visit.user}")
        self._slack.contacts.told(visit.user, self._slack.clock())
        if self._register.listed(member.email, self._slack.clock().date()) is None:
            for coordinator in self._coordinators():
                letter = missing_letter(profile.name, member.email, coordinator.said)
                self._post.to_person(coordinator.user, letter, f"missing:{visit.user}")

    def _preview(self, press: Press) -> None:
        self._post.to_person(press.user, self._previewed(press), press.id)

    def _previewed(self, press: Press) -> Message:
        member = self._parties.member(press.user, press.team)
        if isinstance(member, Outsider):
            return members_only_message(member.said)
        if member.row is None:
            return unknown_message(member.said)
        return preview_letter(self._presentation(member.row), self._channel, member.said)

    def _present(self, press: Press) -> None:
        """Just what was agreed to: where the profile has changed since, it is shown anew."""
        letter, member = Letter(press.channel, press.ts), self._parties.member(press.user, press.team)
        if isinstance(member, Outsider) or member.row is None or not self._channel:
            return
        post = self._presentation(member.row)
        if digest_of(post) != press.value:
            self._post.rewrite(letter, preview_letter(post, self._channel, member.said))
            return
        self._post.rewrite(letter, self._posted(post, press, member))

    def _posted(self, post: Message, press: Press, member: Party) -> Message:
        """What the one who is presented reads afterwards. One that was interrupted is taken up again."""
        inbox, claim = self._slack.inbox, f"{PRESENTED}{press.team}:{press.user}"
        channel, said = channel_name(self._channel), member.said
        is_first = inbox.take(claim, press.id, self._slack.clock())
        if not is_first and claim not in dict(inbox.pending()):
            return message_of([said("You have been presented in {channel} already.", channel=channel)])
        try:
            self._post.into(self._slack.channels.named(self._channel), post, claim)
        except LetterRefused as error:
            _log.warning("nobody is presented in %s: %s", self._channel, error)
            for one in self._coordinators():
                self._post.to_person(one.user, shut_out_letter(self._channel, one.said), press.id)
            return message_of(
                [said("I cannot write in {channel} yet. The coordinators are told.", channel=channel)]
            )
        inbox.done(claim)
        return message_of([said("Now you are presented in {channel}.", channel=channel)])

    def _leave_it(self, press: Press) -> None:
        said = self._parties.reader(press.user, self._parties.identity(press.user, press.team)).said
        nothing = message_of([said("All right, nothing is posted.")])
        self._post.rewrite(Letter(press.channel, press.ts), nothing)

    def _presentation(self, person: Person) -> Message:
        """In the cluster's language: everybody in the channel reads it."""
        return presentation(person, self._slack.languages.shared)

    def _coordinators(self) -> list[Party]:
        """Those who can be written to."""
        there = (self._parties.of(email) for email in self._house.coordinators)
        return [one for one in there if one.user]
