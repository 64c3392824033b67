"""Slash commands, buttons, shortcuts and modals as a person uses them: only what is shown can be pressed."""

import copy
from collections.abc import Mapping
from typing import Any

from .errors import Payload, StandInError
from .forms import action_of, elements_of, state_of
from .installation import Installation
from .modals import submitted
from .records import Channel, User, View
from .workspace import Workspace


class Interactions:
    """Builds the bodies that Slack sends to the interactivity and command URLs."""

    def __init__(self, workspace: Workspace, installation: Installation) -> None:
        self._workspace = workspace
        self._installation = installation

    def command(self, user: User, channel: Channel, command: str, text: str = "") -> Payload:
        """`/klynge ask ...` typed in a channel."""
        self._installation.check_scope("commands", "a slash command")
        workspace = self._workspace
        name = {
            "public": channel.name,
            "private": "privategroup",
            "im": "directmessage",
            "mpim": channel.name,
        }
        return {
            "token": "deprecated",
            "team_id": workspace.team_id,
            "team_domain": workspace.team_domain,
            "channel_id": channel.id,
            "channel_name": name[channel.kind],
            "user_id": user.id,
            "user_name": user.name,
            "command": command,
            "text": text,
            "api_app_id": workspace.app_id,
            "is_enterprise_install": "false",
            "response_url": workspace.new_response_url(user, channel),
            "trigger_id": workspace.new_trigger(user),
        }

    def press(self, user: User, message: Payload, action_id: str, value: Any = None) -> Payload:
        """A person uses an element of a message (as `messages_in` or `ephemeral` give it); block_actions.

        `value` chooses among a select's options, or fills a picker; buttons bring their own. Raises
        StandInError when the message shows no such element.
        """
        channel = self._channel_of(message)
        action = self._acted(message.get("blocks", []), action_id, value)
        is_private = "to" in message
        place = {"message_ts": message["ts"], "channel_id": channel.id, "is_ephemeral": is_private}
        thread_ts = message.get("thread_ts")
        shown = (
            {}
            if is_private
            else {"message": {k: v for k, v in copy.deepcopy(message).items() if k != "channel"}}
        )
        return {
            **self._base("block_actions", user),
            "container": {"type": "message", **place, **({"thread_ts": thread_ts} if thread_ts else {})},
            "channel": {"id": channel.id, "name": channel.name or "directmessage"},
            **shown,
            "state": {"values": state_of(message.get("blocks", []), {})},
            "response_url": self._workspace.new_response_url(user, channel, message["ts"], thread_ts),
            "actions": [action],
            "trigger_id": self._workspace.new_trigger(user),
        }

    def press_in_view(self, user: User, view: View, action_id: str, value: Any = None) -> Payload:
        """The same in a modal or the App Home."""
        action = self._acted(view.payload["blocks"], action_id, value)
        return {
            **self._base("block_actions", user),
            "container": {"type": "view", "view_id": view.id},
            "view": self._shown(view, {}),
            "actions": [action],
            "trigger_id": self._workspace.new_trigger(user, view),
        }

    def submit(self, user: User, view: View, values: Mapping[str, Any] | None = None) -> Payload:
        """A person fills a modal (`values` by action_id) and submits it.

        Raises StandInError for an unknown action_id and for a required input left empty.
        """
        return {
            **self._base("view_submission", user),
            "view": self._shown(view, values or {}, complete=True),
            "response_urls": [],
            "trigger_id": self._workspace.new_trigger(user, view),
        }

    def answered(self, submission: Payload, answer: Payload | None) -> View | None:
        """What the app's acknowledgement of a submission does; the modal then on top, None when closed."""
        return submitted(self._workspace, submission, answer)

    def close(self, user: User, view: View) -> Payload:
        """A person closes a modal; Slack tells only apps that set notify_on_close."""
        if not view.payload.get("notify_on_close"):
            raise StandInError(f"the view {view.id} does not ask for notify_on_close")
        return {**self._base("view_closed", user), "view": self._shown(view, {}), "is_cleared": False}

    def shortcut(self, user: User, callback_id: str) -> Payload:
        """A global shortcut."""
        self._installation.check_scope("commands", "a shortcut")
        base = {**self._base("shortcut", user), "callback_id": callback_id}
        return {**base, "action_ts": self._now(), "trigger_id": self._workspace.new_trigger(user)}

    def message_shortcut(self, user: User, message: Payload, callback_id: str) -> Payload:
        """A shortcut from a message's menu: message_action."""
        self._installation.check_scope("commands", "a shortcut")
        channel = self._channel_of(message)
        return {
            **self._base("message_action", user),
            "callback_id": callback_id,
            "action_ts": self._now(),
            "message_ts": message["ts"],
            "message": copy.deepcopy(message),
            "channel": {"id": channel.id, "name": channel.name or "directmessage"},
            "response_url": self._workspace.new_response_url(user, channel, None, message.get("thread_ts")),
            "trigger_id": self._workspace.new_trigger(user),
        }

    def suggest(self, user: User, view: View, action_id: str, typed: str) -> Payload:
        """A person types into an external select: block_suggestion."""
        block_id, _ = self._element(view.payload["blocks"], action_id)
        return {
            **self._base("block_suggestion", user),
            "container": {"type": "view", "view_id": view.id},
            "view": self._shown(view, {}),
            "action_id": action_id,
            "block_id": block_id,
            "value": typed,
        }

    def _base(self, kind: str, user: User) -> Payload:
        workspace = self._workspace
        return {
            "type": kind,
            "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": user.team_id},
            "api_app_id": workspace.app_id,
            "token": "deprecated",
            "team": {"id": workspace.team_id, "domain": workspace.team_domain},
            "enterprise": None,
            "is_enterprise_install": False,
        }

    def _shown(self, view: View, values: Mapping[str, Any], complete: bool = False) -> Payload:
        workspace = self._workspace
        defaults: Payload = {"private_metadata": "", "callback_id": "", "external_id": ""}
        return {
            **defaults,
            **copy.deepcopy(view.payload),
            "id": view.id,
            "team_id": workspace.team_id,
            "app_id": workspace.app_id,
            "bot_id": workspace.bot_id,
            "hash": view.hash,
            "root_view_id": view.root,
            "previous_view_id": view.previous,
            "state": {"values": state_of(view.payload["blocks"], values, complete)},
        }

    def _acted(self, blocks: list[Payload], action_id: str, value: Any) -> Payload:
        block_id, element = self._element(blocks, action_id)
        return {**action_of(element, value), "block_id": block_id, "action_ts": self._now()}

    def _element(self, blocks: list[Payload], action_id: str) -> tuple[str, Payload]:
        found = {element["action_id"]: (block_id, element) for block_id, element in elements_of(blocks)}
        if action_id not in found:
            raise StandInError(f"nothing to press by {action_id!r}; there is {sorted(found) or 'nothing'}")
        return found[action_id]

    def _channel_of(self, message: Payload) -> Channel:
        for channel in self._workspace.channels.values():
            if message.get("channel") == channel.id or self._workspace.messages.find(
                channel.id, message["ts"]
            ):
                return channel
        raise StandInError(f"there is no message {message['ts']} in the workspace")

    def _now(self) -> str:
        return f"{self._workspace.clock():.6f}"
