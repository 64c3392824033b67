"""Events API payloads. What a person does here also happens in the workspace, so that later calls see it."""

import copy
from collections.abc import Iterable

from .errors import Payload
from .installation import Installation
from .records import Channel, ChannelKind, File, User
from .workspace import Workspace

_MESSAGE_EVENTS: dict[ChannelKind, tuple[str, str]] = {
    "public": ("message.channels", "channel"),
    "private": ("message.groups", "group"),
    "im": ("message.im", "im"),
    "mpim": ("message.mpim", "mpim"),
}
_FAMILY: dict[ChannelKind, str] = {"public": "channels", "private": "groups", "im": "im", "mpim": "mpim"}


class Events:
    """Builds `event_callback` bodies; raises NotDeliveredError for events that the app would not get."""

    def __init__(self, workspace: Workspace, installation: Installation) -> None:
        self._workspace = workspace
        self._installation = installation

    def callback(self, event: Payload, channel: Channel | None = None) -> Payload:
        """The outer body around `event`; every call has a new event_id."""
        workspace = self._workspace
        event_id = workspace.ids.next("Ev")
        bot = {"enterprise_id": None, "team_id": workspace.team_id, "user_id": workspace.bot.id}
        return {
            "token": "deprecated",
            "team_id": workspace.team_id,
            "context_team_id": workspace.team_id,
            "context_enterprise_id": None,
            "api_app_id": workspace.app_id,
            "event": event,
            "type": "event_callback",
            "event_id": event_id,
            "event_time": int(workspace.clock()),
            "authorizations": [{**bot, "is_bot": True, "is_enterprise_install": False}],
            "is_ext_shared_channel": channel is not None and channel.is_ext_shared,
            "event_context": f"4-{event_id}",
        }

    def says(
        self,
        user: User,
        channel: Channel,
        text: str,
        thread_ts: str | None = None,
        files: Iterable[File] = (),
    ) -> Payload:
        """A person writes, and the app gets the message event of that kind of channel."""
        return self.message(self._workspace.post(user, channel, text, thread_ts, files))

    def mentions(
        self,
        user: User,
        channel: Channel,
        text: str,
        thread_ts: str | None = None,
        files: Iterable[File] = (),
    ) -> Payload:
        """A person writes with the bot's name (put first unless it is in `text`): the app_mention."""
        tag = f"<@{self._workspace.bot.id}>"
        said = text if tag in text else f"{tag} {text}".strip()
        return self.mention(self._workspace.post(user, channel, said, thread_ts, files))

    def message(self, message: Payload) -> Payload:
        """The message event of a stored message, also of the app's own, which Slack echoes."""
        channel = self._workspace.channels[message["channel"]]
        event_name, channel_type = _MESSAGE_EVENTS[channel.kind]
        self._installation.check_event(event_name)
        subtype = {"subtype": "file_share"} if message.get("files") else {}
        event = {**copy.deepcopy(message), **subtype, "channel_type": channel_type}
        return self.callback({**event, "type": "message", "event_ts": message["ts"]}, channel)

    def mention(self, message: Payload) -> Payload:
        """The app_mention event of a stored message."""
        self._installation.check_event("app_mention")
        channel = self._workspace.channels[message["channel"]]
        event = {**copy.deepcopy(message), "type": "app_mention", "event_ts": message["ts"]}
        return self.callback(event, channel)

    def all_of(self, message: Payload) -> list[Payload]:
        """What Slack sends for one message: the message event and, where the bot is named, app_mention too.

        Events that the app did not ask for are left out.
        """
        channel = self._workspace.channels[message["channel"]]
        named = f"<@{self._workspace.bot.id}>" in message["text"] and channel.kind != "im"
        wanted = self._installation.events
        payloads = [self.mention(message)] if named and (wanted is None or "app_mention" in wanted) else []
        if wanted is None or _MESSAGE_EVENTS[channel.kind][0] in wanted:
            payloads.append(self.message(message))
        return payloads

    def bot_says(self, channel: Channel, text: str, thread_ts: str | None = None) -> Payload:
        """Another app's message, as a bot without a user writes it."""
        thread = {"thread_ts": thread_ts} if thread_ts else {}
        said = {"subtype": "bot_message", "bot_id": "B999999999", "username": "annen bot", "text": text}
        with self._workspace.watch:
            stored = self._workspace.messages.add(channel.id, {**said, **thread})
        return self.message({**stored, "channel": channel.id})

    def edits(self, message: Payload, text: str) -> Payload:
        """A person changes a message: message_changed."""
        channel_id, before = message["channel"], {k: v for k, v in message.items() if k != "channel"}
        stored = self._workspace.messages.find(channel_id, message["ts"])
        after = before if stored is None else stored
        with self._workspace.watch:
            ts = self._workspace.messages.next_ts()
            after |= {"text": text, "edited": {"user": after.get("user"), "ts": ts}}
        detail = {"message": copy.deepcopy(after), "previous_message": copy.deepcopy(before)}
        return self._changed("message_changed", channel_id, ts, detail)

    def deletes(self, message: Payload) -> Payload:
        """A person removes a message: message_deleted."""
        channel_id, before = message["channel"], {k: v for k, v in message.items() if k != "channel"}
        with self._workspace.watch:
            self._workspace.messages.remove(channel_id, message["ts"])
            ts = self._workspace.messages.next_ts()
        detail = {"deleted_ts": message["ts"], "previous_message": before}
        return self._changed("message_deleted", channel_id, ts, detail)

    def opens_home(self, user: User, tab: str = "home", viewing: Iterable[Channel] = ()) -> Payload:
        """The person opens the app: `tab` home, or messages for the conversation; `viewing`: from where."""
        direct = self._workspace.direct(user)
        event: Payload = {"user": user.id, "channel": direct.id, "tab": tab, **self._context(viewing)}
        home = self._workspace.homes.get(user.id)
        if home is not None:
            event["view"] = {**home.payload, "id": home.id, "hash": home.hash}
        return self.happens("app_home_opened", event)

    def looks_at(self, user: User, *viewing: Channel) -> Payload:
        """What the person sees beside the app changed: app_context_changed."""
        event: Payload = {
            "user": user.id,
            "channel": self._workspace.direct(user).id,
            **self._context(viewing),
        }
        return self.happens("app_context_changed", event)

    def presses_stop(self, user: User, channel: Channel, thread_ts: str) -> Payload:
        """Slack's own stop button: the thread's streams end, and agent_session_stopped tells which."""
        running = self._workspace.streaming_in(channel, thread_ts)
        for ts in running:
            self._workspace.end_stream(channel, ts, "stopped_by_user")
        event = {
            "user": user.id,
            "channel": channel.id,
            "thread_ts": thread_ts,
            "streaming_message_ts": running,
        }
        return self.happens("agent_session_stopped", event)

    def joins_team(self, user: User) -> Payload:
        return self.happens("team_join", {"user": user.to_slack(True, True)})

    def changes_profile(self, user: User) -> Payload:
        return self.happens("user_change", {"user": user.to_slack(True, True)})

    def joins_channel(self, user: User, channel: Channel, inviter: User | None = None) -> Payload:
        """The person (or the bot itself) becomes a member."""
        with self._workspace.watch:
            if user.id not in channel.members:
                channel.members.append(user.id)
        event: Payload = {"user": user.id, "channel_type": channel.id[0], "team": user.team_id}
        event |= {"inviter": inviter.id} if inviter else {}
        return self.happens("member_joined_channel", event, channel, f"{_FAMILY[channel.kind]}:read")

    def leaves_channel(self, user: User, channel: Channel) -> Payload:
        with self._workspace.watch:
            channel.members = [member for member in channel.members if member != user.id]
        event = {"user": user.id, "channel_type": channel.id[0], "team": user.team_id}
        return self.happens("member_left_channel", event, channel, f"{_FAMILY[channel.kind]}:read")

    def reacts(self, user: User, message: Payload, name: str) -> Payload:
        """A person puts an emoji on a message."""
        with self._workspace.watch:
            stored = self._workspace.messages.find(message["channel"], message["ts"])
            if stored is not None:
                reactions: list[Payload] = stored.setdefault("reactions", [])
                before = next((one for one in reactions if one["name"] == name), None)
                users = [*(before["users"] if before else ()), user.id]
                stored["reactions"] = [one for one in reactions if one is not before]
                stored["reactions"].append({"name": name, "users": users, "count": len(users)})
        return self._reaction("reaction_added", user, message, name)

    def unreacts(self, user: User, message: Payload, name: str) -> Payload:
        """A person takes their emoji off a message."""
        with self._workspace.watch:
            stored = self._workspace.messages.find(message["channel"], message["ts"]) or {}
            for reaction in stored.get("reactions", []):
                if reaction["name"] == name:
                    reaction["users"].remove(user.id)
                    reaction["count"] -= 1
            stored["reactions"] = [one for one in stored.get("reactions", []) if one["count"]]
        return self._reaction("reaction_removed", user, message, name)

    def pins(self, user: User, message: Payload) -> Payload:
        self._workspace.messages.pins[message["channel"]][message["ts"]] = user.id
        return self._pin("pin_added", user, message)

    def unpins(self, user: User, message: Payload) -> Payload:
        del self._workspace.messages.pins[message["channel"]][message["ts"]]
        return self._pin("pin_removed", user, message)

    def _reaction(self, name: str, user: User, message: Payload, emoji: str) -> Payload:
        item = {"type": "message", "channel": message["channel"], "ts": message["ts"]}
        event = {"user": user.id, "reaction": emoji, "item": item, "item_user": message.get("user")}
        return self.happens(name, event)

    def _pin(self, name: str, user: User, message: Payload) -> Payload:
        item = {"type": "message", "channel": message["channel"], "message": copy.deepcopy(message)}
        return self.happens(name, {"user": user.id, "channel_id": message["channel"], "item": item})

    def shares_file(self, user: User, channel: Channel, file: File) -> Payload:
        """The file_shared event; the message with the file is `says(..., files=[file])`."""
        event = {"user_id": user.id, "channel_id": channel.id, "file_id": file.id, "file": {"id": file.id}}
        return self.happens("file_shared", event)

    def uninstalls(self) -> Payload:
        """The app is removed: its tokens are dead from now on."""
        self._installation.revoke()
        return self.happens("app_uninstalled", {})

    def happens(
        self, name: str, event: Payload, channel: Channel | None = None, scope: str | None = None
    ) -> Payload:
        """Any other event by name, with `event`'s own fields; `scope` narrows what the app needs for it."""
        self._installation.check_event(name, None if scope is None else [scope])
        at = {"channel": channel.id} if channel is not None else {}
        return self.callback(
            {"type": name, **event, **at, "event_ts": self._workspace.messages.next_ts()}, channel
        )

    def _changed(self, subtype: str, channel_id: str, ts: str, detail: Payload) -> Payload:
        channel = self._workspace.channels[channel_id]
        event_name, channel_type = _MESSAGE_EVENTS[channel.kind]
        self._installation.check_event(event_name)
        event = {
            "type": "message",
            "subtype": subtype,
            "hidden": True,
            "channel": channel_id,
            "ts": ts,
            **detail,
        }
        return self.callback({**event, "channel_type": channel_type, "event_ts": ts}, channel)

    def _context(self, viewing: Iterable[Channel]) -> Payload:
        team = self._workspace.team_id
        seen = [{"type": "slack#/types/channel_id", "value": c.id, "team_id": team} for c in viewing]
        return {"context": {"entities": seen} if seen else {}}
