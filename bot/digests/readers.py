"""Who a digest may go to. Fails closed: whom the workspace does not vouch for as a member of the cluster gets none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from slack_sdk import WebClient

from bot.client import held
from bot.introductions.slack import Slack
from bot.people import Profile
from bot.replies.catalogue import Texts
from knowledge.models import MEMBERS
from knowledge.records.view import View


@dataclass(frozen=True, slots=True)
class Reader:
    """``user`` is the chat system's id; ``audiences`` are their own."""

    email: str
    user: str
    audiences: frozenset[str]
    said: Texts


@dataclass(frozen=True, slots=True)
class NoReader:
    """Not in the workspace, no member, a guest, of another organisation, or gone."""


class Readers:
    """``has_left`` says whether a register tells of somebody that they are no longer there."""

    def __init__(self, slack: Slack, has_left: Callable[[str, date], bool]) -> None:
        self._client = slack.client
        self._people = slack.people
        self._rule = slack.rule
        self._languages = slack.languages
        self._has_left = has_left

    def of(self, email: str, day: date) -> Reader | NoReader:
        """Raises what Slack raises where it does not say who has this address."""
        profile = self._people.with_email(email)
        if profile is None or self._has_left(email, day):
            return NoReader()
        team = _team(self._client)
        if not _is_own(profile, team):
            return NoReader()
        audiences = self._rule.for_person(self._people.person(profile, team))
        if MEMBERS not in audiences:
            return NoReader()
        return Reader(email, profile.id, audiences, self._languages.of_profile(profile))


class Leavers:
    """Who was in a register and is not any more: left, or their organisation resigned."""

    def __init__(self, view: View, audiences_of: Callable[[str], frozenset[str]]) -> None:
        self._view = view
        self._audiences_of = audiences_of

    def __call__(self, email: str, day: date) -> bool:
        directory = self._view.rows(self._audiences_of(email)).directory
        known = [one for one in directory.people if one.row.email.lower() == email]
        there = {one.row.email.lower() for one in directory.people_on(day).all} if known else set()
        return bool(known) and email not in there


def _team(client: WebClient) -> str:
    return str(held(client.auth_test(), "team_id", str))


def _is_own(profile: Profile, team: str) -> bool:
    outside = profile.is_guest or profile.is_stranger or profile.is_bot or profile.is_deleted
    return profile.team == team and not outside
