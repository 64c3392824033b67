"""A coordinator lets the assistant answer in a channel without being asked, or stops it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from bot.ports import Listening
from bot.post import LetterRefused, Post
from bot.pressed import Press
from bot.replies.command_words import listening_message
from bot.replies.message import message_of
from bot.ways.readers import Readers
from bot.ways.whispers import Whispers

_log = logging.getLogger(__name__)


class Switch:
    """``an_hour`` is how many answers a channel gets at most."""

    def __init__(
        self,
        listening: Listening,
        readers: Readers,
        whispers: Whispers,
        post: Post,
        an_hour: int,
        clock: Callable[[], datetime],
    ) -> None:
        self._listening = listening
        self._readers = readers
        self._whispers = whispers
        self._post = post
        self._an_hour = an_hour
        self._clock = clock

    def turn_on(self, press: Press, words: str = "") -> None:
        """The channel is told first: nobody is listened to without knowing of it."""
        if refusal := self._refusal(press):
            self._whispers.say(press, message_of([refusal]))
            return
        said = self._readers.said(press)
        told = listening_message(said, self._readers.name(press), self._an_hour)
        try:
            self._post.into(press.channel, told, press.id)
        except LetterRefused as refused:
            _log.info("a channel is not listened to: %s", refused)
            not_there = said("I am not a member here, so I hear nothing. Invite me, and try again.")
            self._whispers.say(press, message_of([not_there]))
            return
        self._listening.switch_on(press.channel, press.user, self._clock())

    def turn_off(self, press: Press, words: str = "") -> None:
        said = self._readers.said(press)
        if not self._readers.is_coordinator(press):
            self._whispers.say(press, message_of([said("Only a coordinator of the cluster can do that.")]))
            return
        self._listening.switch_off(press.channel)
        told = said("From now on I answer here only when I am mentioned.")
        self._whispers.say(press, message_of([told]))

    def _refusal(self, press: Press) -> str:
        """Why this person cannot switch it on here; "" where they can."""
        said = self._readers.said(press)
        if not self._readers.is_coordinator(press):
            return said("Only a coordinator of the cluster can do that.")
        if press.channel.startswith("D"):
            return said("Here I answer everything anyway. Type it in a channel.")
        if self._an_hour == 0:
            return said("The operator has switched this off for the whole cluster (unasked_an_hour = 0).")
        room = self._readers.room(press)
        if room.is_shared or not room.all_known:
            return said(
                "I do that only in channels of which I know all readers, and not in those that are shared with others."
            )
        return ""
