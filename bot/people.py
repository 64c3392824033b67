"""Who somebody is and who reads a channel, as Slack tells it. Fails closed: unknown means the narrower audience."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.audience import Room
from bot.client import SLACK_ERRORS, OddAnswer, held, reason
from knowledge.audiences import AudienceRule, Person
from knowledge.models import MEMBERS

_log = logging.getLogger(__name__)
_REMEMBERED_SECONDS = 60.0
_FAILURE_REMEMBERED_SECONDS = 5.0
_MOST_PAGES = 50
# More readers than this are not asked about one by one: it would take too long.
_ASKED_SINGLY = 30
# Nor are more askers than this within a minute: Slack tells all replicas together of a hundred, and of everyone by one
# list.
_SINGLY_A_MINUTE = 20
_SHARING = (
    "is_ext_shared",
    "is_org_shared",
    "is_pending_ext_shared",
    "pending_shared",
    "pending_connected_team_ids",
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Profile:
    """What Slack says of a user. ``locale`` such as nb-NO, empty when not told."""

    id: str
    team: str = ""
    email: str = ""
    is_bot: bool = False
    is_guest: bool = True
    is_stranger: bool = True
    locale: str = ""
    name: str = ""
    is_deleted: bool = False

    @classmethod
    def of(cls, user: Mapping[str, Any]) -> Profile:
        return cls(
            id=held(user, "id", str),
            team=str(user.get("team_id") or ""),
            email=str((user.get("profile") or {}).get("email") or ""),
            is_bot=bool(user.get("is_bot")) or user["id"] == "USLACKBOT",
            is_guest=bool(
                user.get("is_restricted") or user.get("is_ultra_restricted") or user.get("deleted")
            ),
            is_stranger=bool(user.get("is_stranger")),
            locale=str(user.get("locale") or ""),
            name=str(user.get("real_name") or user.get("name") or ""),
            is_deleted=bool(user.get("deleted")),
        )


class People:
    """Look-ups with a short memory of people and groups: a minute, and a few seconds of what failed, so that a reply
    does not wait for the same failure again and again.

    Who reads a channel is asked anew each time: a reply must not go by who read there a minute ago. Safe from several
    threads.
    """

    def __init__(
        self, client: WebClient, rule: AudienceRule, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._client = client
        self._rule = rule
        self._clock = clock
        self._remembered: dict[Hashable, tuple[float, Any]] = {}
        self._failed: dict[Hashable, tuple[float, Exception]] = {}
        self._singly = _Pace(clock)
        self._listing = threading.Lock()

    def profile(self, user: str) -> Profile:
        """Who asks; a stranger when Slack does not say."""
        try:
            return self.known(user)
        except SLACK_ERRORS as error:
            _log.warning("users.info for %s failed, so only what is public is shown: %s", user, reason(error))
            return Profile(user)

    def known(self, user: str) -> Profile:
        """Likewise. Raises what Slack raises where it does not say."""
        if self._singly.is_spent() and (found := self._everyone().get(user)):
            return found
        return self._recall(("user", user), lambda: self._fetch_profile(user))

    def identity(self, user: str, team: str) -> str:
        """The e-mail address, in lower case, of one whose workspace vouches for it; "" of anybody else."""
        profile = self.profile(user)
        vouched = team != "" and profile.team == team and not (profile.is_stranger or profile.is_bot)
        return profile.email.lower() if vouched else ""

    def with_email(self, email: str) -> Profile | None:
        """The user of the workspace with this address; None where there is none. Raises what Slack raises."""
        try:
            return self._recall(("email", email), lambda: self._fetch_with_email(email))
        except SlackApiError as error:
            if reason(error) == "users_not_found":
                return None
            raise

    def by_email(self) -> Mapping[str, Profile]:
        """Everyone of the workspace by their address, in lower case; nobody where Slack does not say."""
        return {one.email.lower(): one for one in self._everyone().values() if one.email}

    def person(self, profile: Profile, team: str) -> Person:
        """The facts on which audiences depend; ``team`` is the workspace that the assistant lives in."""
        return Person(
            email=profile.email,
            is_guest=profile.is_guest,
            is_stranger=profile.is_stranger or not team or profile.team != team,
            usergroups=frozenset(g for g in self._rule.slack_usergroups if profile.id in self._group(g)),
            channels=frozenset(c for c in self._rule.slack_channels if profile.id in self._named_channel(c)),
        )

    def is_member(self, profile: Profile, team: str) -> bool:
        """Whether somebody is a member of the cluster; ``team`` as above."""
        return MEMBERS in self._rule.for_person(self.person(profile, team))

    def name_of(self, channel: str) -> str:
        """What a channel is called; "" where Slack does not say."""
        try:
            return self._recall(("name", channel), lambda: self._fetch_name(channel))
        except SLACK_ERRORS as error:
            _log.info("what %s is called is unknown: %s", channel, reason(error))
            return ""

    def room(self, channel: str, team: str, assistant: str) -> Room:
        """Who reads ``channel`` beside the ``assistant``: an unknown room when anything about it stays unknown."""
        try:
            info = held(self._client.conversations_info(channel=channel), "channel", dict)
            profiles = self._profiles_of(self._fetch_members(channel) - {assistant})
        except SLACK_ERRORS as error:
            _log.warning(
                "the readers of %s are unknown, so only what is public is shown: %s", channel, reason(error)
            )
            return Room()
        people = [profile for profile in profiles if not profile.is_bot]
        return Room(
            is_private=bool(info.get("is_private")),
            is_shared=any(info.get(sign) for sign in _SHARING),
            members=tuple(self.person(profile, team) for profile in people),
            all_known=True,
        )

    def _group(self, usergroup: str) -> frozenset[str]:
        return self._who(("group", usergroup), lambda: self._fetch_group(usergroup))

    def _named_channel(self, channel: str) -> frozenset[str]:
        return self._who(("members", channel), lambda: self._fetch_members(channel))

    def _who(self, key: Hashable, fetch: Callable[[], frozenset[str]]) -> frozenset[str]:
        try:
            return self._recall(key, fetch)
        except SLACK_ERRORS as error:
            _log.warning("the members of %s are unknown, so nobody counts as one: %s", key, reason(error))
            return frozenset()

    def _profiles_of(self, ids: frozenset[str]) -> list[Profile]:
        """All of them, or an error. Whom the list of everyone leaves out is asked about."""
        everyone = self._everyone()
        missing = ids - everyone.keys()
        if len(missing) > _ASKED_SINGLY:
            raise OddAnswer(f"{len(missing)} people are not in the list of everyone")
        asked = [self._recall(("user", user), partial(self._fetch_profile, user)) for user in missing]
        return [*(everyone[user] for user in ids - missing), *asked]

    def _everyone(self) -> dict[str, Profile]:
        try:
            with self._listing:
                return self._recall("everyone", self._fetch_everyone)
        except SLACK_ERRORS as error:
            _log.warning("the list of everyone failed, so people are asked about singly: %s", reason(error))
            return {}

    def _recall(self, key: Hashable, fetch: Callable[[], T], seconds: float = _REMEMBERED_SECONDS) -> T:
        read_at, value = self._remembered.get(key, (float("-inf"), None))
        if self._clock() - read_at < seconds:
            found: T = value
            return found
        failed_at, failure = self._failed.get(key, (float("-inf"), None))
        if failure is not None and self._clock() - failed_at < _FAILURE_REMEMBERED_SECONDS:
            raise failure.with_traceback(None)
        try:
            fetched = fetch()
        except SLACK_ERRORS as error:
            self._failed[key] = (self._clock(), error)
            raise
        self._remembered[key] = (self._clock(), fetched)
        return fetched

    def _fetch_profile(self, user: str) -> Profile:
        self._singly.note()
        return Profile.of(held(self._client.users_info(user=user, include_locale=True), "user", dict))

    def _fetch_with_email(self, email: str) -> Profile:
        # This method tells no locale.
        return self.profile(str(held(self._client.users_lookupByEmail(email=email), "user", dict)["id"]))

    def _fetch_name(self, channel: str) -> str:
        return str(held(self._client.conversations_info(channel=channel), "channel", dict).get("name") or "")

    def _fetch_members(self, channel: str) -> frozenset[str]:
        pages = _pages(self._client.conversations_members(channel=channel, limit=1000))
        return frozenset(user for page in pages for user in held(page, "members", list))

    def _fetch_everyone(self) -> dict[str, Profile]:
        pages = _pages(self._client.users_list(limit=200, include_locale=True))
        profiles = (Profile.of(user) for page in pages for user in held(page, "members", list))
        return {profile.id: profile for profile in profiles}

    def _fetch_group(self, usergroup: str) -> frozenset[str]:
        return frozenset(held(self._client.usergroups_users_list(usergroup=usergroup), "users", list))


class _Pace:
    """How often something was done within the last minute."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._times: deque[float] = deque(maxlen=_SINGLY_A_MINUTE)

    def note(self) -> None:
        self._times.append(self._clock())

    def is_spent(self) -> bool:
        return len(self._times) == _SINGLY_A_MINUTE and self._clock() - self._times[0] < _REMEMBERED_SECONDS


def _pages(first: SlackResponse) -> Iterator[SlackResponse]:
    """All pages of a list; OddAnswer when it does not end, since a part of the readers is worse than none."""
    for number, page in enumerate(first, 1):
        if number > _MOST_PAGES:
            raise OddAnswer(f"the list goes on after {_MOST_PAGES} pages")
        yield page
