"""Those who look after the cluster, written to together."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.introductions.parties import Parties
from bot.post import Post
from bot.replies.catalogue import Texts
from bot.replies.message import Message


class Coordinators:
    """``emails`` are those of the configuration."""

    def __init__(self, emails: Sequence[str], parties: Parties, post: Post) -> None:
        self.emails = tuple(emails)
        self._parties = parties
        self._post = post

    def tell(self, letter: Callable[[Texts], Message], mark: str) -> int:
        """Each in their own language, once for each mark; how many were reached. Raises LetterRefused."""
        reached = [one for email in self.emails if (one := self._parties.of(email)).user]
        for coordinator in reached:
            self._post.to_person(coordinator.user, letter(coordinator.said), mark)
        return len(reached)
