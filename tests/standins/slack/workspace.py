"""The workspace that the stand-in plays: all its state, open to tests, and what can be looked up in it.

Methods are safe from any thread. Tests may also change the records themselves (`user.deleted = True`).
"""

import copy
from collections.abc import Iterable
from typing import Any

from .clock import Clock
from .errors import Payload, StandInError
from .ids import Ids
from .messages import Messages, StreamState
from .records import Channel, ChannelKind, File, ResponseUrl, Session, Trigger, User, UserGroup, View
from .watch import Watch

_PREFIXES: dict[ChannelKind, str] = {"public": "C", "private": "G", "im": "D", "mpim": "G"}


class Workspace:
    """People, channels, messages, files and views of one team with one app in it."""

    team_id = "T000000001"
    team_name = "Eksempelklyngen"
    team_domain = "eksempelklyngen"
    app_id = "A000000001"

    def __init__(self, watch: Watch, clock: Clock, team_id: str = "") -> None:
        self.team_id = team_id or self.team_id
        self.watch = watch
        self.clock = clock
        self.ids = Ids()
        self.root_url = ""
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.usergroups: dict[str, UserGroup] = {}
        self.files: dict[str, File] = {}
        self.views: dict[str, View] = {}
        self.homes: dict[str, View] = {}
        self.triggers: dict[str, Trigger] = {}
        self.response_urls: dict[str, ResponseUrl] = {}
        self.statuses: dict[tuple[str, str], Payload] = {}
        self.titles: dict[tuple[str, str], str] = {}
        self.prompts: dict[str, Payload] = {}
        self.sessions: dict[tuple[str, str], Session] = {}
        # Types of blocks that have not come to this workspace.
        self.unknown_blocks: set[str] = set()
        self.messages = Messages(clock)
        self.bot_id = self.ids.next("B")
        self.bot = self.add_user("klyngebot", is_bot=True, bot_id=self.bot_id)

    def add_user(self, name: str, email: str | None = None, **fields: Any) -> User:
        """A new person; `fields` are those of `User`. Bots have no e-mail address."""
        with self.watch:
            fields.setdefault("real_name", name.title())
            fields.setdefault("team_id", self.team_id)
            if email is None and not fields.get("is_bot"):
                email = f"{name}@example.org"
            user = User(self.ids.next("U"), name, email=email, **fields)
            self.users[user.id] = user
            return user

    def add_channel(
        self, name: str, members: Iterable[User] = (), kind: ChannelKind = "public", with_bot: bool = True
    ) -> Channel:
        """A new channel with `members`, and the bot unless told otherwise."""
        with self.watch:
            ids = [user.id for user in members]
            return self.create_channel(kind, name, [self.bot.id, *ids] if with_bot else ids)

    def create_channel(self, kind: ChannelKind, name: str, members: list[str]) -> Channel:
        created, creator = int(self.clock()), members[0] if members else self.bot.id
        channel_id = self.ids.next(_PREFIXES[kind])
        channel = Channel(
            channel_id, name, kind, list(dict.fromkeys(members)), creator, created, self.team_id
        )
        self.channels[channel.id] = channel
        return channel

    def direct(self, *users: User) -> Channel:
        """The bot's conversation with these people: one for each set of people, made when first asked for."""
        return self.direct_by_ids([user.id for user in users])[0]

    def direct_by_ids(self, user_ids: Iterable[str]) -> tuple[Channel, bool]:
        """The conversation and whether it was there already."""
        with self.watch:
            people = {self.bot.id, *user_ids}
            kind: ChannelKind = "im" if len(people) <= 2 else "mpim"
            for channel in self.channels.values():
                if channel.kind == kind and set(channel.members) == people:
                    return channel, True
            names = [self.users[user].name for user in sorted(people)]
            name = "" if kind == "im" else f"mpdm-{'--'.join(names)}-1"
            return self.create_channel(kind, name, sorted(people)), False

    def add_usergroup(self, handle: str, users: Iterable[User] = ()) -> UserGroup:
        with self.watch:
            ids = [user.id for user in users]
            group = UserGroup(self.ids.next("S"), handle, handle.title(), self.team_id, ids)
            self.usergroups[group.id] = group
            return group

    def add_file(self, user: User, name: str, content: bytes, mimetype: str = "text/plain") -> File:
        """A file that a person uploaded."""
        with self.watch:
            file = self.new_file(user.id, name, content)
            file.mimetype, file.shared = mimetype, True
            return file

    def new_file(self, user_id: str, name: str, content: bytes | None = None) -> File:
        file = File(self.ids.next("F"), name, user_id, int(self.clock()), content=content)
        self.files[file.id] = file
        return file

    def post(
        self,
        user: User,
        channel: Channel,
        text: str,
        thread_ts: str | None = None,
        files: Iterable[File] = (),
    ) -> Payload:
        """A person writes: the stored message (a copy, in Slack's shape, with its `channel`)."""
        message: Payload = {"user": user.id, "team": user.team_id, "text": text}
        shown = [file.to_slack(self.root_url) for file in files]
        with self.watch:
            if user.id not in channel.members:
                raise StandInError(
                    f"{user.name} is not in {channel.name or channel.id} and cannot write there"
                )
            if thread_ts is not None:
                message |= self._reply_fields(channel, thread_ts)
            stored = self.messages.add(channel.id, {**message, "files": shown} if shown else message)
            self.watch.changed()
            return {**self.messages.shown(channel.id, stored), "channel": channel.id}

    def _reply_fields(self, channel: Channel, thread_ts: str) -> Payload:
        root = self.messages.find(channel.id, thread_ts)
        if root is None:
            raise StandInError(f"there is no message {thread_ts} in {channel.name or channel.id} to reply to")
        return {"thread_ts": thread_ts, "parent_user_id": root.get("user", root.get("bot_id"))}

    def messages_in(self, channel: Channel | str) -> list[Payload]:
        """All messages of a channel, oldest first, replies among them, each with its `channel`."""
        channel_id = channel if isinstance(channel, str) else channel.id
        with self.watch:
            return [{**message, "channel": channel_id} for message in self.messages.in_channel(channel_id)]

    def ephemeral_to(self, user: User) -> list[Payload]:
        """What only this person sees, oldest first."""
        with self.watch:
            return [copy.deepcopy(m) for m in self.messages.ephemeral if m["to"] == user.id]

    def modal_of(self, user: User) -> View:
        """The modal on top of this person's screen."""
        with self.watch:
            modals = [v for v in self.views.values() if v.user == user.id and v.payload["type"] == "modal"]
        if not modals:
            raise StandInError(f"{user.name} has no modal open")
        return modals[-1]

    def new_trigger(self, user: User, view: View | None = None) -> str:
        """A trigger_id; it lives three seconds and is used once."""
        with self.watch:
            trigger_id = f"{self.ids.next('')}.{self.team_id}"
            self.triggers[trigger_id] = Trigger(user.id, self.clock(), view.id if view else None)
            return trigger_id

    def new_response_url(
        self, user: User, channel: Channel, source_ts: str | None = None, thread_ts: str | None = None
    ) -> str:
        with self.watch:
            key = self.ids.next("R")
            self.response_urls[key] = ResponseUrl(channel.id, user.id, self.clock(), source_ts, thread_ts)
            return f"{self.root_url}response/{key}"

    def end_stream(self, channel: Channel, ts: str, state: StreamState) -> None:
        """Slack or a person ends a stream: `expired` after idling, `stopped_by_user` by the stop button."""
        with self.watch:
            self.messages.streams[channel.id, ts].state = state

    def streaming_in(self, channel: Channel, thread_ts: str) -> list[str]:
        """The ts of the streams that are still running in a thread."""
        with self.watch:
            running = [m["ts"] for m in self.messages.thread(channel.id, thread_ts)]
            streams = self.messages.streams
            return [ts for ts in running if (s := streams.get((channel.id, ts))) and s.state == "streaming"]
