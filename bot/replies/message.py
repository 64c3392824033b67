"""A message as Slack takes it: blocks for the eye, and all of it as text for notifications and screen readers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.replies.limits import Block, pages, sections

# Before a piece of text: it begins a paragraph, or goes on in the same one.
PARAGRAPH, LINE = "\n\n", "\n"


@dataclass(frozen=True, slots=True)
class Message:
    text: str
    blocks: tuple[Block, ...]


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
    return tuple(Message(_text_of(page), page) for page in pages(blocks))


def notice(*paragraphs: str) -> tuple[Message, ...]:
    """A message of the assistant's own words; each paragraph fits into a section."""
    return messages_of(section(text) for text in sections([(PARAGRAPH, p) for p in paragraphs if p]))


def message_of(paragraphs: Iterable[str], *rows: Block) -> Message:
    """One message of short paragraphs, with what follows them; buttons are for the eye and not in its text."""
    texts = [text for text in paragraphs if text]
    blocks = (*(section(text) for text in sections([(PARAGRAPH, text) for text in texts])), *rows)
    return Message("\n\n".join(texts), blocks)


def _text_of(blocks: Sequence[Block]) -> str:
    return "\n\n".join(
        text["text"] for block in blocks for text in block.get("elements", [block.get("text")])
    )
