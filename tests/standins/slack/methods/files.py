"""files.*: uploads in three steps, and what is known of a file."""

from typing import Any

from ..context import Context
from ..errors import ApiError, Payload
from ..records import Channel, File
from .chat import bot_fields, check_thread


def _get_upload_url(context: Context) -> Payload:
    workspace = context.workspace
    file = workspace.new_file(workspace.bot.id, context.arguments["filename"])
    return {"upload_url": f"{workspace.root_url}upload/{file.id}", "file_id": file.id}


def _complete_upload(context: Context) -> Payload:
    wanted = context.arguments["files"]
    if not isinstance(wanted, list) or not all(
        isinstance(entry, dict) and entry.get("id") for entry in wanted
    ):
        raise ApiError("invalid_arguments", "must be an array of objects with id [json-pointer:/files]")
    files = [_uploaded(context, entry) for entry in wanted]
    for channel in _channels(context):
        _share(context, channel, files)
    return {"files": [{"id": file.id, "title": file.title} for file in files]}


def _uploaded(context: Context, entry: dict[str, Any]) -> File:
    file = context.workspace.files.get(entry["id"])
    if file is None or file.content is None:
        raise ApiError("file_not_found")
    if file.user != context.workspace.bot.id:
        raise ApiError("access_denied")
    file.title, file.shared = entry.get("title") or file.name, True
    return file


def _channels(context: Context) -> list[Channel]:
    asked = [context.get("channel_id"), *str(context.get("channels") or "").split(",")]
    channels = []
    for channel_id in filter(None, asked):
        channel = context.workspace.channels.get(channel_id)
        if channel is None:
            raise ApiError("channel_not_found")
        if context.workspace.bot.id not in channel.members:
            raise ApiError("not_in_channel")
        channels.append(channel)
    return channels


def _share(context: Context, channel: Channel, files: list[File]) -> None:
    shown = [file.to_slack(context.workspace.root_url) for file in files]
    message = {
        **bot_fields(context),
        "text": context.get("initial_comment") or "",
        "files": shown,
        "upload": True,
    }
    thread_ts = check_thread(context, channel)
    if thread_ts is not None:
        message["thread_ts"] = thread_ts
    context.workspace.messages.add(channel.id, message)
    for file in files:
        file.channels.append(channel.id)


def _info(context: Context) -> Payload:
    file = context.workspace.files.get(context.arguments["file"])
    if file is None or not file.shared:
        raise ApiError("file_not_found")
    return {"file": file.to_slack(context.workspace.root_url), "comments": []}


HANDLERS = {
    "files.getUploadURLExternal": _get_upload_url,
    "files.completeUploadExternal": _complete_upload,
    "files.info": _info,
}
