"""An answer that is still growing, as Markdown for Slack's streams: whole pieces without links, pings and code.

A finished answer goes into sections of mrkdwn (`mrkdwn.py`), where ``verbatim`` keeps data from becoming markup. A
stream knows no such thing, so here what could become markup is broken, and what cannot be shown so is left to the end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.replies.answer import body_blocks, text_of
from bot.replies.inert import escaped, inert
from bot.replies.limits import STREAM_CHARACTERS, Block, sections, texts_in
from bot.replies.message import Message, messages_of, section
from bot.replies.mrkdwn import pieces_of, tree_of
from bot.replies.runs import Links
from knowledge.outcomes import Answered

_SHOWN = {
    "root", "paragraph", "inline", "text", "softbreak", "hardbreak", "strong", "em", "bullet_list", "ordered_list",
    "list_item",
}  # fmt: skip
# What opens or closes something; in plain text it is one half of a pair, or a lone sign.
_HALF = re.compile(r"[*_`~\\]")
_JOINT = "\u2060"
_MAY_BE_LINK = re.compile(r"\](?=[(\[:])")


@dataclass(frozen=True, slots=True)
class Body:
    """The answer's own words, before sources and buttons: as a stream shows them, and as so many blocks do. ``text`` is
    "" where a stream cannot show them as they are meant."""

    text: str
    blocks: int


def live_text(markdown: str) -> str:
    """``markdown`` as it may be shown while more of it comes; "" where none of it may, or too long for a stream."""
    for node in tree_of(markdown).walk():
        if node.type not in _SHOWN or (node.type == "text" and _HALF.search(node.content)):
            return ""
    broken = _MAY_BE_LINK.sub(f"]{_JOINT}", escaped(inert(markdown)))
    return broken if len(broken) <= STREAM_CHARACTERS else ""


def draft_message(markdown: str) -> Message:
    """The beginning of an answer as a message, for where there are no streams."""
    [message, *_] = messages_of(section(text) for text in sections(pieces_of(markdown, Links(()))))
    return message


def body_of(answer: Answered) -> Body:
    blocks = body_blocks(answer)
    return Body("" if _has_link(blocks) else live_text(text_of(answer)), len(blocks))


def _has_link(blocks: Sequence[Block]) -> bool:
    """Words are escaped in a section, so only a link begins so."""
    return any("<" in text for text in texts_in(list(blocks)))
