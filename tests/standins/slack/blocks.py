"""What is wrong with a list of blocks, one readable sentence for each fault.

Lengths and counts of single blocks come from slack_sdk's own models; the rest (surfaces, text objects,
unknown properties, ids that occur twice, totals) is Slack's and is checked here.
"""

import logging
from collections.abc import Collection, Iterator
from typing import Literal, get_args

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block, BlockElement

from .errors import Payload
from .newer_blocks import shape_faults

Surface = Literal["message", "modal", "home"]

MAX_BLOCKS: dict[Surface, int] = {"message": 50, "modal": 100, "home": 100}
MAX_MARKDOWN = 12_000
MAX_TEXT_OBJECT = 3_000
MAX_FIELD = 2_000
MAX_ACTION_ID = 255

_EVERYWHERE = {"section", "divider", "image", "actions", "context", "input", "header", "rich_text", "video"}
_EVERYWHERE |= {"alert", "card", "carousel", "container"}
_MESSAGES_ONLY = {"markdown", "context_actions", "table", "data_table", "task_card", "plan", "file"}
_KNOWN: dict[Surface, set[str]] = {
    surface: _EVERYWHERE | _MESSAGES_ONLY if surface == "message" else _EVERYWHERE
    for surface in get_args(Surface)
}
# Where Slack takes plain_text only: (type of the owner, property).
_PLAIN_ONLY = {
    ("header", "text"),
    ("button", "text"),
    ("input", "label"),
    ("input", "hint"),
    ("modal", "title"),
    ("modal", "submit"),
    ("modal", "close"),
}
_TEXT_TYPES = {"plain_text", "mrkdwn", "raw_text"}


def problems(blocks: object, surface: Surface, unknown: Collection[str] = ()) -> list[str]:
    """Every fault of `blocks` with a pointer to its place; empty when Slack would take them. Types that are `unknown`
    have not come to this workspace yet."""
    if not isinstance(blocks, list):
        return ["must be an array [json-pointer:/blocks]"]
    if len(blocks) > MAX_BLOCKS[surface]:
        return [f"no more than {MAX_BLOCKS[surface]} items allowed [json-pointer:/blocks]"]
    found: list[str] = []
    for position, block in enumerate(blocks):
        found += [
            f"{text} [json-pointer:/blocks/{position}{at}]" for at, text in _of_block(block, surface, unknown)
        ]
    return found or list(_of_all(blocks))


def texts_of(node: object, at: str = "") -> Iterator[tuple[str, Payload]]:
    """Every text object below `node`, with its pointer."""
    for pointer, found in _objects(node, at):
        if found.get("type") in _TEXT_TYPES:
            yield pointer, found


def plain_text_faults(owner: Payload, at: str = "") -> Iterator[tuple[str, str]]:
    """Text objects of `owner` itself that must be plain_text and are not."""
    for kind, key in _PLAIN_ONLY:
        text = owner.get(key)
        is_plain = isinstance(text, dict) and text.get("type") == "plain_text"
        if owner.get("type") == kind and text is not None and not is_plain:
            yield f"{at}/{key}", "must be a plain_text object"


def _of_block(block: object, surface: Surface, unknown: Collection[str]) -> Iterator[tuple[str, str]]:
    if not isinstance(block, dict):
        yield "", "must be an object"
    elif block.get("type") not in _KNOWN[surface].difference(unknown):
        yield "/type", f"unsupported type: {block.get('type')} in a {surface}"
    else:
        yield from _by_the_sdk(block)
        yield from _text_faults(block)
        yield from _element_faults(block)
        yield from shape_faults(block)


def _by_the_sdk(block: Payload) -> Iterator[tuple[str, str]]:
    parsed = _parse(block)
    if parsed is None:
        if not block.get("rows") and block["type"] == "data_table":
            yield "/rows", "missing required field: rows"
        return
    if isinstance(parsed, str):
        yield "", parsed
        return
    yield from (("", f"invalid additional property: {key}") for key in set(block) - parsed.attributes)
    try:
        parsed.to_dict()
    except SlackObjectFormationError as error:
        yield "", str(error)


def _parse(block: Payload) -> Block | str | None:
    # The SDK warns of unknown properties in its log; here they become faults with a place.
    logging.getLogger("slack_sdk.models.blocks.blocks").setLevel(logging.ERROR)
    try:
        return Block.parse(block)
    except TypeError as error:
        return f"missing required field: {error}"


def _text_faults(block: Payload) -> Iterator[tuple[str, str]]:
    for pointer, text in texts_of(block):
        said, longest = text.get("text"), MAX_FIELD if "/fields/" in pointer else MAX_TEXT_OBJECT
        if not isinstance(said, str) or not said:
            yield f"{pointer}/text", "must be more than 0 characters"
        elif len(said) > longest:
            yield f"{pointer}/text", f"must be less than {longest + 1} characters"
    for pointer, owner in _objects(block, ""):
        yield from plain_text_faults(owner, pointer)
    if block["type"] == "section" and isinstance(block.get("text"), str):
        yield "/text", "must be a text object"


def _element_faults(block: Payload) -> Iterator[tuple[str, str]]:
    elements = block.get("elements", []) if block["type"] in ("actions", "context_actions") else []
    seen: set[str] = set()
    for position, element in enumerate(elements):
        at, action_id = f"/elements/{position}", element.get("action_id")
        if BlockElement.parse(dict(element)) is None:
            yield f"{at}/type", f"unsupported type: {element.get('type')}"
        if action_id is not None and action_id in seen:
            yield f"{at}/action_id", f"`action_id` {action_id!r} occurs twice in one block"
        if action_id is not None and len(action_id) > MAX_ACTION_ID:
            yield f"{at}/action_id", f"must be less than {MAX_ACTION_ID + 1} characters"
        seen.add(action_id)


def _of_all(blocks: list[Payload]) -> Iterator[str]:
    ids = [block["block_id"] for block in blocks if block.get("block_id")]
    for twice in sorted({block_id for block_id in ids if ids.count(block_id) > 1}):
        yield f"`block_id` {twice!r} occurs twice [json-pointer:/blocks]"
    markdown = sum(len(block["text"]) for block in blocks if block["type"] == "markdown")
    if markdown > MAX_MARKDOWN:
        yield f"markdown blocks hold {markdown} of at most {MAX_MARKDOWN} characters [json-pointer:/blocks]"


def _objects(node: object, at: str) -> Iterator[tuple[str, Payload]]:
    if isinstance(node, dict):
        yield at, node
        for key, value in node.items():
            yield from _objects(value, f"{at}/{key}")
    elif isinstance(node, list):
        for position, value in enumerate(node):
            yield from _objects(value, f"{at}/{position}")
