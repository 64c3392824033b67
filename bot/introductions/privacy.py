"""What is kept of somebody, gathered for them."""

from __future__ import annotations

from bot.counter import Presses
from bot.introductions.brokerage import Brokerage
from bot.introductions.own_profiles import OwnProfiles
from bot.introductions.parties import Outsider, Parties, Party
from bot.introductions.slack import Slack
from bot.pressed import Press
from bot.replies.message import Message
from bot.replies.preferences import PRIVACY
from bot.replies.privacy import Kept, privacy_message, privacy_page
from bot.replies.profile_letters import too_late_message
from bot.views import PressedTooLongAgo


class Privacy:
    def __init__(self, brokerage: Brokerage, slack: Slack, parties: Parties) -> None:
        self._introductions = brokerage.introductions
        self._questions = slack.questions
        self._views = slack.views
        self._post = slack.post
        self._coordinators = slack.house.coordinators
        self._terms = slack.house.privacy
        self._parties = parties
        self._own_profiles = OwnProfiles(brokerage, slack.clock)

    @property
    def presses(self) -> Presses:
        return {PRIVACY: self._show}

    def message(self, press: Press) -> Message:
        """For the eyes of the one who pressed or typed."""
        viewer = self._parties.member(press.user, press.team)
        return privacy_message(self._kept(viewer), self._coordinators, viewer.said)

    def _show(self, press: Press) -> None:
        viewer = self._parties.member(press.user, press.team)
        try:
            self._views.open(press.trigger, privacy_page(self._kept(viewer), self._coordinators, viewer.said))
        except PressedTooLongAgo:
            self._post.tell(press.user, too_late_message(viewer.said))

    def _kept(self, viewer: Party | Outsider) -> Kept:
        questions = self._questions.count_of(viewer.email)
        if isinstance(viewer, Outsider):
            return Kept(self._terms, questions, is_vouched_for=viewer.email != "")
        own = self._own_profiles.of(viewer.email)
        introductions = len(self._introductions.of(viewer.email))
        return Kept(self._terms, questions, introductions, own, is_vouched_for=True)
