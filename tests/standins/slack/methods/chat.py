"""chat.*: messages that the app posts, changes and removes."""

from ..context import Context
from ..errors import ApiError, Payload
from ..facts import CHAT_WRITE_PUBLIC
from ..limits import check_content
from ..records import Channel

_CARRIED = ("text", "blocks", "attachments", "metadata")
_COSTUME = ("username", "icon_emoji", "icon_url")


def bot_fields(context: Context) -> Payload:
    """Who speaks: what every message of the app carries."""
    workspace = context.workspace
    return {
        "user": workspace.bot.id,
        "bot_id": workspace.bot_id,
        "app_id": workspace.app_id,
        "team": workspace.team_id,
    }


def target(context: Context) -> Channel:
    """Where the app may write; a person's id means the direct conversation with them."""
    person = context.workspace.users.get(str(context.arguments["channel"]))
    if person is not None:
        return context.workspace.direct(person)
    channel = context.channel()
    if channel.is_archived:
        raise ApiError("is_archived")
    may_visit = channel.kind == "public" and CHAT_WRITE_PUBLIC in context.scopes
    if context.workspace.bot.id not in channel.members and not may_visit:
        raise ApiError("not_in_channel")
    return channel


def check_thread(context: Context, channel: Channel) -> str | None:
    """The asked thread, which must hang on a root message of the channel."""
    thread_ts: str | None = context.get("thread_ts")
    if thread_ts is None:
        return None
    root = context.workspace.messages.find(channel.id, thread_ts)
    if root is None:
        raise ApiError("thread_not_found")
    if root.get("thread_ts") not in (None, thread_ts):
        raise ApiError("cannot_reply_to_message")
    return thread_ts


def check_costume(context: Context) -> None:
    if any(context.get(key) for key in _COSTUME):
        context.require("chat:write.customize")


def body(context: Context) -> Payload:
    """The content of a message; Markdown text is kept beside the text it becomes."""
    carried = {key: context.get(key) for key in _CARRIED if context.get(key) is not None}
    markdown = context.get("markdown_text")
    if markdown:
        carried |= {"text": markdown, "blocks": [{"type": "markdown", "text": markdown}]}
    return {"text": "", **carried}


def _post_message(context: Context) -> Payload:
    check_costume(context)
    channel = target(context)
    check_content(context.arguments, context.workspace.unknown_blocks)
    message = {**bot_fields(context), **body(context)}
    thread_ts = check_thread(context, channel)
    if thread_ts is not None:
        message["thread_ts"] = thread_ts
        context.workspace.statuses.pop((channel.id, thread_ts), None)
        if context.get("reply_broadcast"):
            message["subtype"] = "thread_broadcast"
    stored = context.workspace.messages.add(channel.id, message)
    shown = context.workspace.messages.shown(channel.id, stored)
    return {"channel": channel.id, "ts": stored["ts"], "message": shown}


def _post_ephemeral(context: Context) -> Payload:
    check_costume(context)
    channel = context.member_channel()
    if context.user().id not in channel.members:
        raise ApiError("user_not_in_channel")
    check_content(context.arguments, context.workspace.unknown_blocks)
    check_thread(context, channel)
    messages = context.workspace.messages
    seen = {"channel": channel.id, "to": context.get("user"), "thread_ts": context.get("thread_ts")}
    messages.ephemeral.append({**bot_fields(context), **body(context), **seen, "ts": messages.next_ts()})
    return {"message_ts": messages.ephemeral[-1]["ts"]}


def own_message(context: Context, channel: Channel, error: str) -> Payload:
    """The app's own message at `ts`; `error` when it is another's."""
    message = context.workspace.messages.find(channel.id, context.arguments["ts"])
    if message is None:
        raise ApiError("message_not_found")
    if message.get("bot_id") != context.workspace.bot_id:
        raise ApiError(error)
    return message


def _update(context: Context) -> Payload:
    channel = context.channel()
    message = own_message(context, channel, "cant_update_message")
    stream = context.workspace.messages.streams.get((channel.id, message["ts"]))
    if stream is not None and stream.state == "streaming":
        raise ApiError("streaming_state_conflict")
    check_content(context.arguments, context.workspace.unknown_blocks)
    # Blocks that the call leaves out stay as they are, an empty list removes them: so Slack documents it.
    message |= body(context) if context.get("text") or context.get("markdown_text") else _blocks_only(context)
    if not message.get("blocks"):
        message.pop("blocks", None)
    message["edited"] = {"user": context.workspace.bot.id, "ts": context.workspace.messages.next_ts()}
    shown = context.workspace.messages.shown(channel.id, message)
    return {"channel": channel.id, "ts": message["ts"], "text": message["text"], "message": shown}


def _blocks_only(context: Context) -> Payload:
    return {key: value for key, value in body(context).items() if key != "text"}


def _delete(context: Context) -> Payload:
    channel = context.channel()
    message = own_message(context, channel, "cant_delete_message")
    context.workspace.messages.remove(channel.id, message["ts"])
    return {"channel": channel.id, "ts": message["ts"]}


def _get_permalink(context: Context) -> Payload:
    channel = context.channel()
    ts: str = context.arguments["message_ts"]
    message = context.workspace.messages.find(channel.id, ts)
    if message is None:
        raise ApiError("message_not_found")
    link = f"https://{context.workspace.team_domain}.slack.com/archives/{channel.id}/p{ts.replace('.', '')}"
    root = message.get("thread_ts")
    within = f"?thread_ts={root}&cid={channel.id}" if root not in (None, ts) else ""
    return {"channel": channel.id, "permalink": link + within}


HANDLERS = {
    "chat.postMessage": _post_message,
    "chat.postEphemeral": _post_ephemeral,
    "chat.update": _update,
    "chat.delete": _delete,
    "chat.getPermalink": _get_permalink,
}
