"""Slack's limits on what a message, a stream or a view may hold; each check raises the error of Slack."""

import json
from collections.abc import Collection

from .blocks import MAX_MARKDOWN, Surface, plain_text_faults, problems
from .errors import ApiError, Payload
from .newer_blocks import count_tables

MAX_TEXT = 40_000
MAX_BLOCK_CHARACTERS = 13_200
MAX_ATTACHMENTS = 100
MAX_VIEW_TITLE = 24
MAX_PRIVATE_METADATA = 3_000
MAX_VIEW_BYTES = 250_000
_CHUNK_FIELDS = {
    "markdown_text": {"text"},
    "task_update": {"id", "title", "status"},
    "plan_update": {"title"},
    "blocks": {"blocks"},
}
_TASK_STATES = {"pending", "in_progress", "complete", "error"}


def check_content(arguments: Payload, unknown: Collection[str] = ()) -> None:
    """What chat.postMessage and its kin may carry: some content, not too much, and no blocks of `unknown` types."""
    text, markdown = arguments.get("text"), arguments.get("markdown_text")
    blocks, attachments = arguments.get("blocks"), arguments.get("attachments")
    if not (text or markdown or blocks or attachments):
        raise ApiError("no_text")
    if markdown and (text or blocks):
        raise ApiError("markdown_text_conflict")
    check_text(text, markdown)
    if blocks:
        check_blocks(blocks, "message", unknown)
    if attachments:
        _check_attachments(attachments)
    _check_metadata(arguments.get("metadata"))


def check_text(text: str | None, markdown: str | None) -> None:
    if len(text or "") > MAX_TEXT or len(markdown or "") > MAX_MARKDOWN:
        raise ApiError("msg_too_long")


def check_blocks(blocks: object, surface: Surface, unknown: Collection[str] = ()) -> None:
    """Shape first, then the total, measured as compact JSON because Slack counts the containers too."""
    if isinstance(blocks, str):
        raise ApiError("invalid_blocks_format")
    found = problems(blocks, surface, unknown)
    if found:
        raise ApiError("invalid_blocks" if surface == "message" else "invalid_arguments", *found)
    if isinstance(blocks, list) and count_tables(blocks) > 1:
        raise ApiError("invalid_attachments", "only_one_table_allowed")
    if surface == "message" and _length(blocks) > MAX_BLOCK_CHARACTERS:
        raise ApiError("msg_blocks_too_long")


def check_chunks(chunks: object) -> None:
    if not isinstance(chunks, list):
        raise ApiError("invalid_chunks", "must be an array [json-pointer:/chunks]")
    for position, chunk in enumerate(chunks):
        _check_chunk(chunk, f"[json-pointer:/chunks/{position}]")


def check_view(view: object) -> None:
    """A modal or home view. Faults are `invalid_arguments`, as Slack says it."""
    if not isinstance(view, dict) or view.get("type") not in ("modal", "home"):
        raise ApiError("invalid_arguments", "must be a modal or home view [json-pointer:/view]")
    if len(json.dumps(view).encode()) > MAX_VIEW_BYTES:
        raise ApiError("view_too_large")
    faults = [f"{text} [json-pointer:/view{at}]" for at, text in plain_text_faults(view)]
    faults += _modal_faults(view) if view["type"] == "modal" else []
    if len(view.get("private_metadata") or "") > MAX_PRIVATE_METADATA:
        faults.append(
            f"must be less than {MAX_PRIVATE_METADATA + 1} characters [json-pointer:/view/private_metadata]"
        )
    if faults:
        raise ApiError("invalid_arguments", *faults)
    check_blocks(view.get("blocks"), view["type"])


def _modal_faults(view: Payload) -> list[str]:
    faults = []
    if not view.get("title"):
        faults.append("missing required field: title [json-pointer:/view]")
    for key in ("title", "submit", "close"):
        said = view.get(key)
        if isinstance(said, dict) and not 0 < len(said.get("text") or "") <= MAX_VIEW_TITLE:
            faults.append(f"must be 1 to {MAX_VIEW_TITLE} characters [json-pointer:/view/{key}/text]")
    blocks = view.get("blocks")
    has_input = isinstance(blocks, list) and any(
        isinstance(block, dict) and block.get("type") == "input" for block in blocks
    )
    if has_input and not view.get("submit"):
        faults.append("`submit` is required when there are input blocks [json-pointer:/view]")
    return faults


def _check_chunk(chunk: object, at: str) -> None:
    if not isinstance(chunk, dict) or chunk.get("type") not in _CHUNK_FIELDS:
        raise ApiError("invalid_chunks", f"unsupported chunk {at}")
    missing = _CHUNK_FIELDS[chunk["type"]] - {key for key, value in chunk.items() if value not in (None, "")}
    if missing:
        raise ApiError("invalid_chunks", f"missing required field: {', '.join(sorted(missing))} {at}")
    if chunk["type"] == "task_update" and chunk["status"] not in _TASK_STATES:
        raise ApiError("invalid_chunks", f"invalid status {chunk['status']!r} {at}")
    if chunk["type"] == "markdown_text":
        check_text(None, chunk["text"])
    if chunk["type"] == "blocks":
        check_blocks(chunk["blocks"], "message")


def _check_attachments(attachments: object) -> None:
    if not isinstance(attachments, list):
        raise ApiError("invalid_attachments")
    if len(attachments) > MAX_ATTACHMENTS:
        raise ApiError("too_many_attachments")
    for attachment in attachments:
        if isinstance(attachment, dict) and attachment.get("blocks"):
            check_blocks(attachment["blocks"], "message")


def _check_metadata(metadata: object) -> None:
    if metadata is None:
        return
    if not isinstance(metadata, dict):
        raise ApiError("invalid_metadata_format")
    if not isinstance(metadata.get("event_type"), str) or not isinstance(metadata.get("event_payload"), dict):
        raise ApiError("invalid_metadata_schema")


def _length(blocks: object) -> int:
    return len(json.dumps(blocks, ensure_ascii=False, separators=(",", ":")))
