"""A message from Slack, translated in: the last place that sees a Slack payload."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, Self

# A person's words come without a subtype, with files, also sent to the channel, or as "/me".
_SUBTYPES_OF_PEOPLE = {None, "file_share", "thread_broadcast", "me_message"}
_SLACKBOT = "USLACKBOT"

# To whom somebody speaks: to the assistant, to everyone in a channel where it may answer unasked, or to nobody, by
# dropping files in the channel for knowledge.
PutTo = Literal["assistant", "room", "shelf"]


@dataclass(frozen=True, slots=True)
class Thread:
    """Where a conversation takes place; ``ts`` is that of its first message."""

    team: str
    channel: str
    ts: str

    @property
    def key(self) -> str:
        return f"slack:{self.team}:{self.channel}:{self.ts}"


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that hangs on a message. ``address`` hands out its bytes, ``link`` shows it to people; each is '' where
    Slack does not tell, as of files from another organisation."""

    name: str
    size: int = 0
    address: str = ""
    link: str = ""

    @classmethod
    def of(cls, file: Mapping[str, Any]) -> Self:
        address = file.get("url_private_download") or file.get("url_private") or ""
        name = str(file.get("name") or file.get("title") or "")
        return cls(name, int(file.get("size") or 0), str(address), str(file.get("permalink") or ""))


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a person wrote, where. ``team`` is the workspace that the assistant lives in, ``text`` Slack's markup."""

    event_id: str
    team: str
    channel: str
    user: str
    ts: str
    text: str
    bot_user: str
    thread_ts: str = ""
    files: tuple[SentFile, ...] = ()
    is_direct: bool = False
    is_shared: bool = False
    put_to: PutTo = "assistant"

    @classmethod
    def from_body(cls, body: Mapping[str, Any], bot_user: str) -> Self:
        """From the outer body of an ``event_callback``; ``bot_user`` is the assistant's own user id."""
        event, channel = body["event"], str(body["event"]["channel"])
        authorizations = body.get("authorizations") or [{}]
        return cls(
            event_id=str(body.get("event_id") or f"{channel}:{event['ts']}"),
            # In a shared channel the body's own team may be the writer's.
            team=str(authorizations[0].get("team_id") or body.get("team_id") or ""),
            channel=channel,
            user=str(event.get("user") or ""),
            ts=str(event["ts"]),
            text=str(event.get("text") or ""),
            bot_user=bot_user,
            thread_ts=str(event.get("thread_ts") or ""),
            files=tuple(map(SentFile.of, event.get("files") or ())),
            is_direct=event.get("channel_type") == "im" or channel.startswith("D"),
            is_shared=bool(body.get("is_ext_shared_channel")),
        )

    @classmethod
    def from_json(cls, payload: str) -> Self:
        said = json.loads(payload)
        return cls(**said | {"files": tuple(SentFile(**file) for file in said.get("files", ()))})

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @property
    def has_files(self) -> bool:
        return bool(self.files)

    @property
    def thread(self) -> Thread:
        """A reply hangs on the message it answers, in direct messages as in channels.

        That is what Slack's agent conversations do: each root message is a session of its own, so that questions
        asked one after the other do not become context of each other.
        """
        return Thread(self.team, self.channel, self.thread_ts or self.ts)

    @property
    def message_key(self) -> str:
        """The same for every event that tells of this message, whatever its event id."""
        return f"message:{self.team}:{self.channel}:{self.ts}"


def is_from_person(event: Mapping[str, Any], bot_user: str) -> bool:
    """Whether a person wrote this just now: no bot, not the assistant itself, no edit or removal."""
    user = event.get("user")
    if not user or user in (bot_user, _SLACKBOT) or event.get("bot_id") or event.get("hidden"):
        return False
    return event.get("subtype") in _SUBTYPES_OF_PEOPLE
