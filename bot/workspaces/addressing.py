"""Where a payload of Slack's comes from, as far as it tells whose it is in a workspace of several clusters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from bot.edge import Body
from bot.incoming import is_from_person

# What somebody says to the assistant, types, chooses in a menu, or opens; what tells of the whole workspace; and what
# else happens to a person, or in a channel.
Kind = Literal["said", "command", "shortcut", "home", "everyone's", "personal", "overheard"]
# Between a cluster's name and what else a block's name or a form's subject says.
MARK = "|"

_OF_EVERYONE = {"app_uninstalled", "tokens_revoked"}
_PERSONAL = {"app_context_changed", "agent_session_stopped"}
_SHORTCUTS = {"shortcut", "message_action"}


@dataclass(frozen=True, slots=True)
class Address:
    """``thread`` is the first message of a conversation; ``mark`` names the cluster that put there what was pressed or
    sent. Each is "" where the payload says nothing of it. ``id`` is the same when Slack sends it again."""

    kind: Kind
    id: str = ""
    user: str = ""
    channel: str = ""
    thread: str = ""
    mark: str = ""
    words: str = ""

    @property
    def is_direct(self) -> bool:
        return self.channel.startswith("D")


def address_of(body: Body) -> Address:
    """Of an event, a command, a press, a form or a shortcut."""
    if isinstance(body.get("event"), Mapping):
        return _of_event(body, body["event"])
    if "command" in body:
        return Address(
            "command",
            id=str(body.get("trigger_id") or ""),
            user=str(body.get("user_id") or ""),
            channel=str(body.get("channel_id") or ""),
            words=str(body.get("text") or ""),
        )
    return _of_interaction(body)


def _of_event(body: Body, event: Body) -> Address:
    kind = _kind_of(body, event)
    item = held_in(event, "item")
    channel = event.get("channel") or event.get("channel_id") or item.get("channel") or ""
    user = event.get("user") or ""
    return Address(
        kind,
        id=str(body.get("event_id") or ""),
        user=str(user.get("id") if isinstance(user, Mapping) else user),
        channel="" if kind == "home" else str(channel),
        thread=str(event.get("thread_ts") or event.get("ts") or ""),
        words=str(event.get("text") or ""),
    )


def _kind_of(body: Body, event: Body) -> Kind:
    type = str(event.get("type"))
    if type in _OF_EVERYONE:
        return "everyone's"
    if type == "app_home_opened":
        return "home" if event.get("tab") == "home" else "personal"
    if type in _PERSONAL:
        return "personal"
    bot_user = str(first_of(body, "authorizations").get("user_id") or "")
    is_put_to_us = type == "app_mention" or (type == "message" and str(event.get("channel"))[:1] == "D")
    return "said" if is_put_to_us and is_from_person(event, bot_user) else "overheard"


def _of_interaction(body: Body) -> Address:
    view, place = held_in(body, "view"), held_in(body, "container")
    channel, message = held_in(body, "channel"), held_in(body, "message")
    pressed = first_of(body, "actions")
    marked = str(view.get("private_metadata") or "") if view else str(pressed.get("block_id") or "")
    name, is_marked, _ = marked.partition(MARK)
    return Address(
        "shortcut" if str(body.get("type")) in _SHORTCUTS else "personal",
        id=str(body.get("trigger_id") or ""),
        user=str(held_in(body, "user").get("id") or ""),
        channel=str(place.get("channel_id") or channel.get("id") or ""),
        thread=str(place.get("thread_ts") or message.get("thread_ts") or place.get("message_ts") or ""),
        mark=name if is_marked else "",
    )


def held_in(body: Body, name: str) -> Body:
    """What a payload holds under a name; nothing where that is no object."""
    found = body.get(name)
    return found if isinstance(found, Mapping) else {}


def first_of(body: Body, name: str) -> Body:
    """The first object of a list; nothing where there is none."""
    found = body.get(name)
    first = found[0] if isinstance(found, list) and found else None
    return first if isinstance(first, Mapping) else {}


def unmarked(body: Body, name: str) -> dict[str, Any]:
    """As the cluster of that name, which marked it, knows it: a form's subject without its mark."""
    view = body.get("view")
    if not isinstance(view, Mapping):
        return dict(body)
    subject = str(view.get("private_metadata") or "").removeprefix(f"{name}{MARK}")
    return dict(body) | {"view": {**view, "private_metadata": subject}}
