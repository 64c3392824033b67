"""reactions.*: emoji on messages."""

from ..context import Context
from ..errors import ApiError, Payload


def _reacted(context: Context) -> Payload:
    channel = context.member_channel()
    message = context.workspace.messages.find(channel.id, str(context.get("timestamp")))
    if message is None:
        raise ApiError("message_not_found")
    if not str(context.arguments["name"]).strip(":"):
        raise ApiError("invalid_name")
    return message


def _add(context: Context) -> Payload:
    message, name, bot = _reacted(context), context.arguments["name"], context.workspace.bot.id
    reactions: list[Payload] = message.setdefault("reactions", [])
    reaction = next((r for r in reactions if r["name"] == name), None)
    if reaction is None:
        reactions.append({"name": name, "users": [bot], "count": 1})
    elif bot in reaction["users"]:
        raise ApiError("already_reacted")
    else:
        reaction["users"].append(bot)
        reaction["count"] += 1
    return {}


def _remove(context: Context) -> Payload:
    if not context.get("channel") or not context.get("timestamp"):
        raise ApiError("no_item_specified")
    message, name, bot = _reacted(context), context.arguments["name"], context.workspace.bot.id
    reactions: list[Payload] = message.get("reactions", [])
    reaction = next((r for r in reactions if r["name"] == name and bot in r["users"]), None)
    if reaction is None:
        raise ApiError("no_reaction")
    reaction["users"].remove(bot)
    reaction["count"] -= 1
    message["reactions"] = [r for r in reactions if r["count"]]
    return {}


HANDLERS = {"reactions.add": _add, "reactions.remove": _remove}
