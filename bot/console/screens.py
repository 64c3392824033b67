"""Pages over a coordinator's Home, opened by a press and put in each other's place."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date, datetime

from bot.client import SLACK_ERRORS, reason
from bot.introductions.coordinators import Coordinators
from bot.introductions.parties import Party
from bot.introductions.slack import Slack
from bot.pressed import Press
from bot.replies.profile_letters import too_late_message
from bot.views import PressedTooLongAgo, View
from knowledge.curated.answer import CuratedAnswer

_log = logging.getLogger(__name__)


class Screens:
    def __init__(self, slack: Slack, coordinators: Coordinators) -> None:
        self._views = slack.views
        self._post = slack.post
        self._clock = slack.clock
        self._coordinators = coordinators
        self._people = slack.people
        self._rule = slack.rule

    def audiences(self, coordinator: Party) -> frozenset[str]:
        """What a coordinator may read themselves; what else there is, is counted and not named."""
        profile = self._people.profile(coordinator.user)
        return self._rule.for_person(self._people.person(profile, profile.team))

    def names_to(self, coordinator: Party) -> Callable[[str], bool]:
        return self._rule.named_to(self.audiences(coordinator))

    def coordinator(self, user: str, team: str) -> Party | None:
        """None for everybody else: a press that is none of theirs does nothing."""
        return self._coordinators.member(user, team)

    def reads(self, coordinator: Party) -> Callable[[CuratedAnswer], bool]:
        """Likewise of curated answers; who stands by one reads it."""
        own = self.audiences(coordinator)
        return lambda one: one.draft.audience in own or one.draft.owner == coordinator.email

    def now(self) -> datetime:
        return self._clock()

    def today(self) -> date:
        return self._clock().date()

    def show(self, press: Press, view: View, coordinator: Party) -> str:
        """In the place of the page that the button was on; else over the Home. The id of what is seen; "" where the
        press came too late for a page."""
        if press.view:
            self.put(press.view, view)
            return press.view
        try:
            return self._views.open(press.trigger, view)
        except PressedTooLongAgo:
            self._post.tell(press.user, too_late_message(coordinator.said))
            return ""

    def put(self, page: str, view: View) -> None:
        """Who has closed the page sees how it stands on their Home."""
        if not page:
            return
        try:
            self._views.put(page, view)
        except SLACK_ERRORS as error:
            _log.info("a page of the console is not shown: %s", reason(error))
