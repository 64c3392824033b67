"""Those who look after the cluster, written to together."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.introductions.parties import Parties, Party
from bot.post import Letter, Post
from bot.replies.catalogue import Texts
from bot.replies.message import Message


class Coordinators:
    """``emails`` are those of the configuration."""

    def __init__(self, emails: Sequence[str], parties: Parties, post: Post) -> None:
        self.emails = tuple(emails)
        self._parties = parties
        self._post = post

    def member(self, user: str, team: str) -> Party | None:
        """Who came or pressed something, where it is one of them; None for everybody else."""
        member = self._parties.member(user, team)
        return member if isinstance(member, Party) and member.email in self.emails else None

    def tell(self, letter: Callable[[Texts], Message], mark: str) -> tuple[Letter, ...]:
        """Each in their own language, once for each mark: what reached those who are in Slack. Raises LetterRefused."""
        reached = [one for email in self.emails if (one := self._parties.of(email)).user]
        return tuple(self._post.to_person(one.user, letter(one.said), mark) for one in reached)
