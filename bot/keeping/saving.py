"""The shortcut "Save to knowledge": the thread of a message is read, and shown to the coordinator who chose it."""

from __future__ import annotations

import logging

from bot.client import SLACK_ERRORS, reason
from bot.counter import Presses
from bot.gathering.reading import ThreadReader
from bot.introductions.slack import Slack
from bot.keeping.offering import Offering
from bot.pressed import Press
from bot.replies.message import message_of
from bot.timed_client import edge_of
from bot.ways.whispers import Whispers

_log = logging.getLogger(__name__)
SAVE = "save_to_knowledge"


class Saving:
    def __init__(self, offering: Offering, threads: ThreadReader, slack: Slack) -> None:
        self._offering = offering
        self._threads = threads
        self._people = slack.people
        self._languages = slack.languages
        self._coordinators = slack.house.coordinators
        self._whispers = Whispers(slack.post, slack.layouts, edge_of(slack.client))

    @property
    def presses(self) -> Presses:
        return {SAVE: self._save}

    def _save(self, press: Press) -> None:
        """It is shown in the direct conversation: only whoever decides sees it before it is decided."""
        said = self._languages.of(press.user)
        if self._people.identity(press.user, press.team) not in self._coordinators:
            refusal = said("Only a coordinator of the cluster can do that.")
            self._whispers.say(press, message_of([refusal]))
            return
        try:
            threads = self._threads.thread(press.channel, press.thread or press.ts)
        except SLACK_ERRORS as error:
            _log.info("a thread could not be read: %s", reason(error))
            threads = ()
        if not threads:
            refusal = said("I cannot read that thread. Invite me to the channel, and try again.")
            self._whispers.say(press, message_of([refusal]))
            return
        told = said("I read the thread. You decide in our direct conversation whether it is added.")
        self._whispers.say(press, message_of([told]))
        self._offering.offer_alone(threads[0].offer, press)
