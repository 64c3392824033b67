"""Members and guests choose their language, and members how often they want a digest."""

from __future__ import annotations

from bot.counter import Presses
from bot.introductions.home import Home
from bot.introductions.parties import Parties, Party
from bot.introductions.slack import Slack
from bot.pressed import Press
from bot.replies.preferences import AS_IN_SLACK, DIGEST, LANGUAGE
from knowledge.records.preferences import DIGESTS, SPOKEN


class Choosing:
    """A choice that is none (of a former version, or made up) changes nothing; the Home shows how it stands."""

    def __init__(self, slack: Slack, parties: Parties, home: Home) -> None:
        self._preferences = slack.preferences
        self._clock = slack.clock
        self._parties = parties
        self._home = home

    @property
    def presses(self) -> Presses:
        return {LANGUAGE: self._choose_language, DIGEST: self._choose_digest}

    def _choose_language(self, press: Press) -> None:
        wanted = "" if press.value == AS_IN_SLACK else press.value
        viewer = self._parties.member(press.user, press.team)
        language = next((one for one in SPOKEN if one == wanted), None)
        # Whose address nobody vouches for could choose for somebody else.
        if viewer.email and language is not None:
            self._preferences.choose_language(viewer.email, language, self._clock())
        self._home.show(press.user, press.team)

    def _choose_digest(self, press: Press) -> None:
        viewer = self._parties.member(press.user, press.team)
        digest = next((one for one in DIGESTS if one == press.value), None)
        if isinstance(viewer, Party) and digest is not None:
            self._preferences.choose_digest(viewer.email, digest, self._clock())
        self._home.show(press.user, press.team)
