"""What Slack takes in one message or view: how a longer reply is spread over several, and that nothing else is built.
The only place with these numbers.

Single blocks are judged by slack_sdk's own models. What those leave out is judged here: texts that are empty, ids that
stand twice, and what Slack counts over a whole message or view.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import add
from typing import TYPE_CHECKING, Any, Literal

from knowledge.errors import KlyngebotError

if TYPE_CHECKING:
    from slack_sdk.models import JsonObject

SECTION_CHARACTERS = 3_000
URL_CHARACTERS = 2_000
LABEL_CHARACTERS = 150
BUTTON_CHARACTERS = 75
VALUE_CHARACTERS = 2_000
OPTION_CHARACTERS = 75
INPUT_CHARACTERS = 3_000
HEADER_CHARACTERS = 150
VIEW_BLOCKS = 100
MESSAGE_BLOCKS = 50
# Slack refuses more than about 13,200 characters of blocks as JSON; text alone may be 40,000.
MESSAGE_CHARACTERS = 12_500
MESSAGE_CHARACTERS_TAKEN = 13_200
TEXT_CHARACTERS = 40_000
TEXT_OBJECT_CHARACTERS = 3_000
ID_CHARACTERS = 255
CARD_TITLE_CHARACTERS = 150
CARD_BODY_CHARACTERS = 200
CAROUSEL_CARDS = 10
# Slack takes one table a message.
TABLES = 1
TABLE_ROWS = 100
TABLE_COLUMNS = 20
TABLE_CHARACTERS = 10_000
MARKDOWN_CHARACTERS = 12_000
STREAM_CHARACTERS = 12_000
# chat.update takes less text than chat.postMessage does.
UPDATE_CHARACTERS = 4_000
TITLE_CHARACTERS = 200
PROMPTS = 4
# Escaping makes a character five at most, so that a word of this length always fits into a section.
WORD_CHARACTERS = 500

# What every workspace shows; the others came later, or are for some plans only.
USUAL_BLOCKS = frozenset({"section", "context", "actions", "divider", "header", "image"})

# Of what a message has room for: blocks and characters, the same in usual blocks, and tables.
_ROOM = (MESSAGE_BLOCKS, MESSAGE_CHARACTERS, MESSAGE_BLOCKS, MESSAGE_CHARACTERS, TABLES)
_MESSAGES_ONLY = {"markdown", "context_actions", "table", "task_card", "plan", "file"}
_TEXTS = {"plain_text", "mrkdwn", "raw_text"}
# Where Slack takes no markup: (whose, which text).
_PLAIN = {("header", "text"), ("button", "text"), ("input", "label"), ("input", "hint")}

Surface = Literal["message", "modal", "home"]
Block = dict[str, Any]


class Newer(Block):
    """A block that not every workspace knows; ``usual`` blocks say the same there."""

    def __init__(self, block: Block, usual: Iterable[Block]) -> None:
        super().__init__(block)
        self.usual = tuple(usual)


def usual_of(block: Block) -> tuple[Block, ...]:
    """What says the same in every workspace; nothing for what is only for the eye."""
    if isinstance(block, Newer):
        return block.usual
    return (block,) if block["type"] in USUAL_BLOCKS else ()


def pages(blocks: Iterable[Block]) -> Iterator[tuple[Block, ...]]:
    """The blocks in order, grouped so that each group fits into one message, in usual blocks too."""
    group: list[Block] = []
    used: tuple[int, ...] = (0,) * len(_ROOM)
    for block in blocks:
        load = _load(block)
        if group and any(held + more > room for held, more, room in zip(used, load, _ROOM, strict=True)):
            yield tuple(group)
            group, used = [], (0,) * len(_ROOM)
        group.append(block)
        used = tuple(map(add, used, load))
    if group:
        yield tuple(group)


def _load(block: Block) -> tuple[int, ...]:
    """What a block takes of ``_ROOM``: as it is, and in usual blocks."""
    usual = usual_of(block)
    return 1, block_length(block), len(usual), sum(map(block_length, usual)), int(block["type"] == "table")


def sections(pieces: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Texts for sections, out of (glue before it, text) pieces that each fit into one."""
    text = ""
    for glue, piece in pieces:
        joined = f"{text}{glue}{piece}" if text else piece
        if len(joined) > SECTION_CHARACTERS:
            yield text
            joined = piece
        text = joined
    if text:
        yield text


def block_length(block: Block) -> int:
    return len(json.dumps(block, ensure_ascii=False, separators=(",", ":"))) + 1


class InvalidLayout(KlyngebotError):
    """Blocks that Slack would refuse; the sentence names the limit, and quotes nothing that they say."""


def refuse_message(text: str, blocks: Sequence[Block]) -> None:
    """Raises InvalidLayout."""
    if not 0 < len(text) <= TEXT_CHARACTERS:
        raise InvalidLayout(f"a message has {len(text)} characters of text; 1 to {TEXT_CHARACTERS} go")
    refuse_blocks(blocks, "message")
    size = sum(map(block_length, blocks))
    if size > MESSAGE_CHARACTERS_TAKEN:
        raise InvalidLayout(
            f"{size} characters of blocks are more than {MESSAGE_CHARACTERS_TAKEN} in a message"
        )


