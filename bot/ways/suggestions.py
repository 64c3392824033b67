"""Whom to meet, told in the direct conversation: its buttons outlive a private message in a channel, and what they
lead to is no matter of the channel's."""

from __future__ import annotations

from bot.introductions.suggesting import Suggesting
from bot.post import Post
from bot.pressed import Press
from bot.replies.notices import in_private_notice
from bot.requests import wish_in
from bot.ways.readers import Readers
from bot.ways.whispers import Whispers
from bot.wording import shortened


class Suggestions:
    def __init__(self, suggesting: Suggesting, readers: Readers, whispers: Whispers, post: Post) -> None:
        self._suggesting = suggesting
        self._readers = readers
        self._whispers = whispers
        self._post = post

    def tell(self, press: Press, words: str) -> None:
        """Who asked elsewhere is told there where to look. Raises LetterRefused."""
        said = self._readers.said(press, words)
        cards = self._suggesting.reply(self._readers.alone(press), wish_in(shortened(words)), said)
        letter = self._post.to_person(press.user, cards, press.id)
        if press.channel and letter.channel != press.channel:
            self._whispers.say(press, *in_private_notice(said))
