"""Answers to a response_url: at most five within 30 minutes, private or for all, new or in place."""

from typing import Any

from .errors import ApiError, Payload
from .limits import check_content
from .records import ResponseUrl
from .workspace import Workspace

_MOST_USES = 5
_SECONDS = 30 * 60.0
_KNOWN = {
    "text",
    "blocks",
    "attachments",
    "response_type",
    "replace_original",
    "delete_original",
    "thread_ts",
    "unfurl_links",
    "unfurl_media",
    "metadata",
    "mrkdwn",
}


def respond(workspace: Workspace, key: str, said: dict[str, Any]) -> Payload:
    """Stores the answer where a person would see it."""
    place = workspace.response_urls.get(key)
    if place is None:
        raise ApiError("invalid_url")
    if workspace.clock() - place.issued > _SECONDS:
        raise ApiError("expired_url")
    if place.uses >= _MOST_USES:
        raise ApiError("used_url")
    unknown = sorted(set(said) - _KNOWN)
    if unknown:
        raise ApiError("invalid_arguments", *(f"a response has no field `{key}`" for key in unknown))
    place.uses += 1
    if said.get("delete_original"):
        workspace.messages.remove(place.channel, place.source_ts or "")
        _forget_ephemeral(workspace, place)
        return {}
    check_content(said, workspace.unknown_blocks)
    _store(workspace, place, said)
    return {}


def _store(workspace: Workspace, place: ResponseUrl, said: dict[str, Any]) -> None:
    content = {key: said[key] for key in ("text", "blocks", "attachments", "metadata") if said.get(key)}
    speaker = {"user": workspace.bot.id, "bot_id": workspace.bot_id, "app_id": workspace.app_id}
    original = workspace.messages.find(place.channel, place.source_ts or "")
    if said.get("replace_original") and original is not None:
        original |= content
    elif said.get("response_type") == "in_channel":
        thread = {"thread_ts": said["thread_ts"]} if said.get("thread_ts") else {}
        workspace.messages.add(place.channel, {"text": "", **speaker, **content, **thread})
    else:
        if said.get("replace_original"):
            _forget_ephemeral(workspace, place)
        seen = {"channel": place.channel, "to": place.user, "ts": workspace.messages.next_ts()}
        workspace.messages.ephemeral.append({"text": "", **speaker, **content, **seen})


def _forget_ephemeral(workspace: Workspace, place: ResponseUrl) -> None:
    shown = workspace.messages.ephemeral
    shown[:] = [message for message in shown if message["ts"] != place.source_ts]
