"""Markdown as blocks: sections of mrkdwn, and one table a message as a table."""

from __future__ import annotations

from collections.abc import Iterator

from bot.replies.limits import Block, sections
from bot.replies.message import section
from bot.replies.mrkdwn import pieces_of, tree_of
from bot.replies.runs import Links
from bot.replies.tables import table_block


def blocks_of(markdown: str, links: Links) -> Iterator[Block]:
    """The first table that helps is a block of its own; further ones are told row by row, as Slack takes one a message
    and an answer shall not be spread over several for it."""
    lines = markdown.split("\n")
    for node in tree_of(markdown).children:
        if node.type != "table" or node.map is None:
            continue
        start, end = node.map
        usual = list(_sections("\n".join(lines[start:end]), links))
        if (table := table_block(node, usual)) is not None:
            yield from _sections("\n".join(lines[:start]), links)
            yield table
            yield from _sections("\n".join(lines[end:]), links)
            return
    yield from _sections(markdown, links)


def _sections(markdown: str, links: Links) -> Iterator[Block]:
    return (section(text) for text in sections(pieces_of(markdown, links)))
