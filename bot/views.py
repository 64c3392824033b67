"""Slack's views: each person's Home, and forms that open over what they see."""

from __future__ import annotations

from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.client import held, reason
from knowledge.errors import KlyngebotError

_TOO_LATE = {"expired_trigger_id", "trigger_expired", "exchanged_trigger_id", "invalid_trigger_id"}

View = dict[str, Any]


class PressedTooLongAgo(KlyngebotError):
    """Slack opens a form within three seconds of the press, and not later."""


class Views:
    """Raises what Slack raises. Safe from several threads."""

    def __init__(self, client: WebClient) -> None:
        self._client = client

    def show_home(self, user: str, view: View) -> None:
        self._client.views_publish(user_id=user, view=view)

    def open(self, trigger: str, view: View) -> str:
        """The id of the opened view. Raises PressedTooLongAgo."""
        try:
            opened = self._client.views_open(trigger_id=trigger, view=view)
        except SlackApiError as error:
            if reason(error) in _TOO_LATE:
                raise PressedTooLongAgo("the press that was to open a form came too late") from error
            raise
        return str(held(held(opened, "view", dict), "id", str))

    def put(self, id: str, view: View) -> None:
        """In the place of an opened view."""
        self._client.views_update(view_id=id, view=view)
