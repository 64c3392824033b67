"""Tells who asks for the first time what they speak with, and what is kept of it."""

from __future__ import annotations

import logging
from datetime import datetime

from bot.client import SLACK_ERRORS
from bot.introductions.slack import Slack
from bot.post import LetterRefused
from bot.replies.first_contact import first_contact_letter

_log = logging.getLogger(__name__)


class FirstContact:
    """In the conversation with them, whichever way they asked: in a channel, others need not read it. It comes within a
    minute of the answer, which does not wait for it."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack

    def attend(self, now: datetime) -> None:
        for user in self._slack.contacts.untold():
            try:
                self._tell(user)
            except (LetterRefused, *SLACK_ERRORS) as error:
                _log.warning("somebody is not told yet what they speak with: %s", error)
            else:
                self._slack.contacts.told(user, now)

    def _tell(self, user: str) -> None:
        profile = self._slack.people.known(user)
        if profile.is_bot:
            return
        said, terms = self._slack.languages.of_profile(profile), self._slack.house.privacy
        self._slack.post.to_person(user, first_contact_letter(terms, said), f"first contact:{user}")
