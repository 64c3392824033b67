"""Whoever is told of a curated answer opens it beside the letter."""

from __future__ import annotations

from bot.counter import Presses
from bot.introductions.parties import Outsider, Parties
from bot.introductions.slack import Slack
from bot.pressed import Press
from bot.replies.answer_letters import answer_view, gone_answer_letter
from bot.replies.profile_letters import too_late_message
from bot.reviewing.letters import Letters
from bot.views import PressedTooLongAgo
from knowledge.curated.answer import CuratedAnswer


class Opening:
    def __init__(self, letters: Letters, parties: Parties, slack: Slack) -> None:
        self._letters = letters
        self._parties = parties
        self._views = slack.views
        self._shelf = letters.reviews.shelf

    @property
    def presses(self) -> Presses:
        return {"review.read": self._open}

    def _open(self, press: Press) -> None:
        """For who may read it, and who stands by it; nobody else has the button."""
        member = self._parties.member(press.user, press.team)
        if isinstance(member, Outsider):
            return
        said, answer = member.said, self._shelf.get(press.value)
        reader = self._letters.reader(member.user, member.email, said)
        if not isinstance(answer, CuratedAnswer):
            self._letters.post.tell(press.user, gone_answer_letter(said))
        elif answer.draft.audience in reader.audiences or answer.draft.owner == member.email:
            may_change = member.email in self._letters.coordinators
            try:
                self._views.open(press.trigger, answer_view(answer, may_change, said))
            except PressedTooLongAgo:
                self._letters.post.tell(press.user, too_late_message(said))
