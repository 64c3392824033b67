"""conversations.*: channels, direct messages, their members and their history."""

import re

from ..context import Context
from ..errors import ApiError, Payload
from ..records import Channel, ChannelKind

_TYPES: dict[str, ChannelKind] = {
    "public_channel": "public",
    "private_channel": "private",
    "im": "im",
    "mpim": "mpim",
}
_READ = {
    "public": "channels:read",
    "private": "groups:read",
    "im": "im:read",
    "mpim": "mpim:read",
}
MAX_GROUP_DM = 8


def of_asked_types(context: Context) -> list[Channel]:
    """The channels of the asked types that the bot may see; each type needs its own scope."""
    asked = str(context.get("types") or "public_channel").split(",")
    unknown = [kind for kind in asked if kind.strip() not in _TYPES]
    if unknown:
        raise ApiError("invalid_types")
    kinds = [_TYPES[kind.strip()] for kind in asked]
    for kind in kinds:
        context.require(_READ[kind])
    bot = context.workspace.bot.id
    seen = [c for c in context.workspace.channels.values() if c.kind in kinds]
    seen = [c for c in seen if c.kind == "public" or bot in c.members]
    return [c for c in seen if not (context.get("exclude_archived") and c.is_archived)]


def _open(context: Context) -> Payload:
    if context.get("channel"):
        channel = context.channel()
        context.require_for(channel, "write")
        return {"no_op": True, "already_open": True, "channel": _opened(context, channel)}
    if not context.get("users"):
        raise ApiError("users_list_not_supplied")
    people = _people(context)
    context.require("im:write" if len(people) == 1 else "mpim:write")
    channel, existed = context.workspace.direct_by_ids(people)
    return {"no_op": existed, "already_open": existed, "channel": _opened(context, channel)}


def _people(context: Context) -> list[str]:
    workspace = context.workspace
    people = list(dict.fromkeys(u.strip() for u in str(context.get("users")).split(",") if u.strip()))
    if any(user not in workspace.users for user in people):
        raise ApiError("user_not_found")
    if any(workspace.users[user].deleted for user in people):
        raise ApiError("user_disabled")
    people = [user for user in people if user != workspace.bot.id]
    if not people:
        raise ApiError("not_enough_users")
    if len(people) > MAX_GROUP_DM:
        raise ApiError("too_many_users")
    return people


def _opened(context: Context, channel: Channel) -> Payload:
    return channel.to_slack(context.workspace.bot.id) if context.get("return_im") else {"id": channel.id}


def _info(context: Context) -> Payload:
    channel = context.channel()
    context.require_for(channel, "read")
    shown = channel.to_slack(context.workspace.bot.id)
    if context.get("include_num_members"):
        shown["num_members"] = len(channel.members)
    return {"channel": shown}


def _list(context: Context) -> Payload:
    page, cursor = context.page(of_asked_types(context), default=100, most=1000)
    shown = [channel.to_slack(context.workspace.bot.id) for channel in page]
    return {"channels": shown, "response_metadata": {"next_cursor": cursor}}


def _members(context: Context) -> Payload:
    channel = context.channel()
    context.require_for(channel, "read")
    page, cursor = context.page(channel.members, default=100, most=1000)
    return {"members": page, "response_metadata": {"next_cursor": cursor}}


def _history(context: Context) -> Payload:
    channel = context.member_channel()
    context.require_for(channel, "history")
    wanted = [m for m in context.workspace.messages.top_level(channel.id) if _within(context, m["ts"])]
    page, cursor = context.page(wanted, default=100, most=999)
    return {
        "messages": page,
        "has_more": bool(cursor),
        "pin_count": 0,
        "response_metadata": {"next_cursor": cursor},
    }


def _replies(context: Context) -> Payload:
    channel = context.member_channel()
    context.require_for(channel, "history")
    thread = context.workspace.messages.thread(channel.id, context.arguments["ts"])
    if not thread:
        raise ApiError("thread_not_found")
    root, replies = thread[0], [m for m in thread[1:] if _within(context, m["ts"])]
    page, cursor = context.page([root, *replies], default=1000, most=1000)
    return {"messages": page, "has_more": bool(cursor), "response_metadata": {"next_cursor": cursor}}


def _within(context: Context, ts: str) -> bool:
    oldest, latest = str(context.get("oldest") or "0"), str(context.get("latest") or "now")
    at, start = float(ts), float(oldest)
    end = float("inf") if latest == "now" else float(latest)
    return start <= at <= end if context.get("inclusive") else start < at < end


def _invite(context: Context) -> Payload:
    channel = context.member_channel()
    families = {
        "public": "channels:manage channels:write.invites",
        "private": "groups:write groups:write.invites",
    }
    if channel.kind not in families:
        raise ApiError("method_not_supported_for_channel_type")
    context.require(*families[channel.kind].split())
    invited = [user.strip() for user in str(context.arguments["users"]).split(",") if user.strip()]
    if any(user not in context.workspace.users for user in invited):
        raise ApiError("user_not_found")
    if context.workspace.bot.id in invited:
        raise ApiError("cant_invite_self")
    if all(user in channel.members for user in invited):
        raise ApiError("already_in_channel")
    channel.members += [user for user in invited if user not in channel.members]
    return {"channel": channel.to_slack(context.workspace.bot.id)}


def _join(context: Context) -> Payload:
    channel = context.channel()
    if channel.kind != "public":
        raise ApiError("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise ApiError("is_archived")
    if context.workspace.bot.id not in channel.members:
        channel.members.append(context.workspace.bot.id)
    return {"channel": channel.to_slack(context.workspace.bot.id)}


def _create(context: Context) -> Payload:
    name, is_private = str(context.arguments["name"]), bool(context.get("is_private"))
    context.require("groups:write" if is_private else "channels:manage")
    if len(name) > 80:
        raise ApiError("invalid_name_maxlength")
    if not re.fullmatch(r"[\w-]+", name) or name != name.lower():
        raise ApiError("invalid_name_specials")
    if any(channel.name == name for channel in context.workspace.channels.values()):
        raise ApiError("name_taken")
    bot = context.workspace.bot.id
    channel = context.workspace.create_channel("private" if is_private else "public", name, [bot])
    return {"channel": channel.to_slack(bot)}


HANDLERS = {
    "conversations.open": _open,
    "conversations.info": _info,
    "conversations.list": _list,
    "conversations.members": _members,
    "conversations.history": _history,
    "conversations.replies": _replies,
    "conversations.invite": _invite,
    "conversations.join": _join,
    "conversations.create": _create,
}
