"""Each person's Home: shown when it is opened, and anew after each press on it and when something has changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256

from bot.introductions.actors import actor_of
from bot.introductions.brokerage import Brokerage
from bot.introductions.letters import other_of
from bot.introductions.own_profiles import OwnProfiles
from bot.introductions.parties import Outsider, Parties, Party
from bot.introductions.slack import Slack
from bot.pressed import Press
from bot.replies.ask_form import ASK_KLYNGEBOT
from bot.replies.catalogue import Texts
from bot.replies.cluster_home import Waiting, cluster_blocks
from bot.replies.home import Standing, introduction_blocks, outsider_blocks, profile_blocks, unknown_blocks
from bot.replies.limits import Block
from bot.replies.news import news_blocks
from bot.replies.preferences import choice_blocks, outsider_choice_blocks, privacy_button
from bot.replies.surfaces import divider, home_view
from bot.views import View
from bot.visits import Visit
from knowledge.introductions.events import Actor, No, Reaction, Withdrawn, Yes
from knowledge.introductions.introduction import UNDER_WAY
from knowledge.introductions.shown import shown_to
from knowledge.records.opened_homes import OpenedHome

_OPEN = ("your_turn", "in_review", "waiting")
_REACTIONS: Mapping[str, Callable[[Actor], Reaction]] = {
    "home.yes": Yes,
    "home.no": No,
    "home.withdraw": Withdrawn,
}


class Home:
    """``knowledge`` is what coordinators see of it on theirs; ``wake`` is told when something may be due."""

    def __init__(
        self,
        brokerage: Brokerage,
        slack: Slack,
        parties: Parties,
        knowledge: Callable[[Texts, frozenset[str]], Iterator[Block]],
        wake: Callable[[], None],
    ) -> None:
        self._brokerage = brokerage
        self._parties = parties
        self._homes = brokerage.homes
        self._preferences = slack.preferences
        self._views = slack.views
        self._house = slack.house
        self._rule = slack.rule
        self._clock = slack.clock
        self._knowledge = knowledge
        self._wake = wake
        self._own_profiles = OwnProfiles(brokerage, slack.clock)

    @property
    def presses(self) -> Mapping[str, Callable[[Press], None]]:
        return dict.fromkeys(_REACTIONS, self._react)

    def open(self, visit: Visit) -> None:
        self._homes.note_opened(visit.user, visit.team, self._clock())
        self.show(visit.user, visit.team)

    def show(self, user: str, team: str) -> None:
        """Raises what Slack raises."""
        self._publish(user, self._view(user, team))

    def refresh(self, opened: OpenedHome) -> None:
        """Shows it anew where something else is to stand on it. Raises what Slack raises."""
        view = self._view(opened.user, opened.team)
        if _digest(view) != opened.shown:
            self._publish(opened.user, view)

    def _publish(self, user: str, view: View) -> None:
        self._views.show_home(user, view)
        self._homes.note_shown(user, _digest(view))

    def _view(self, user: str, team: str) -> View:
        viewer = self._parties.member(user, team)
        return home_view(
            self._for_outsider(viewer) if isinstance(viewer, Outsider) else self._for_member(viewer)
        )

    def _react(self, press: Press) -> None:
        """A step, unless it came too late or from somebody else: the Home shows how it stands either way."""
        viewer = self._parties.member(press.user, press.team)
        if isinstance(viewer, Party):
            actor = actor_of(viewer.email, self._house.coordinators)
            self._brokerage.introductions.step(press.value, _REACTIONS[press.name](actor), self._clock())
            self._wake()
        self.show(press.user, press.team)

    def _for_outsider(self, viewer: Outsider) -> Iterator[Block]:
        yield from outsider_blocks(self._house.cluster, self._house.coordinators, viewer.said)
        if viewer.email:
            yield from outsider_choice_blocks(self._preferences.of(viewer.email), viewer.said)
        yield privacy_button(viewer.said)

    def _for_member(self, viewer: Party) -> Iterator[Block]:
        now = self._clock()
        own, today = self._own_profiles.of(viewer.email), now.date()
        audiences = self._rule.asker_with_email(viewer.email).audiences
        yield from news_blocks(self._brokerage.news(audiences, now), ASK_KLYNGEBOT, viewer.said)
        yield divider()
        if own.is_known:
            yield from profile_blocks(own, today, viewer.said)
        else:
            yield from unknown_blocks(own, self._house.coordinators, viewer.said)
        yield from introduction_blocks(self._standings(viewer), viewer.email, viewer.said)
        yield from choice_blocks(self._preferences.of(viewer.email), viewer.said)
        if viewer.email in self._house.coordinators:
            yield from self._for_coordinator(viewer)
            yield from self._knowledge(viewer.said, audiences)

    def _standings(self, viewer: Party) -> list[Standing]:
        theirs = reversed(self._brokerage.introductions.of(viewer.email))
        return [
            Standing(one, self._parties.called(other_of(one, viewer.email), viewer.said))
            for one in theirs
            if shown_to(one, viewer.email) in _OPEN
        ]

    def _for_coordinator(self, viewer: Party) -> Iterator[Block]:
        introductions = self._brokerage.introductions
        queue = [
            Waiting(one, *(self._parties.called(email, viewer.said) for email in one.parties))
            for one in introductions.in_states("review")
        ]
        counts = {state: len(introductions.in_states(state)) for state in UNDER_WAY}
        are_paused = self._brokerage.notices.are_paused()
        return cluster_blocks(queue, counts, are_paused, viewer.said)


def _digest(view: View) -> str:
    return sha256(json.dumps(view, sort_keys=True).encode()).hexdigest()
