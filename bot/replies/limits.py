"""What Slack takes in one message, and how a longer reply is spread over several. The only place with these numbers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

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
STREAM_CHARACTERS = 12_000
# chat.update takes less text than chat.postMessage does.
UPDATE_CHARACTERS = 4_000
TITLE_CHARACTERS = 200
PROMPTS = 4
# Escaping makes a character five at most, so that a word of this length always fits into a section.
WORD_CHARACTERS = 500

# What every workspace shows; the others came later, or are for some plans only.
USUAL_BLOCKS = frozenset({"section", "context", "actions", "divider", "header", "image"})

Block = dict[str, Any]
T = TypeVar("T")


def pages(blocks: Iterable[Block]) -> Iterator[tuple[Block, ...]]:
    """The blocks in order, grouped so that each group fits into one message."""
    return (tuple(group) for group in _filled(blocks, MESSAGE_CHARACTERS, block_length, MESSAGE_BLOCKS))


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


def _filled(items: Iterable[T], room: int, length: Callable[[T], int], most: int) -> Iterator[list[T]]:
    group: list[T] = []
    used = 0
    for item in items:
        if group and (used + length(item) > room or len(group) == most):
            yield group
            group, used = [], 0
        group.append(item)
        used += length(item)
    if group:
        yield group