def refuse_view(view: Mapping[str, Any]) -> None:
    """Raises InvalidLayout."""
    from slack_sdk.models.views import View

    frame = {name: value for name, value in view.items() if name != "blocks"}
    _refuse_by_sdk(lambda: View(**frame, blocks=[{"type": "divider"}]), "the view")
    if view["type"] == "modal" and not view.get("title"):
        raise InvalidLayout("a form has no title")
    if any(block["type"] == "input" for block in view["blocks"]) and not view.get("submit"):
        raise InvalidLayout("a form with fields has no button to send it")
    refuse_blocks(view["blocks"], view["type"])


def refuse_blocks(blocks: Sequence[Block], surface: Surface) -> None:
    """Raises InvalidLayout."""
    most = MESSAGE_BLOCKS if surface == "message" else VIEW_BLOCKS
    if len(blocks) > most:
        raise InvalidLayout(f"{len(blocks)} blocks are more than the {most} of a {surface}")
    for number, block in enumerate(blocks, 1):
        place = f"block {number} ({block.get('type')})"
        if surface != "message" and block.get("type") in _MESSAGES_ONLY:
            raise InvalidLayout(f"{place} is for messages only")
        _refuse_block(block, place)
    _refuse_twice(blocks)
    _refuse_totals(blocks)


def _refuse_block(block: Block, place: str) -> None:
    from slack_sdk.models.blocks import Block as SlackBlock

    parsed = _refuse_by_sdk(lambda: SlackBlock.parse(dict(block)), place)
    if unknown := set(block) - set(parsed.attributes):
        raise InvalidLayout(f"{place} knows no {', '.join(sorted(unknown))}")
    if None in (getattr(parsed, "elements", None) or ()):
        raise InvalidLayout(f"{place} holds an element of an unknown type")
    for owner in _objects(block):
        _refuse_texts(owner, place)
    match block["type"]:
        case "carousel":
            _refuse_carousel(block, place)
        case "context_actions":
            _refuse_kinds(block, {"feedback_buttons", "icon_button"}, place)
        case "table":
            _refuse_table(block, place)


def _refuse_by_sdk(make: Callable[[], JsonObject | None], place: str) -> JsonObject:
    from slack_sdk.errors import SlackObjectFormationError

    try:
        made = make()
        if made is None:
            raise InvalidLayout(f"{place} is of a type that nobody knows")
        made.to_dict()
    except SlackObjectFormationError as fault:
        raise InvalidLayout(f"{place}: {fault}") from fault
    except TypeError as fault:
        # The models take what they need by name.
        raise InvalidLayout(f"{place} lacks a part, or has one of another kind") from fault
    return made


def _refuse_texts(owner: Mapping[str, Any], place: str) -> None:
    if owner.get("type") in _TEXTS and not 0 < len(owner.get("text") or "") <= TEXT_OBJECT_CHARACTERS:
        raise InvalidLayout(f"{place} has a text that is empty, or too long for Slack")
    for kind, name in _PLAIN:
        if owner.get("type") == kind and (owner.get(name) or {"type": "plain_text"})["type"] != "plain_text":
            raise InvalidLayout(f"{place} has markup in the {name} of a {kind}")
    if len(owner.get("action_id") or "") > ID_CHARACTERS:
        raise InvalidLayout(f"{place} has an action_id of more than {ID_CHARACTERS} characters")


def _refuse_carousel(block: Block, place: str) -> None:
    _refuse_kinds(block, {"card"}, place)
    for number, card in enumerate(block["elements"], 1):
        _refuse_block(card, f"{place}, card {number}")


def _refuse_kinds(block: Block, kinds: set[str], place: str) -> None:
    if not block.get("elements") or {one.get("type") for one in block["elements"]} - kinds:
        raise InvalidLayout(f"{place} takes {' or '.join(sorted(kinds))}, and at least one")


def _refuse_table(block: Block, place: str) -> None:
    rows = block["rows"]
    if len(rows) > TABLE_ROWS or len(block.get("column_settings") or ()) > TABLE_COLUMNS:
        raise InvalidLayout(f"{place} has more than {TABLE_ROWS} rows, or settings of too many columns")
    if {len(row) for row in rows} - set(range(1, TABLE_COLUMNS + 1)):
        raise InvalidLayout(f"{place} has a row without a cell, or of more than {TABLE_COLUMNS}")
    if (size := sum(len(cell.get("text", "")) for row in rows for cell in row)) > TABLE_CHARACTERS:
        raise InvalidLayout(f"{place} has {size} characters, more than {TABLE_CHARACTERS}")


def _refuse_twice(blocks: Sequence[Block]) -> None:
    for name in ("block_id", "action_id"):
        ids = [found for block in blocks for owner in _objects(block) if (found := owner.get(name))]
        twice = sorted(str(one) for one, count in Counter(ids).items() if count > 1)
        if twice:
            raise InvalidLayout(f"the {name} {twice[0]} stands twice")


def _refuse_totals(blocks: Sequence[Block]) -> None:
    tables = sum(block["type"] == "table" for block in blocks)
    if tables > TABLES:
        raise InvalidLayout(f"{tables} tables are more than the one of a message")
    markdown = sum(len(block["text"]) for block in blocks if block["type"] == "markdown")
    if markdown > MARKDOWN_CHARACTERS:
        raise InvalidLayout(f"{markdown} characters of Markdown are more than {MARKDOWN_CHARACTERS}")


def texts_in(node: object) -> Iterator[str]:
    """The texts of all that is below, in reading order."""
    for owner in _objects(node):
        if owner.get("type") in _TEXTS and owner.get("text"):
            yield owner["text"]


def _objects(node: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from _objects(value)
    elif isinstance(node, list | tuple):
        for value in node:
            yield from _objects(value)
