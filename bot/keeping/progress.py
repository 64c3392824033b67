"""How far adding has come, shown in the message whose button was pressed, at Slack's pace."""

from __future__ import annotations

from collections.abc import Callable

from bot.post import Letter, Post
from bot.replies.catalogue import Texts
from bot.replies.keeping import adding_message

# chat.update is for about one call a second, and that of the whole workspace.
_EDIT_SECONDS = 1.5


class Progress:
    """What a sync tells while it runs, for one letter. ``clock`` goes forward, in seconds."""

    def __init__(
        self, post: Post, letter: Letter, title: str, said: Texts, clock: Callable[[], float]
    ) -> None:
        self._post = post
        self._letter = letter
        self._title = title
        self._said = said
        self._clock = clock
        self._next = float("-inf")

    def start(self, total_bytes: int) -> None:
        self._show(0, 0)

    def enter(self, path: str, size: int) -> None:
        """One document is added at a time."""

    def embedded(self, done: int, of: int) -> None:
        if done < of:
            self._show(done, of)

    def _show(self, done: int, of: int) -> None:
        if self._clock() >= self._next:
            self._next = self._clock() + _EDIT_SECONDS
            self._post.rewrite(self._letter, adding_message(self._title, done, of, self._said))
