"""chat.startStream, appendStream, stopStream: a message that grows.

A stream runs streaming → stopped, stopped_by_user or expired. After the stop button an append is refused, and
a stop is taken: it is one of the two ways to close the session.
"""

from ..context import Context
from ..errors import ApiError, Payload
from ..limits import check_blocks, check_chunks, check_text
from ..messages import Stream
from ..records import Channel
from .chat import bot_fields, check_costume, check_thread, own_message, target


def _start(context: Context) -> Payload:
    check_costume(context)
    channel = target(context)
    _check_recipient(context, channel)
    _check_growth(context)
    thread_ts = check_thread(context, channel)
    message: Payload = {**bot_fields(context), "text": ""}
    if thread_ts is not None:
        message["thread_ts"] = thread_ts
        context.workspace.statuses.pop((channel.id, thread_ts), None)
    stored = context.workspace.messages.add(channel.id, message)
    stream = context.workspace.messages.streams[channel.id, stored["ts"]] = Stream()
    _grow(context, stream, stored)
    return {"channel": channel.id, "ts": stored["ts"]}


def _append(context: Context) -> Payload:
    channel, message, stream = _running(context)
    if stream.state == "stopped_by_user":
        raise ApiError("stopped_by_user")
    if stream.state != "streaming":
        raise ApiError("message_not_in_streaming_state")
    if not context.get("chunks") and not context.get("markdown_text"):
        raise ApiError("no_text")
    _check_growth(context)
    _grow(context, stream, message)
    return {"channel": channel.id, "ts": message["ts"]}


def _stop(context: Context) -> Payload:
    channel, message, stream = _running(context)
    if stream.state not in ("streaming", "stopped_by_user"):
        raise ApiError("message_not_in_streaming_state")
    _check_growth(context)
    if context.get("blocks"):
        check_blocks(context.get("blocks"), "message", context.workspace.unknown_blocks)
        message["blocks"] = context.get("blocks")
    _grow(context, stream, message)
    stream.state = "stopped"
    if context.get("metadata") is not None:
        message["metadata"] = context.get("metadata")
    session = context.workspace.sessions.get((channel.id, message.get("thread_ts") or message["ts"]))
    if session is not None and context.get("session_status"):
        session.status = context.get("session_status")
    shown = context.workspace.messages.shown(channel.id, message)
    return {"channel": channel.id, "ts": message["ts"], "message": shown}


def _running(context: Context) -> tuple[Channel, Payload, Stream]:
    channel = context.channel()
    message = own_message(context, channel, "message_not_owned_by_app")
    stream = context.workspace.messages.streams.get((channel.id, message["ts"]))
    if stream is None:
        raise ApiError("message_not_in_streaming_state")
    return channel, message, stream


def _check_recipient(context: Context, channel: Channel) -> None:
    if channel.kind == "im":
        return
    if not context.get("recipient_user_id"):
        raise ApiError("missing_recipient_user_id")
    if not context.get("recipient_team_id"):
        raise ApiError("missing_recipient_team_id")
    context.user("recipient_user_id")


def _check_growth(context: Context) -> None:
    check_text(None, context.get("markdown_text"))
    if context.get("chunks") is not None:
        check_chunks(context.get("chunks"))


def _grow(context: Context, stream: Stream, message: Payload) -> None:
    chunks: list[Payload] = list(context.get("chunks") or [])
    if context.get("markdown_text"):
        chunks.insert(0, {"type": "markdown_text", "text": context.get("markdown_text")})
    said = "".join(chunk["text"] for chunk in chunks if chunk["type"] == "markdown_text")
    check_text(None, stream.text + said)
    stream.chunks += chunks
    stream.text += said
    message["text"] = stream.text


HANDLERS = {"chat.startStream": _start, "chat.appendStream": _append, "chat.stopStream": _stop}
