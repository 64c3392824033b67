"""A message as Slack takes it: blocks for the eye, and all of it as text for notifications and screen readers."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.references import new_reference
from bot.replies.limits import Block, InvalidLayout, Newer, pages, refuse_message, sections, usual_of

_log = logging.getLogger(__name__)

# Before a piece of text: it begins a paragraph, or goes on in the same one.
PARAGRAPH, LINE = "\n\n", "\n"


@dataclass(frozen=True, slots=True)
class Message:
    """Raises InvalidLayout where Slack would refuse it."""

    text: str
    blocks: tuple[Block, ...] = ()

    def __post_init__(self) -> None:
        refuse_message(self.text, self.blocks)
        if any(isinstance(block, Newer) for block in self.blocks):
            refuse_message(self.text, [one for block in self.blocks for one in usual_of(block)])


def laid_out(text: str, blocks: Iterable[Block]) -> Message:
    """In blocks; in plain words where something of ours would break Slack's rules, with a line in the log: ``text``
    says all that they say, and nobody shall lose an answer. Raises InvalidLayout for a text that is too long."""
    try:
        return Message(text, tuple(blocks))
    except InvalidLayout as fault:
        _log.error("reference %s: a message loses its layout: %s", new_reference(), fault)
        return Message(text)


def section(mrkdwn: str) -> Block:
    """``verbatim`` keeps Slack from making links, names and pings out of plain words."""
    return {"type": "section", "expand": True, "text": {"type": "mrkdwn", "text": mrkdwn, "verbatim": True}}


def context(mrkdwn: str) -> Block:
    """Small grey print."""
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": mrkdwn, "verbatim": True}]}


def lines_of(lines: Iterable[str]) -> Iterator[Block]:
    """Lines one below the other, each of which fits into a section."""
    return (section(text) for text in sections([(LINE, line) for line in lines]))


def messages_of(blocks: Iterable[Block]) -> tuple[Message, ...]:
    """One message, or as many as it takes."""
    return tuple(laid_out(_text_of(page), page) for page in pages(blocks))


def with_row(messages: Sequence[Message], row: Block) -> tuple[Message, ...]:
    """Buttons below the last one: for the eye, and not in the text. Where it has no room for them, they open a message
    of their own."""
    *before, last = messages
    joined = (*last.blocks, row)
    # Where there are blocks, nobody sees the text: in one without any, they would take its place.
    if last.blocks and len(list(pages(joined))) == 1:
        return (*before, laid_out(last.text, joined))
    return (*messages, laid_out("…", (row,)))


def notice(*paragraphs: str) -> tuple[Message, ...]:
    """A message of the assistant's own words; each paragraph fits into a section."""
    return messages_of(section(text) for text in sections([(PARAGRAPH, p) for p in paragraphs if p]))


def message_of(paragraphs: Iterable[str], *rows: Block) -> Message:
    """One message of short paragraphs, with what follows them; buttons are for the eye and not in its text."""
    texts = [text for text in paragraphs if text]
    blocks = (*(section(text) for text in sections([(PARAGRAPH, text) for text in texts])), *rows)
    return laid_out("\n\n".join(texts), blocks)


def _text_of(blocks: Sequence[Block]) -> str:
    usual = (one for block in blocks for one in usual_of(block))
    return "\n\n".join(text["text"] for block in usual for text in block.get("elements", [block.get("text")]))
