"""Members press for people to meet: by what they look for, or because they are new."""

from __future__ import annotations

from collections.abc import Callable

from bot.counter import Presses
from bot.introductions.companies import Companies
from bot.introductions.parties import Outsider, Parties
from bot.introductions.slack import Slack
from bot.introductions.suggesting import Suggesting
from bot.pressed import Press
from bot.replies.catalogue import Texts
from bot.replies.message import Message
from bot.replies.profile_letters import members_only_message
from knowledge.models import Asker


class Meeting:
    """Suggestions come as a letter, whatever was pressed: they are for one person's eyes."""

    def __init__(self, slack: Slack, parties: Parties, suggesting: Suggesting, companies: Companies) -> None:
        self._people = slack.people
        self._post = slack.post
        self._rule = slack.rule
        self._parties = parties
        self._suggesting = suggesting
        self._companies = companies

    @property
    def presses(self) -> Presses:
        return {"home.meet": self._suggest, "newcomer.company": self._keep_company}

    def _suggest(self, press: Press) -> None:
        self._tell(press, lambda asker, said: self._suggesting.reply(asker, "", said))

    def _keep_company(self, press: Press) -> None:
        self._tell(press, self._companies.reply)

    def _tell(self, press: Press, reply: Callable[[Asker, Texts], Message]) -> None:
        member = self._parties.member(press.user, press.team)
        message = (
            members_only_message(member.said)
            if isinstance(member, Outsider)
            else reply(self._asker(press, member.email), member.said)
        )
        self._post.to_person(press.user, message, press.id)

    def _asker(self, press: Press, email: str) -> Asker:
        person = self._people.person(self._people.profile(press.user), press.team)
        return Asker(self._rule.for_person(person), email)
