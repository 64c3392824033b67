"""Shows people of a workspace with several clusters where they choose one, and what came of it."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

from slack_bolt.response import BoltResponse
from slack_sdk.webhook import WebhookClient

from bot.client import SLACK_ERRORS
from bot.edge import Body
from bot.replies.message import Message
from bot.workspaces.addressing import Address
from bot.workspaces.choosing import choosing_home
from bot.workspaces.workspace import Workspace

_log = logging.getLogger(__name__)
_SECONDS = 3


class Usher:
    """Speaks for no cluster. Raises what Slack raises."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def say(self, address: Address, message: Message) -> BoltResponse:
        """To whoever it came from alone, where they are."""
        said: dict[str, Any] = {"text": message.text, "blocks": list(message.blocks)}
        if address.kind == "command":
            return BoltResponse(status=HTTPStatus.OK, body={"response_type": "ephemeral", **said})
        client, said["thread_ts"] = self._workspace.client, address.thread or None
        if address.is_direct or not address.channel:
            client.chat_postMessage(channel=address.channel or address.user, **said)
        else:
            client.chat_postEphemeral(channel=address.channel, user=address.user, **said)
        return BoltResponse(status=HTTPStatus.OK)

    def show_home(self, user: str) -> BoltResponse:
        called, said = self._workspace.open_to(user), self._workspace.said_to(user)
        self._workspace.client.views_publish(user_id=user, view=choosing_home(called, said))
        return BoltResponse(status=HTTPStatus.OK)

    def answer(self, body: Body, message: Message) -> BoltResponse:
        """In the place of what was pressed; a Home shows by itself what was chosen."""
        if body.get("response_url"):
            self._replace(str(body["response_url"]), message)
        return BoltResponse(status=HTTPStatus.OK)

    def _replace(self, address: str, message: Message) -> None:
        said = {"replace_original": True, "text": message.text, "blocks": list(message.blocks)}
        try:
            WebhookClient(address, _SECONDS).send_dict(said)
        except SLACK_ERRORS as error:
            _log.info("the choice of a cluster was not confirmed: %s", type(error).__name__)
