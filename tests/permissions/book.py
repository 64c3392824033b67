"""A Slack client that tells of a world what Slack would, and fails where the world is silent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from slack_sdk.errors import SlackApiError

from tests.permissions.world import Human, Place, World

ASSISTANT = "UBOT"
ROOM = "CROOM"


class Page(dict[str, Any]):
    """An answer of one page."""

    def __iter__(self) -> Iterator[Any]:
        yield self


class Book:
    """The look-ups that who may see what depends on."""

    def __init__(self, world: World, place: Place) -> None:
        self.world = world
        self.place = place

    def conversations_info(self, channel: str) -> Page:
        self._refuse(self.place.unknown)
        private = self.place.kind == "private"
        return Page(channel={"id": channel, "is_private": private, "is_ext_shared": self.place.is_shared})

    def conversations_members(self, channel: str, limit: int) -> Page:
        if channel == ROOM:
            self._refuse(self.place.unknown)
            return Page(members=[*sorted(self.place.readers), ASSISTANT])
        self._refuse(channel in self.world.silent)
        return Page(members=sorted(self.world.lists[channel]))

    def usergroups_users_list(self, usergroup: str) -> Page:
        self._refuse(usergroup in self.world.silent)
        return Page(users=sorted(self.world.lists[usergroup]))

    def users_info(self, user: str, include_locale: bool) -> Page:
        self._refuse(user in self.world.silent)
        return Page(user=_told(self.world.humans[user]))

    def users_list(self, limit: int, include_locale: bool) -> Page:
        known = [one for one in self.world.humans.values() if one.id not in self.world.silent]
        return Page(members=[_told(one) for one in known])

    @staticmethod
    def _refuse(silent: bool) -> None:
        if silent:
            raise SlackApiError("refused", {"error": "internal_error"})


def _told(human: Human) -> dict[str, Any]:
    return {
        "id": human.id,
        "team_id": human.team,
        "is_restricted": human.is_guest,
        "is_stranger": human.is_stranger,
        "profile": {"email": human.email},
    }
